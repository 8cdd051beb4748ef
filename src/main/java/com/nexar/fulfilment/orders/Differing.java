package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.easyecom.UpstreamShipment;
import com.nexar.fulfilment.orders.Difference.Repair;
import com.nexar.fulfilment.orders.Difference.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** In what a shipment of ours and a row of EasyEcom differ, and what would mend it. */
final class Differing {

    private Differing() {}

    /** @param ours null where we do not have it */
    static List<Difference> between(Shipment ours, UpstreamShipment row) {
        if (ours == null) {
            String theirs = row.status().name();
            return List.of(new Difference(row.shipmentId(), What.UNKNOWN_HERE, null, theirs, Repair.RESYNC));
        }
        List<Difference> found = new ArrayList<>();
        stage(ours, row, found);
        boolean awbMatters = ours.stage().beforeManifest() || row.awb() != null;
        if (awbMatters && !Objects.equals(ours.awb, row.awb())) {
            boolean takes = row.awb() != null || ours.stage() != Stage.CONFIRMED;
            found.add(new Difference(
                    row.shipmentId(), What.AWB, ours.awb, row.awb(), takes ? Repair.RESYNC : Repair.LOOK));
        }
        if (ours.onHold != row.status().onHold()) {
            found.add(new Difference(
                    row.shipmentId(),
                    What.HOLD,
                    Boolean.toString(ours.onHold),
                    Boolean.toString(row.status().onHold()),
                    Repair.RESYNC));
        }
        String version = Content.version(row);
        if (!version.equals(ours.contentVersion)) {
            found.add(new Difference(row.shipmentId(), What.CONTENT, ours.contentVersion, version, Repair.RESYNC));
        }
        return found;
    }

    static Difference gone(Shipment ours) {
        return new Difference(
                ours.key.shipmentId(), What.GONE_AT_EASYECOM, ours.stage().name(), null, Repair.RESYNC);
    }

    private static void stage(Shipment ours, UpstreamShipment row, List<Difference> found) {
        Stage proven = StageProof.of(row);
        Stage stage = ours.stage();
        if (proven == stage) {
            return;
        }
        if (proven == Stage.CANCELLED && stage.manifestedOrLater()) {
            found.add(new Difference(row.shipmentId(), What.RECALL, stage.name(), proven.name(), Repair.NONE));
            return;
        }
        boolean mends = stage.mayBecome(proven, Stage.Mover.SYNC) && !(ours.lastScan != null && proven.tracked());
        found.add(new Difference(
                row.shipmentId(), What.STAGE, stage.name(), proven.name(), mends ? Repair.RESYNC : Repair.LOOK));
    }
}
