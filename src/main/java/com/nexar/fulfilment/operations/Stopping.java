package com.nexar.fulfilment.operations;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * A pod that is told to stop: readiness has gone already; callers that wait are answered at once, no further step is begun, a
 * call that is under way may end, and what is left then is given back as what it is: sent, with an unknown outcome.
 */
@Singleton
class Stopping {

    private static final Logger LOG = Logger.getLogger(Stopping.class);

    private final Runner runner;
    private final Leases leases;
    private final OperationsConfig config;

    Stopping(Runner runner, Leases leases, OperationsConfig config) {
        this.runner = runner;
        this.leases = leases;
        this.config = config;
    }

    void soon(@Observes ShutdownDelayInitiatedEvent event) {
        runner.stop();
    }

    void now(@Observes ShutdownEvent event) {
        runner.stop();
        long end = System.nanoTime() + config.stopWithin().toNanos();
        for (Lease lease : runner.held()) {
            if (!ended(lease, end)) {
                leases.giveBack(lease);
                LOG.warnf("Operation %s was still at EasyEcom; it is given back and read back by another pod", lease);
            }
        }
    }

    private boolean ended(Lease lease, long end) {
        try {
            runner.left(lease.operation()).get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
