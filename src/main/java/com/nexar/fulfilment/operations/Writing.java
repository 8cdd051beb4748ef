package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.AskedCalls;
import com.nexar.fulfilment.idempotency.IdempotencyKey;
import com.nexar.fulfilment.pauses.Pauses;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes intents down. */
@Singleton
class Writing {

    private final OperationViews views;
    private final FencedWrites writes;
    private final Clock clock;
    private final AskedCalls asked;
    private final IdempotencyKey key;

    Writing(OperationViews views, FencedWrites writes, Clock clock, AskedCalls asked, IdempotencyKey key) {
        this.views = views;
        this.writes = writes;
        this.clock = clock;
        this.asked = asked;
        this.key = key;
    }

    /**
     * An operation as it was written down.
     *
     * @param standing whether its location may send
     * @param leaving it is about to leave
     */
    record Written(Operation operation, Pauses.Standing standing, boolean leaving) {

        UUID id() {
            return operation.operationId;
        }
    }

    /** Also makes the request's Idempotency-Key, if it has one, stand for it. Empty where one of its shipments is busy. */
    Optional<Written> inWrite(Location location, Operations.Intent intent, Beginning how) {
        IdempotencyKey.Linking linking = key.linking();
        Operation operation = operation(location, intent, how.exclusive());
        FencedWrites.Begun begun = writes.inBegin(operation, intent.shipmentIds(), how, linking);
        if (!begun.done()) {
            return Optional.empty();
        }
        key.began(operation.operationId, linking, begun.linked());
        asked.count(location, intent.caller(), calls(intent));
        boolean leaving = how.leaving() && !begun.standing().sendingPaused();
        operation.state = leaving ? OperationState.RUNNING : OperationState.PENDING;
        operation.attempts = leaving ? 1 : 0;
        operation.sentAt = leaving ? operation.createdAt : null;
        return Optional.of(new Written(operation, begun.standing(), leaving));
    }

    /** One item of a bulk, which keys stand for as a whole; the caller has seen that its shipment is not busy. */
    UUID inWriteItem(Location location, Operations.Intent intent, boolean exclusive) {
        Operation operation = operation(location, intent, exclusive);
        writes.inBegin(operation, intent.shipmentIds(), Beginning.queued(exclusive), IdempotencyKey.Linking.NONE);
        asked.count(location, intent.caller(), calls(intent));
        return operation.operationId;
    }

    private Operation operation(Location location, Operations.Intent intent, boolean exclusive) {
        Operation operation = new Operation();
        operation.operationId = UUID.randomUUID();
        operation.brand = location.brand();
        operation.location = location.code();
        operation.kind = intent.kind();
        operation.state = OperationState.PENDING;
        operation.request = views.write(intent.request());
        operation.fingerprint = intent.fingerprint();
        operation.caller = intent.caller();
        operation.createdAt = clock.instant();
        operation.nextAttemptAt = operation.createdAt;
        List<Long> ids = intent.shipmentIds();
        for (int i = 0; i < ids.size(); i++) {
            operation.shipments.add(new OperationShipment(operation, ids.get(i), i, exclusive));
        }
        return operation;
    }

    /** How many calls of EasyEcom's such a command takes as a rule. */
    private static int calls(Operations.Intent intent) {
        return switch (intent.kind()) {
            case ASSIGN, TRACK -> 1;
            case UNASSIGN, CONFIRM, HOLD -> 2;
            case MANIFEST -> 1 + intent.shipmentIds().size();
            case BUNDLE -> intent.shipmentIds().size();
        };
    }
}
