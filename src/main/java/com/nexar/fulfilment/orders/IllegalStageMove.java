package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;

/** A move that the stage table does not know. */
public final class IllegalStageMove extends Problem {

    IllegalStageMove(long shipmentId, Stage from, Stage to) {
        super(
                ProblemCode.STAGE_CONFLICT,
                "Shipment " + shipmentId + " is " + from + " and cannot become " + to + "; it stays " + from + ".");
        withStage(from.name());
    }
}
