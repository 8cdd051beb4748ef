package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How long a command waits for its outcome: {@code Prefer: wait=N} (seconds), {@code respond-async}, else the setting. */
@Singleton
public class Wait {

    /** Between two looks at an operation that another pod works on. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private static final int MOST = 60;

    /** @param seen null where it succeeded in our own hands, so that nobody had to look */
    record End(OperationState state, OperationView seen) {}

    /** @param state that it came to in our hands, as far as is known */
    private record Left(boolean us, OperationState state) {}

    private final Transactions transactions;
    private final Operations operations;
    private final BulkOperations bulk;
    private final Runner runner;
    private final OperationsConfig config;

    Wait(
            Transactions transactions,
            Operations operations,
            BulkOperations bulk,
            Runner runner,
            OperationsConfig config) {
        this.transactions = transactions;
        this.operations = operations;
        this.bulk = bulk;
        this.runner = runner;
        this.config = config;
    }

    /** Of the {@code Prefer} header; null where the caller sent none. */
    public Duration of(String prefer) {
        if (prefer == null) {
            return config.waitAtMost();
        }
        for (String part : prefer.toLowerCase(Locale.ROOT).split("[,;]")) {
            String word = part.strip();
            if (word.equals("respond-async")) {
                return Duration.ZERO;
            }
            if (word.startsWith("wait=")) {
                return seconds(word.substring("wait=".length()));
            }
        }
        return config.waitAtMost();
    }

    /** How the operation stands at its end, or when the wait is over, or when this pod is about to stop. */
    End forEnd(Location location, UUID operation, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        while (true) {
            boolean over = end - System.nanoTime() <= 0 || runner.stopping();
            if (!over) {
                Left left = leftUs(operation, end);
                if (left.state() == OperationState.SUCCEEDED) {
                    return new End(left.state(), null);
                }
                if (!left.us()) {
                    continue;
                }
            }
            OperationView seen = operations.view(location, operation);
            if (seen.state().finished()) {
                return new End(seen.state(), seen);
            }
            if (over || !pause(Math.min(LOOK_EVERY.toNanos(), end - System.nanoTime()))) {
                // it is told of now, whether a step of it was written down durably or not
                transactions.settle(location);
                return new End(seen.state(), seen);
            }
        }
    }

    /**
     * The same for many at once, within one wait for all. One that is not there, because it has moved to another location with its
     * shipment, is left out.
     */
    public Map<UUID, BulkOperations.Standing> forEnds(Location location, Collection<UUID> all, Duration most) {
        if (all.isEmpty()) {
            return Map.of();
        }
        long end = System.nanoTime() + most.toNanos();
        Collection<UUID> open = bulk.unfinished(location, all);
        while (!open.isEmpty() && !runner.stopping() && end - System.nanoTime() > 0) {
            if (!pause(Math.min(LOOK_EVERY.toNanos(), end - System.nanoTime()))) {
                break;
            }
            open = bulk.unfinished(location, open);
        }
        if (!open.isEmpty()) {
            transactions.settle(location);
        }
        return bulk.standing(location, all);
    }

    /** Waits a moment for our own worker, if it is one of ours: while that has it in hand, there is nothing to look at. */
    private Left leftUs(UUID operation, long end) {
        try {
            long nanos = Math.min(LOOK_EVERY.toNanos(), end - System.nanoTime());
            return new Left(true, runner.left(operation).get(Math.max(1, nanos), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return new Left(false, null);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Left(true, null);
        }
    }

    private static boolean pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.max(1, nanos));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Duration seconds(String text) {
        try {
            int seconds = Integer.parseInt(text.strip());
            if (seconds >= 0 && seconds <= MOST) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException e) {
            throw bad();
        }
        throw bad();
    }

    private static Problem bad() {
        return Problem.invalid("Prefer", "wait takes whole seconds from 0 to " + MOST);
    }
}
