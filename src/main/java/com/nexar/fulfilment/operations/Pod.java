package com.nexar.fulfilment.operations;

import java.util.UUID;

/** Who we are among the pods, for people who look into the database: the host's name and a number of this start. */
final class Pod {

    private static final String NAME = System.getenv().getOrDefault("HOSTNAME", "pod") + "-"
            + UUID.randomUUID().toString().substring(0, 8);

    private Pod() {}

    static String name() {
        return NAME;
    }
}
