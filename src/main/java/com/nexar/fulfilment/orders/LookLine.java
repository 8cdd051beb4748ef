package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.orders.SharedLooks.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Those who look at shipments of one location in this pod. One of them reads, for all that have gathered by then. */
final class LookLine {

    /** Whoever comes so soon after another one is not alone, and gives the others a moment to come. */
    private static final Duration CROWD = Duration.ofMillis(100);

    /** After pages that showed none of them, as more changes at EasyEcom than few pages hold, each reads by itself for so long. */
    private static final Duration REST = Duration.ofSeconds(5);

    /**
     * What pages showed.
     *
     * @param looks who is missing in it is not there yet
     * @param inVain they were given up before their end, and showed nobody
     */
    record Read(Map<Long, Look> looks, boolean inVain) {}

    private static final class Gathering {
        final Map<Long, Instant> asked = new HashMap<>();
        Map<Long, Look> looks;
        boolean over;
    }

    private final Duration moment;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Gathering next = new Gathering();
    private boolean reading;
    private long lastCame = System.nanoTime() - CROWD.toNanos();
    private long restsUntil = System.nanoTime();

    /** @param moment that a crowd is given to come together */
    LookLine(Duration moment) {
        this.moment = moment;
    }

    /** @param read what is asked for, by its shipment; null where each is to be read by itself */
    Look look(long shipmentId, Instant since, Function<Map<Long, Instant>, Read> read) {
        lock.lock();
        try {
            if (rests()) {
                return Look.BY_ITSELF;
            }
            Gathering mine = next;
            mine.asked.put(shipmentId, since);
            boolean crowd = System.nanoTime() - lastCame < CROWD.toNanos();
            lastCame = System.nanoTime();
            long left = SharedLooks.PATIENCE.toNanos();
            while (!mine.over && reading && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (!mine.over && rests()) { // since the pages before
                mine.asked.remove(shipmentId);
                return Look.BY_ITSELF;
            }
            if (!mine.over && !reading) {
                readFor(mine, crowd, read);
            }
            if (!mine.over && since != null) {
                return Look
                        .NOT_YET; // the pages before are still being read: by itself would only make that last longer
            }
            return mine.looks == null ? Look.BY_ITSELF : mine.looks.getOrDefault(shipmentId, Look.NOT_YET);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Look.BY_ITSELF;
        } finally {
            lock.unlock();
        }
    }

    /** How many have asked for what the next read will tell. */
    int gathered() {
        lock.lock();
        try {
            return next.asked.size();
        } finally {
            lock.unlock();
        }
    }

    /** Outside the lock, so that others can join until it begins, and gather for the next time from then on. */
    private void readFor(Gathering mine, boolean crowd, Function<Map<Long, Instant>, Read> read)
            throws InterruptedException {
        reading = true;
        try {
            if (crowd) {
                unlocked(() -> {
                    Thread.sleep(moment);
                    return null;
                });
            }
            next = new Gathering();
            Read pages = unlocked(() -> read.apply(mine.asked));
            mine.looks = pages == null ? null : pages.looks();
            if (pages != null && pages.inVain()) {
                restsUntil = System.nanoTime() + REST.toNanos();
            }
        } finally {
            next = next == mine ? new Gathering() : next;
            mine.over = true;
            reading = false;
            changed.signalAll();
        }
    }

    private boolean rests() {
        return restsUntil - System.nanoTime() > 0;
    }

    private interface Work<T> {
        T done() throws InterruptedException;
    }

    private <T> T unlocked(Work<T> work) throws InterruptedException {
        lock.unlock();
        try {
            return work.done();
        } finally {
            lock.lock();
        }
    }
}
