package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Those of one brand who want papers in this pod: as many at once as the bulkhead lets through, the others in the order in which they
 * came. Two hundred labels are asked for at the same moment, and whoever is refused has to ask again for what would come in seconds.
 */
final class DocumentTurns {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final int atOnce;
    private final Duration patience;
    private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();

    DocumentTurns(EasyEcomConfig config) {
        this.atOnce = config.bulkhead().documents();
        this.patience = config.timeout().multipliedBy(2);
    }

    /** @throws EasyEcomUnavailable its turn did not come in time */
    <T> T in(Location location, Supplier<T> asking) {
        Semaphore turn = turns.computeIfAbsent(location.brand(), brand -> new Semaphore(atOnce, true));
        if (!came(turn)) {
            throw new EasyEcomUnavailable(
                    location + ": as many documents as allowed (" + atOnce + ") are being fetched, for "
                            + patience.toSeconds() + " s by now; nothing was sent.",
                    SOON);
        }
        try {
            return asking.get();
        } finally {
            turn.release();
        }
    }

    private boolean came(Semaphore turn) {
        try {
            return turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
