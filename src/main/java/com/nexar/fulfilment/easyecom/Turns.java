package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Those of one brand who want something in this pod that can wait: as many at once as the bulkhead lets through, the others in the order
 * in which they came. Two hundred labels are asked for at the same moment, a thousand locations begin at the same moment, and whoever is
 * refused has to ask again for what would come in seconds.
 */
final class Turns {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration OF_LISTS = Duration.ofSeconds(5);

    private final String what;
    private final int atOnce;
    private final Duration patience;
    private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();

    private Turns(String what, int atOnce, Duration patience) {
        this.what = what;
        this.atOnce = atOnce;
        this.patience = patience;
    }

    static Turns ofDocuments(EasyEcomConfig config) {
        return new Turns(
                "documents", config.bulkhead().documents(), config.timeout().multipliedBy(2));
    }

    /**
     * Of the pages that are read by themselves; a quarter of the bulkhead, at least one, stays for those that commands share. A walk waits
     * with a lease in its hands, so not for long.
     */
    static Turns ofLists(EasyEcomConfig config) {
        int all = config.bulkhead().lists();
        return new Turns("pages of orders", Math.max(1, all - Math.max(1, all / 4)), OF_LISTS);
    }

    /** @throws EasyEcomUnavailable its turn did not come in time */
    <T> T in(Location location, Supplier<T> asking) {
        Semaphore turn = turns.computeIfAbsent(location.brand(), brand -> new Semaphore(atOnce, true));
        if (!came(turn)) {
            throw new EasyEcomUnavailable(
                    location + ": as many " + what + " as allowed (" + atOnce + ") are being fetched, for "
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
