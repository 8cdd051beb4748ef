package com.nexar.fulfilment.tracking;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.CommandAgain;
import com.nexar.fulfilment.operations.Lease;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.Operations;
import com.nexar.fulfilment.operations.Requests;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.tracking.ScanAcceptance.Accepted;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Taking a scan: stored first, in the queue of its shipment, each event id once. */
@Singleton
class ScanIntent implements CommandAgain {

    private final ScanAcceptance acceptance;
    private final Orders orders;
    private final Operations operations;
    private final Transactions transactions;
    private final Requests requests;

    ScanIntent(
            ScanAcceptance acceptance,
            Orders orders,
            Operations operations,
            Transactions transactions,
            Requests requests) {
        this.acceptance = acceptance;
        this.orders = orders;
        this.operations = operations;
        this.transactions = transactions;
        this.requests = requests;
    }

    private record Taken(UUID operation, Lease begun) {}

    @Override
    public OperationKind kind() {
        return OperationKind.TRACK;
    }

    @Override
    public UUID again(Location location, OpenOperation finished, String caller) {
        return take(location, finished.allShipmentIds().getFirst(), requests.read(finished, ReportScan.class), caller);
    }

    /** @return the operation that tells EasyEcom; null where EasyEcom has this event already */
    UUID take(Location location, long shipmentId, ReportScan scan, String caller) {
        acceptance.mustHaveHappened(scan);
        Taken taken = transactions.in(location, () -> accept(location, shipmentId, scan, caller));
        if (taken.begun() != null) {
            operations.start(taken.begun());
        }
        return taken.operation();
    }

    private Taken accept(Location location, long shipmentId, ReportScan scan, String caller) {
        ShipmentFacts shipment = orders.inLock(location, shipmentId);
        Optional<UUID> ofKey = operations.inOfKey();
        if (ofKey.isPresent()) {
            return new Taken(ofKey.get(), null);
        }
        Accepted accepted = acceptance.inAccept(location, shipment, scan);
        if (accepted.event() == null) {
            return new Taken(accepted.joined(), null);
        }
        var intent = new Operations.Intent(OperationKind.TRACK, List.of(shipmentId), scan, scan.eventId(), caller);
        Lease lease = accepted.atOnce() ? operations.inBegin(location, intent) : null;
        UUID operation = lease == null ? operations.inQueue(location, intent) : lease.operation();
        accepted.event().inQueue(operation);
        return new Taken(operation, lease);
    }
}
