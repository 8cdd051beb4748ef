package com.nexar.fulfilment.access;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The way in: {@code keys …} makes a key and ends, without settings and database; everything else is the service. */
@QuarkusMain
public class CommandLine {

    private static final String KEYS = "keys";

    CommandLine() {}

    public static void main(String... arguments) {
        if (arguments.length > 0 && arguments[0].equals(KEYS)) {
            System.exit(new KeyMaking(System.out, System.err).run(arguments));
        }
        Quarkus.run(arguments);
    }
}
