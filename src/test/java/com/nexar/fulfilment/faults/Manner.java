package com.nexar.fulfilment.faults;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How a caller gives a command.
 *
 * @param keyed with an Idempotency-Key
 * @param copies so many at once
 * @param prefer of the header; null for none
 * @param patience how long it waits for an answer before it hangs up
 */
record Manner(boolean keyed, int copies, String prefer, Duration patience) {

    static Manner draw(RandomGenerator random, Duration waitAtMost) {
        String prefer = List.of("", "wait=1", "wait=3", "respond-async").get(random.nextInt(4));
        int copies = random.nextInt(4) == 0 ? 2 + random.nextInt(2) : 1;
        Duration wait = switch (prefer) {
            case "wait=1" -> Duration.ofSeconds(1);
            case "wait=3" -> Duration.ofSeconds(3);
            case "respond-async" -> Duration.ZERO;
            default -> waitAtMost;
        };
        return new Manner(random.nextBoolean(), copies, prefer.isEmpty() ? null : prefer, wait.plusSeconds(5));
    }

    boolean async() {
        return "respond-async".equals(prefer);
    }

    Manner alone() {
        return new Manner(keyed, 1, prefer, patience);
    }
}
