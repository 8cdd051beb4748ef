package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.traces.Carried;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;

/**
 * Works on operations that this pod holds, each on a thread of its own: step after step until its outcome is written down, or
 * until the next look is so far away that the operation is better given back.
 */
@Singleton
class Runner {

    private static final Logger LOG = Logger.getLogger(Runner.class);

    /** A pause up to this long is waited out; for a longer one the operation is given back. */
    private static final Duration WORTH_KEEPING = Duration.ofSeconds(2);

    /** The same while more than half of the hands are full: what only waits for EasyEcom must not keep out what could be sent. */
    private static final Duration WORTH_A_HAND = Duration.ofMillis(200);

    private final Leases leases;
    private final Steps steps;
    private final OperationsConfig config;
    private final Map<UUID, InHand> inHand = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("operation-", 0).factory());
    private volatile boolean stopping;

    Runner(Leases leases, Steps steps, OperationsConfig config, MeterRegistry metrics) {
        this.leases = leases;
        this.steps = steps;
        this.config = config;
        metrics.gaugeMapSize("fulfilment.operations.in.hand", List.of(), inHand);
    }

    void start(Lease lease) {
        InHand mine = new InHand(lease);
        InHand before = inHand.put(lease.operation(), mine);
        if (before != null) {
            before.lease().lose(); // ours, but of an older fencing number
        }
        workers.execute(Carried.along(() -> work(mine)));
    }

    /** Done when this pod has no more to do with the operation, with what it came to here; at once where it has nothing to do with it. */
    Future<OperationState> left(UUID operation) {
        InHand held = inHand.get(operation);
        return held == null ? CompletableFuture.completedFuture(null) : held.done();
    }

    Collection<Lease> held() {
        return inHand.values().stream().map(InHand::lease).toList();
    }

    /** What does not come on any more is let go: its lease ends by itself, and whoever claims it next reads back what became of it. */
    void letGoOfWhatStandsStill() {
        for (InHand each : inHand.values()) {
            if (each.atOneStepLongerThan(config.stepAtMost())
                    && inHand.remove(each.lease().operation(), each)) {
                each.lease().lose();
                each.done().complete(null);
                LOG.errorf(
                        "Operation %s has been at one step for %s and is let go; its thread is%s",
                        each.lease(), config.stepAtMost(), each.whereabouts());
            }
        }
    }

    /** How many more this pod can take in hand. */
    int room() {
        return Math.max(0, config.atOnce() - inHand.size());
    }

    boolean stopping() {
        return stopping;
    }

    /** From here on no further step is begun; what is in hand is given back as soon as its step ends. */
    void stop() {
        stopping = true;
    }

    private void work(InHand mine) {
        Lease lease = mine.lease();
        Step last = null;
        try {
            while (!stopping) {
                mine.stepBegins();
                last = steps.next(lease);
                if (!(last instanceof Step.Again again)
                        || again.pause().compareTo(worthKeeping()) > 0
                        || !slept(again.pause())) {
                    break;
                }
                if (again.standing() != null) {
                    lease.begun(Turn.toReadBack(again.standing()));
                }
            }
        } catch (LeaseLost e) {
            LOG.infof("%s", e.getMessage()); // given back all the same: where it moved with its shipment, it goes on
            // there at once
        } catch (RuntimeException
                | Error e) { // the rim: it is claimed again, and what was being sent is read back then
            LOG.errorf(e, "Operation %s broke off; it is picked up again when its lease ends", lease);
            lease.lose();
        } finally {
            leave(mine, last instanceof Step.Finished finished ? finished : null);
        }
    }

    /** @param finished null where it goes on; of what has ended nobody asks for the lease */
    private void leave(InHand mine, Step.Finished finished) {
        inHand.remove(mine.lease().operation(), mine);
        try {
            Turn unmade = mine.lease().takeFirst();
            if (unmade != null && unmade.leaving()) {
                leases.releaseUnsent(mine.lease());
            } else if (finished == null && !mine.lease().isLost()) {
                leases.release(mine.lease());
            }
        } catch (RuntimeException e) {
            LOG.warnf("The lease %s could not be given back; it ends by itself: %s", mine.lease(), e.getMessage());
        } finally {
            mine.done().complete(finished == null ? null : finished.state());
        }
    }

    private Duration worthKeeping() {
        return 2 * inHand.size() > config.atOnce() ? WORTH_A_HAND : WORTH_KEEPING;
    }

    private boolean slept(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
