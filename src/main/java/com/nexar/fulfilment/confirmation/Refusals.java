package com.nexar.fulfilment.confirmation;

import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.orders.Stage;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;

/** What is answered where EasyEcom did not confirm: the clearest word that is known of why. */
final class Refusals {

    private Refusals() {}

    static Problem failed(ShipmentFacts now) {
        if (now.stage() == Stage.CANCELLED) {
            return new Problem(
                            ProblemCode.CANCELLED,
                            "Shipment " + now.shipmentId() + " was cancelled at EasyEcom while it was being confirmed. "
                                    + now.whatToDo())
                    .withStage(now.stage().name());
        }
        String why = now.confirmFailure() == null ? "Confirm Fail" : now.confirmFailure();
        return new Problem(
                        ProblemCode.UPSTREAM_REFUSED,
                        "EasyEcom took the confirmation of shipment " + now.shipmentId() + " in and then failed it: "
                                + why + ". It stays " + now.stage()
                                + "; once the reason is mended a new confirmation can be given.")
                .withUpstream(18, why)
                .withStage(now.stage().name());
    }

    static Problem refusal(ShipmentFacts now, Problem theirs) {
        return now.reasonAgainst().orElseGet(() -> contradicted(now, theirs));
    }

    /** "Already confirmed" while Confirm Fail is still the last word of its history: only a person can mend that in EasyEcom. */
    private static Problem contradicted(ShipmentFacts now, Problem refusal) {
        if (now.confirmFailure() == null) {
            return refusal;
        }
        return new Problem(
                        refusal.code(),
                        refusal.getMessage() + " Its last confirmation failed there (" + now.confirmFailure()
                                + ") and EasyEcom takes no new one: a person has to mend shipment " + now.shipmentId()
                                + " in EasyEcom. It stays " + now.stage() + ".")
                .withUpstream(refusal.upstream().code(), refusal.upstream().message())
                .withStage(now.stage().name());
    }
}
