package com.nexar.fulfilment.access;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * The way in: {@code keys …} makes a key and ends, without settings and database; everything else is the service.
 *
 * <p>Where virtual threads wait for the pollers of their sockets as virtual threads too, as is the JDK's default on Linux, a native executable
 * loses wake-ups (oracle/graal#13787): PostgreSQL's answer has come, and who waits for it goes on waiting.
 * Nearly one of a hundred starts was hit, at its first requests; pollers with threads of their own are not.
 */
@QuarkusMain
public class CommandLine {

    private static final String KEYS = "keys";
    private static final String POLLERS = "jdk.pollerMode";
    private static final String THREADS_OF_THEIR_OWN = "1";

    CommandLine() {}

    public static void main(String... arguments) {
        if (arguments.length > 0 && arguments[0].equals(KEYS)) {
            System.exit(new KeyMaking(System.out, System.err).run(arguments));
        }
        if (ImageMode.current() == ImageMode.NATIVE_RUN && System.getProperty(POLLERS) == null) {
            System.setProperty(POLLERS, THREADS_OF_THEIR_OWN);
        }
        Quarkus.run(arguments);
    }
}
