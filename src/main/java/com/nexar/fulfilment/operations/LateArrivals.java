package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The one thing that no client can exclude without idempotency keys: a request that the network delivers later than the quiet
 * period, after it was sent once more or given up. An operation to which that could have happened is looked at again later; what
 * EasyEcom shows too often is counted, logged, and shown with the operation.
 */
@Singleton
class LateArrivals {

    private static final Logger LOG = Logger.getLogger(LateArrivals.class);

    /** Looks, each so many quiet periods after the one before. */
    private static final int[] FURTHER_LOOKS = {2, 6, 30};

    private final Transactions transactions;
    private final Leases leases;
    private final Steps steps;
    private final OperationViews views;
    private final Backoff backoff;
    private final LateCount count;
    private final Clock clock;

    LateArrivals(
            Transactions transactions,
            Leases leases,
            Steps steps,
            OperationViews views,
            Backoff backoff,
            LateCount count,
            Clock clock) {
        this.transactions = transactions;
        this.leases = leases;
        this.steps = steps;
        this.views = views;
        this.backoff = backoff;
        this.count = count;
        this.clock = clock;
    }

    void look(Lease lease) {
        Location location = lease.location();
        try {
            OpenOperation operation = transactions.in(location, () -> views.openOf(lease));
            int seen = steps.handler(operation.kind()).effects(location, operation);
            transactions.run(location, () -> {
                int wanted = operation.wantedEffects() + inLaterEffects(operation);
                inSeen(lease, Math.max(0, seen - wanted));
            });
        } catch (LeaseLost e) {
            LOG.debugf("%s", e.getMessage());
        } catch (Problem e) {
            LOG.infof("Whether a request of operation %s came late cannot be read now: %s", lease, e.getMessage());
            transactions.run(location, () -> inLater(lease));
        } finally {
            leases.release(lease);
        }
    }

    /** The command was given again after this one had come to nothing: that effect is not this one's, also before it is adopted. */
    static int inLaterEffects(OpenOperation operation) {
        return (int) OperationShipment.count(
                "key.shipmentId in ?1 and state not in ?2 and operation.kind = ?3 and operation.createdAt > ?4",
                operation.allShipmentIds(),
                List.of(OperationState.REFUSED, OperationState.FAILED),
                operation.kind(),
                operation.createdAt());
    }

    private void inSeen(Lease lease, int late) {
        Operation operation = inHand(lease);
        if (late > operation.lateArrivals) {
            count.inSeen(operation, late);
        }
        Duration next = operation.watched < FURTHER_LOOKS.length
                ? backoff.quiet().multipliedBy(FURTHER_LOOKS[operation.watched])
                : null;
        operation.watched++;
        operation.watchAt = next == null ? null : clock.instant().plus(next);
    }

    private void inLater(Lease lease) {
        inHand(lease).watchAt = clock.instant().plus(backoff.quiet());
    }

    private static Operation inHand(Lease lease) {
        Operation operation = Operation.locked(lease.operation());
        if (operation == null || operation.fencing != lease.fencing()) {
            throw new LeaseLost(lease);
        }
        return operation;
    }
}
