package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.stopping.Deadline;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
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
    private final Deadline deadline;

    Stopping(Runner runner, Leases leases, Deadline deadline) {
        this.runner = runner;
        this.leases = leases;
        this.deadline = deadline;
    }

    void soon(@Observes ShutdownDelayInitiatedEvent event) {
        runner.stop();
    }

    void now(@Observes @Priority(Deadline.FIRST) ShutdownEvent event) {
        runner.stop();
        for (Lease lease : runner.held()) {
            if (!ended(lease) && !gaveBack(lease)) {
                return; // nor would the others be
            }
        }
    }

    private boolean gaveBack(Lease lease) {
        try {
            leases.giveBack(lease);
            LOG.warnf("Operation %s was still at EasyEcom; it is given back and read back by another pod", lease);
            return true;
        } catch (RuntimeException e) { // the rim: the others that stop come after this
            LOG.errorf(e, "Operation %s could not be given back; leases end by themselves", lease);
            return false;
        }
    }

    private boolean ended(Lease lease) {
        try {
            runner.left(lease.operation()).get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
