package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.Operations.Intent;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Takes commands on one shipment: one at a time, and the same again joins the one of before. */
@Singleton
public class Taking {

    /** @param leaving it leaves as soon as it is on the disk; else EasyEcom is asked before */
    public record Wanted(Intent intent, boolean leaving) {}

    /**
     * What stands in the database after a command was taken: nothing to do, an operation of before, or a new one.
     *
     * @param operation null where there is nothing to do
     * @param begun to be {@linkplain #start started} once it is committed; null where it joins one of before
     */
    public record Taken(UUID operation, Lease begun) {}

    private final Operations operations;

    Taking(Operations operations) {
        this.operations = operations;
    }

    /**
     * The operation that this very command began before, named by the request's Idempotency-Key or still open on the shipment, or a
     * new one. Another command's open operation is a problem, and comes before what the checks say. The caller holds the shipment's lock.
     *
     * @param checks which ask nobody; null where there is nothing to do. Usually no other command is in the way, and the statement that
     *     begins this one is the only one that looks
     */
    public Taken inTake(
            Location location, long shipmentId, OperationKind kind, String fingerprint, Supplier<Wanted> checks) {
        Optional<UUID> ofKey = operations.inOfKey();
        if (ofKey.isPresent()) {
            return new Taken(ofKey.get(), null);
        }
        Wanted wanted;
        try {
            wanted = checks.get();
        } catch (Problem no) {
            return inSame(location, shipmentId, kind, fingerprint)
                    .map(same -> new Taken(same, null))
                    .orElseThrow(() -> no);
        }
        if (wanted == null) {
            return new Taken(inSame(location, shipmentId, kind, fingerprint).orElse(null), null);
        }
        // what is in the way may end before it is looked at, for which it needs no shipment's lock: then this one
        // begins after all
        return inBegin(location, wanted)
                .or(() -> inSame(location, shipmentId, kind, fingerprint).map(same -> new Taken(same, null)))
                .or(() -> inBegin(location, wanted))
                .orElseThrow(() -> new IllegalStateException("shipment " + shipmentId + " is busy, and with nothing"));
    }

    /** After the commit. @return the operation; null where there is nothing to do */
    public UUID start(Taken taken) {
        if (taken.begun() != null) {
            operations.start(taken.begun());
        }
        return taken.operation();
    }

    private Optional<Taken> inBegin(Location location, Wanted wanted) {
        Optional<Lease> lease = wanted.leaving()
                ? operations.inBeginLeaving(location, wanted.intent())
                : operations.inBeginAlone(location, wanted.intent());
        return lease.map(begun -> new Taken(begun.operation(), begun));
    }

    private Optional<UUID> inSame(Location location, long shipmentId, OperationKind kind, String fingerprint) {
        Optional<OpenOperation> open = operations.inOpen(location, shipmentId);
        open.filter(other -> !other.sameAs(kind, fingerprint)).ifPresent(other -> {
            throw other.busy(shipmentId);
        });
        return open.map(OpenOperation::id).map(operations::inJoin);
    }
}
