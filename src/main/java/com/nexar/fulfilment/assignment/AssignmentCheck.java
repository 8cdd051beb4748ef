package com.nexar.fulfilment.assignment;

import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;

/** How an assignment that is asked for stands to the one that is there. */
final class AssignmentCheck {

    private AssignmentCheck() {}

    static boolean isSo(ShipmentFacts shipment, AssignShipment order) {
        return order.awb().equals(shipment.awb()) && order.carrierId().equals(shipment.carrierId());
    }

    /** There is an AWB, and it is not the one that this order means to replace. */
    static boolean inTheWay(ShipmentFacts shipment, AssignShipment order) {
        return shipment.awb() != null && !shipment.awb().equals(order.replaces());
    }

    static Problem notReplaceable(ShipmentFacts shipment) {
        return new Problem(
                        ProblemCode.ALREADY_ASSIGNED,
                        "Shipment " + shipment.shipmentId() + " travels as " + shipment.awb()
                                + ", and one AWB replaces another only where fulfilment.easyecom.assign-again is OVERWRITES; take"
                                + " that one back first. Nothing was sent.")
                .withStage(shipment.stage().name());
    }

    static Problem alreadyAssigned(ShipmentFacts shipment) {
        return new Problem(
                        ProblemCode.ALREADY_ASSIGNED,
                        "Shipment " + shipment.shipmentId() + " already travels as " + shipment.awb() + " (carrier "
                                + shipment.carrierId() + "); that one has to be taken back first.")
                .withStage(shipment.stage().name());
    }
}
