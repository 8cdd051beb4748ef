package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.AskedCalls;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Writes intents down. */
@Singleton
class Writing {

    private final OperationViews views;
    private final FencedWrites writes;
    private final Clock clock;
    private final AskedCalls asked;

    Writing(OperationViews views, FencedWrites writes, Clock clock, AskedCalls asked) {
        this.views = views;
        this.writes = writes;
        this.clock = clock;
        this.asked = asked;
    }

    /**
     * @param exclusive whether it is in the way of other commands on its shipments from here on
     * @param leaving it is about to leave: from the commit on its outcome is unknown
     * @param pod that has its lease from here on, with the first fencing number; null leaves it to whoever claims it
     * @return as it was written down
     */
    Operation inWrite(Location location, Operations.Intent intent, boolean exclusive, boolean leaving, String pod) {
        Operation operation = new Operation();
        operation.operationId = UUID.randomUUID();
        operation.brand = location.brand();
        operation.location = location.code();
        operation.kind = intent.kind();
        operation.state = leaving ? OperationState.RUNNING : OperationState.PENDING;
        operation.attempts = leaving ? 1 : 0;
        operation.request = views.write(intent.request());
        operation.fingerprint = intent.fingerprint();
        operation.caller = intent.caller();
        operation.createdAt = clock.instant();
        operation.sentAt = leaving ? operation.createdAt : null;
        operation.nextAttemptAt = operation.createdAt;
        List<Long> ids = intent.shipmentIds();
        for (int i = 0; i < ids.size(); i++) {
            operation.shipments.add(new OperationShipment(operation, ids.get(i), i, exclusive));
        }
        writes.inBegin(operation, ids, exclusive, pod);
        asked.count(location, intent.caller(), calls(intent));
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
