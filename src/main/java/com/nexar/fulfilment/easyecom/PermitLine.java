package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Those of one brand who wait in this pod for a permit. One of them asks the database, for all; what comes is handed out by
 * lane. Nothing is kept in stock, so that no pod sits on permits that another one needs.
 */
final class PermitLine {

    private static final long SHORTEST_PAUSE = Duration.ofMillis(5).toNanos();

    private final Terms terms;
    private final SharedBudget shared;
    private final Duration permitWait;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Lane, Queue<WaitingCall>> lanes = new EnumMap<>(Lane.class);
    private final Map<Lane, Long> pointlessBefore = new EnumMap<>(Lane.class);
    private final Known known = new Known();
    private boolean asking;
    private long came;
    private int unused;
    private int confirmed;

    PermitLine(Terms terms, SharedBudget shared, Duration permitWait) {
        this.terms = terms;
        this.shared = shared;
        this.permitWait = permitWait;
        long now = System.nanoTime();
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new PriorityQueue<>());
            pointlessBefore.put(lane, now);
        }
    }

    /**
     * Waits for a permit.
     *
     * @param until of {@link System#nanoTime()}: longer than this it is not worth waiting; null where the lane's patience decides alone
     * @throws EasyEcomUnavailable the day's calls are used up, the wait would be too long, or nobody can say
     */
    Permit take(Location location, Lane lane, Long until) {
        if (terms.unlimited()) {
            return Permit.unlimited();
        }
        lock.lock();
        WaitingCall me = new WaitingCall(
                lane, came++, System.nanoTime() + lane.patience(permitWait).toNanos(), until);
        try {
            lanes.get(lane).add(me);
            while (me.permit == null) {
                step(location, me);
            }
            return me.permit;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            unused += me.permit == null ? 0 : 1;
            throw tooLong(lane, Duration.ofSeconds(1));
        } finally {
            lanes.get(lane).remove(me);
            lock.unlock();
        }
    }

    /** What became of it: one that never left comes back. */
    void settle(Permit permit) {
        if (permit.unused()) {
            lock.lock();
            unused++;
            lock.unlock();
        }
    }

    /** EasyEcom's own word, which may be wrong or about another day than ours: so it is asked again before ours ends. */
    EasyEcomUnavailable spent(String what, Duration lookAgain) {
        return EasyEcomUnavailable.quotaExhausted(
                what + ": EasyEcom says that the " + terms.tier() + " quota of the day is used up.", lookAgain);
    }

    void confirmed() {
        lock.lock();
        confirmed++;
        lock.unlock();
    }

    /** As of at most so long ago, or as last known while the database does not answer; null before its first answer. */
    SharedBudget.Standing standing(Location location, Duration oldest) {
        if (known.olderThan(oldest)) {
            long at = System.nanoTime();
            try {
                known.learn(shared.standing(location, terms), at);
            } catch (EasyEcomUnavailable e) {
                known.keep(at);
            }
        }
        return known.standing();
    }

    /** Without asking anybody; null before the first answer. */
    SharedBudget.Standing known() {
        return known.standing();
    }

    private void step(Location location, WaitingCall me) throws InterruptedException {
        if (me.failure != null) {
            throw me.failure;
        }
        long now = System.nanoTime();
        long next = pointlessBefore.get(me.lane);
        if (me.tooOldAt(now)) {
            throw EasyEcomUnavailable.tooOld(location.toString());
        }
        if (!asking && now - next >= 0) {
            ask(location);
            return;
        }
        if (me.tooOldAt(next)) {
            throw EasyEcomUnavailable.tooOld(location.toString());
        }
        if (now - me.deadline >= 0 || next - me.deadline > 0) {
            throw tooLong(me.lane, Duration.ofNanos(Math.max(0, next - now)));
        }
        changed.awaitNanos((asking ? me.end() : next) - now);
    }

    private void ask(Location location) {
        int[] wanted = lanes.values().stream().mapToInt(Queue::size).toArray();
        var asked = new SharedBudget.Asked(wanted, unused, known.dayEndsAt(), confirmed);
        asking = true;
        unused = 0;
        confirmed = 0;
        lock.unlock();
        long askedAt = System.nanoTime();
        SharedBudget.Taken taken = null;
        EasyEcomUnavailable failure = null;
        try {
            taken = shared.take(location, terms, asked);
        } catch (EasyEcomUnavailable e) {
            failure = e;
        } finally {
            lock.lock();
            asking = false;
            changed.signalAll();
        }
        if (failure == null) {
            known.learn(taken.standing(), askedAt);
            handOut(taken, askedAt);
            return;
        }
        unused += asked.unused();
        confirmed += asked.confirmed();
        for (Lane lane : Lane.values()) {
            fail(lane, failure);
        }
    }

    private void handOut(SharedBudget.Taken taken, long askedAt) {
        for (Lane lane : Lane.values()) {
            Queue<WaitingCall> waiting = lanes.get(lane);
            for (int i = 0; i < taken.granted()[lane.ordinal()]; i++) {
                WaitingCall next = waiting.poll();
                if (next == null) {
                    unused++;
                } else {
                    next.permit = Permit.askedAt(askedAt);
                }
            }
            if (waiting.isEmpty()) {
                continue;
            }
            if (taken.standing().used() >= terms.perDay(lane)) {
                fail(lane, exhausted(taken.standing()));
            } else if (taken.standing().spent()) {
                fail(lane, spent("Nothing was sent", taken.standing().spentFor()));
            } else {
                pointlessBefore.put(lane, System.nanoTime() + untilNext(lane, taken));
            }
        }
    }

    private long untilNext(Lane lane, SharedBudget.Taken taken) {
        double missing = terms.floor(lane) + 1 - taken.tokens();
        long refill = (long) (missing / terms.tier().perSecond() * 1e9);
        return Math.max(SHORTEST_PAUSE, Math.max(refill, taken.pausedFor().toNanos()));
    }

    private EasyEcomUnavailable exhausted(SharedBudget.Standing standing) {
        boolean kept = standing.used() < terms.tier().perDay();
        return EasyEcomUnavailable.quotaExhausted(
                "The " + terms.tier() + " quota of " + terms.tier().perDay() + " EasyEcom calls a day is used up"
                        + (kept ? ", but for those that are kept for commands" : "")
                        + "; nothing was sent. It starts anew at " + standing.resetsAt() + ".",
                standing.resetsIn());
    }

    private void fail(Lane lane, EasyEcomUnavailable why) {
        lanes.get(lane).forEach(waiting -> waiting.failure = why.again());
        lanes.get(lane).clear();
    }

    private EasyEcomUnavailable tooLong(Lane lane, Duration atLeast) {
        Duration second = Duration.ofSeconds(1);
        return new EasyEcomUnavailable(
                "No permit within " + lane.patience(permitWait).toSeconds() + " s at "
                        + terms.tier().perSecond()
                        + " EasyEcom calls a second, or EasyEcom has asked for a pause; nothing was sent.",
                atLeast.compareTo(second) > 0 ? atLeast : second);
    }
}
