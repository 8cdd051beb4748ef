package com.nexar.fulfilment.bench;

import java.time.Duration;

/** {@code -Dbench=smoke}: whether everything works, in minutes. Else full: what is published. */
enum BenchMode {
    SMOKE,
    FULL;

    static BenchMode now() {
        return System.getProperty("bench", "full").equals("smoke") ? SMOKE : FULL;
    }

    static <T> T pick(T smoke, T full) {
        return now() == SMOKE ? smoke : full;
    }

    /** {@code -Drounds} stands above both. */
    static int rounds(int smoke, int full) {
        return Integer.getInteger("rounds", pick(smoke, full));
    }

    static Duration seconds(double smoke, double full) {
        return Duration.ofMillis(Math.round(1000 * pick(smoke, full)));
    }

    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
