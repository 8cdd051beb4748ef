package com.nexar.fulfilment.confirmation;

import com.nexar.fulfilment.confirmation.ConfirmationIntent.Intent;
import com.nexar.fulfilment.easyecom.UpstreamShipment;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.operations.Outcomes;
import com.nexar.fulfilment.operations.Work;
import com.nexar.fulfilment.orders.InSame;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The plain way of a confirmation: nothing speaks against it in the row that the gate shows, so that it is about to leave is written
 * down in the very transaction that takes the row in. Of all else it writes nothing, and says nothing: that is decided after it.
 */
final class LeavesWithLook implements InSame {

    private final Work work;
    private final Intent asked;
    private final Orders orders;
    private final Outcomes outcomes;
    private Leaving leaving;

    /**
     * What is to be sent.
     *
     * @param operation as it stands then
     */
    record Leaving(Intent intent, OpenOperation operation) {}

    LeavesWithLook(Work work, Intent asked, Orders orders, Outcomes outcomes) {
        this.work = work;
        this.asked = asked;
        this.orders = orders;
        this.outcomes = outcomes;
    }

    @Override
    public void follows(ShipmentFacts now, UpstreamShipment row) {
        OptionalInt baseline = Confirmed.baseline(row);
        String seen = asked.order().contentVersion();
        boolean packedAsItIs = seen == null || seen.equals(now.contentVersion());
        if (baseline.isEmpty()
                || !packedAsItIs
                || !OrderConfirmation.goes(now.stage())
                || now.reasonAgainst().isPresent()) {
            return;
        }
        Intent from = asked.from(baseline.getAsInt());
        if (Confirmed.since(from.baseline(), row) != Confirmed.NOT_SEEN) {
            return;
        }
        orders.inPacked(work.location(), now.shipmentId());
        leaving = new Leaving(from, outcomes.inSending(work, from));
    }

    /** Empty where it is not as plain as that. */
    Optional<Leaving> leaving() {
        return Optional.ofNullable(leaving);
    }
}
