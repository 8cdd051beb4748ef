package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.easyecom.EasyEcomUnavailable;
import com.nexar.fulfilment.easyecom.Lane;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongPredicate;

/** Reads several shipments one by one, a few at a time, and keeps what became of each. */
final class ManyReads {

    private static final int AT_ONCE = 8;

    private final LongPredicate reading;
    private final Set<Long> shown = ConcurrentHashMap.newKeySet();
    private final Set<Long> unreadable = ConcurrentHashMap.newKeySet();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    /** @param reading whether EasyEcom showed it; throws where it cannot be told */
    ManyReads(LongPredicate reading) {
        this.reading = reading;
    }

    /** Throws what keeps EasyEcom from being read at all; a row that cannot be read by itself costs only itself. */
    void run(Collection<Long> ids) {
        try (ExecutorService readers = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofVirtual().name("gate-", 0).factory())) {
            ids.forEach(id -> readers.execute(Lane.carried(() -> read(id))));
        }
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    Set<Long> shown() {
        return shown;
    }

    Set<Long> unreadable() {
        return unreadable;
    }

    private void read(long id) {
        if (failure.get() != null) {
            return; // one is enough: the others would meet the same
        }
        try {
            if (reading.test(id)) {
                shown.add(id);
            }
        } catch (EasyEcomUnavailable e) {
            if (e.ofOneRow()) {
                unreadable.add(id);
            } else {
                failure.compareAndSet(null, e);
            }
        } catch (Problem e) {
            boolean movedAway = e.code() == ProblemCode.NOT_FOUND;
            if (!movedAway) {
                failure.compareAndSet(null, e);
            }
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }
}
