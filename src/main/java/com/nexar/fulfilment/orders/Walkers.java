package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.easyecom.Lane;
import com.nexar.fulfilment.stopping.Deadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/** Who walks in this pod: each when its turn comes, and nobody twice at once. */
final class Walkers {

    private static final Logger LOG = Logger.getLogger(Walkers.class);

    /** @param at since the round began @param name of what is walked, and for people */
    record Turn(Duration at, String name, Runnable work) {}

    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService walkers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("orders-in-", 0).factory());
    private volatile boolean stopping;

    /** A round: those that are not at it already. @param turns in their order */
    void begin(List<Turn> turns) {
        if (stopping) {
            return;
        }
        Deque<Turn> waiting = new ArrayDeque<>(
                turns.stream().filter(turn -> running.add(turn.name())).toList());
        while (!waiting.isEmpty() && waiting.peek().at().isZero()) {
            start(waiting.remove());
        }
        if (!waiting.isEmpty()) {
            execute(() -> startInTurn(waiting), waiting);
        }
    }

    private void startInTurn(Deque<Turn> waiting) {
        long begun = System.nanoTime();
        try {
            while (!waiting.isEmpty()) {
                Thread.sleep(waiting.peek().at().minusNanos(System.nanoTime() - begun));
                start(waiting.remove());
            }
        } catch (InterruptedException e) { // told to stop before their turns came
            Thread.currentThread().interrupt();
        } finally {
            freed(waiting);
        }
    }

    private void start(Turn turn) {
        execute(() -> run(turn), List.of(turn));
    }

    private void execute(Runnable work, Collection<Turn> of) {
        try {
            walkers.execute(work);
        } catch (RejectedExecutionException e) { // told to stop
            freed(of);
        }
    }

    private void freed(Collection<Turn> turns) {
        turns.forEach(turn -> running.remove(turn.name()));
    }

    private void run(Turn turn) {
        try {
            Lane.ORDERS.run(turn.work());
        } catch (Exception e) { // the rim: the next round tries again from the last checkpoint
            LOG.errorf(e, "Orders in of %s failed", turn.name());
        } finally {
            freed(List.of(turn));
        }
    }

    void stop() {
        stopping = true;
        walkers.shutdownNow();
    }

    boolean over(Deadline deadline) throws InterruptedException {
        return deadline.awaits(walkers);
    }
}
