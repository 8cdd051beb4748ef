package com.nexar.fulfilment.holds;

import com.nexar.fulfilment.holds.HoldIntent.Intent;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;

/** Which shipments can be held or released, and by whom. */
final class HoldCheck {

    private HoldCheck() {}

    /** Between the gate's read and this moment only we ourselves can have learnt more. */
    static void mayGo(ShipmentFacts now, Intent intent) {
        now.mustExist();
        if (now.stage().manifestedOrLater()) {
            throw notBeforeManifest(now);
        }
        if (!intent.hold() && now.holdReason() == null) {
            throw new Problem(
                            ProblemCode.ON_HOLD,
                            "Shipment " + now.shipmentId()
                                    + " was put on hold in EasyEcom and not by the warehouse; nothing"
                                    + " was sent. It stays " + now.stage()
                                    + " and can go on once it is released there.")
                    .withStage(now.stage().name());
        }
    }

    static Problem notBeforeManifest(ShipmentFacts now) {
        return now.conflict("holds begin and end before the manifest; nothing was sent.");
    }

    /** Nothing can be held or released any more. */
    static boolean over(ShipmentFacts now) {
        return now.absent().isPresent() || now.stage().manifestedOrLater();
    }
}
