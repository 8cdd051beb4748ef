package com.nexar.fulfilment.changes;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes readers that wait for a feed: at once those of this pod, over {@link FeedWire} those of the others. A hint only; who waits
 * looks by itself, too.
 */
@Singleton
class Wakes {

    /** A feed as this pod's waiting readers know it: a number that moves whenever something may have come. */
    private static final class Signal {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition moved = lock.newCondition();
        private long number;
    }

    private final Map<FeedName, Signal> signals = new ConcurrentHashMap<>();
    private final Set<FeedName> toTell = new HashSet<>();
    private final List<Runnable> hints = new CopyOnWriteArrayList<>();
    private volatile boolean ended;
    private boolean told;

    /** Something was committed here. */
    void committed(FeedName feed) {
        wake(feed);
        synchronized (toTell) {
            toTell.add(feed);
            toTell.notifyAll();
        }
    }

    /** For who reads all feeds; must return at once. */
    void onMove(Runnable hint) {
        hints.add(hint);
    }

    /** What the other pods have not been told yet. */
    List<FeedName> takeToTell() {
        synchronized (toTell) {
            List<FeedName> feeds = new ArrayList<>(toTell);
            toTell.clear();
            return feeds;
        }
    }

    /** The same, as soon as there is something, or nothing more will be told. */
    List<FeedName> awaitToTell() throws InterruptedException {
        synchronized (toTell) {
            while (toTell.isEmpty() && !told) {
                toTell.wait();
            }
            return takeToTell();
        }
    }

    /** They could not be told. */
    void tellAgain(List<FeedName> feeds) {
        synchronized (toTell) {
            toTell.addAll(feeds);
        }
    }

    /** Nobody waits any more for something to tell. */
    void endTelling() {
        synchronized (toTell) {
            told = true;
            toTell.notifyAll();
        }
    }

    /** Something was committed, here or elsewhere. */
    void wake(FeedName feed) {
        hints.forEach(Runnable::run);
        if (feed.location().equals(Changes.ALL)) {
            signals.forEach((each, signal) -> {
                if (each.brand().equals(feed.brand())) {
                    move(signal);
                }
            });
        } else {
            Signal signal = signals.get(feed);
            if (signal != null) {
                move(signal);
            }
        }
    }

    /** Where the feed's signal stands; to be asked before the feed is read. */
    long number(FeedName feed) {
        Signal signal = signal(feed);
        signal.lock.lock();
        try {
            return signal.number;
        } finally {
            signal.lock.unlock();
        }
    }

    /** Until the feed's signal is past this number, or time is up, or the pod stops. */
    void await(FeedName feed, long number, Duration most) throws InterruptedException {
        Signal signal = signal(feed);
        long left = most.toNanos();
        signal.lock.lockInterruptibly();
        try {
            while (signal.number == number && left > 0 && !ended) {
                left = signal.moved.awaitNanos(left);
            }
        } finally {
            signal.lock.unlock();
        }
    }

    /** The pod stops: nobody waits any more. */
    void end() {
        ended = true;
        signals.values().forEach(Wakes::move);
    }

    boolean ended() {
        return ended;
    }

    private Signal signal(FeedName feed) {
        return signals.computeIfAbsent(feed, none -> new Signal());
    }

    private static void move(Signal signal) {
        signal.lock.lock();
        try {
            signal.number++;
            signal.moved.signalAll();
        } finally {
            signal.lock.unlock();
        }
    }
}
