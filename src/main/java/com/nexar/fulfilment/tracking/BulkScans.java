package com.nexar.fulfilment.tracking;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.BulkOperations;
import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.Operations;
import com.nexar.fulfilment.orders.BulkItem;
import com.nexar.fulfilment.orders.BulkTaking;
import com.nexar.fulfilment.orders.BulkTaking.Locked;
import com.nexar.fulfilment.tracking.ScanAcceptance.Accepted;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Taking many scans: each as {@link ScanIntent} takes a single one, all stored before any is told. */
@Singleton
class BulkScans {

    private final BulkTaking taking;
    private final ScanAcceptance acceptance;
    private final BulkOperations operations;

    BulkScans(BulkTaking taking, ScanAcceptance acceptance, BulkOperations operations) {
        this.taking = taking;
        this.acceptance = acceptance;
        this.operations = operations;
    }

    List<BulkItem<ReportScan>> take(Location location, List<BulkItem<ReportScan>> items, String caller) {
        return taking.take(location, items, (item, locked) -> inTake(location, item, locked, caller));
    }

    private UUID inTake(Location location, BulkItem<ReportScan> item, Locked locked, String caller) {
        ReportScan scan = item.order();
        acceptance.mustHaveHappened(scan);
        Accepted accepted = acceptance.inAccept(location, locked.shipment(), scan);
        if (accepted.event() == null) {
            return accepted.joined();
        }
        var intent =
                new Operations.Intent(OperationKind.TRACK, List.of(item.shipmentId()), scan, scan.eventId(), caller);
        UUID written = operations.inWrite(location, intent, !accepted.atOnce());
        accepted.event().inQueue(written);
        if (accepted.atOnce()) {
            locked.written().add(written);
        }
        return written;
    }
}
