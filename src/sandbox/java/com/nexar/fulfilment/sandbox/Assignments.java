package com.nexar.fulfilment.sandbox;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** POST /Carrier/assignAWB and taking it back (contract §4, quirk 14). */
final class Assignments {
    private static final String TAKEN = "Shipment has already been assigned";

    private final Account account;

    Assignments(Account account) {
        this.account = account;
    }

    Answer assign(Call call) {
        Fields fields = call.fields();
        OptionalLong invoiceId = fields.number("invoiceId");
        String awb = fields.text("awbNum");
        OptionalLong carrierId = fields.number("companyCarrierId");
        if (invoiceId.isEmpty() || awb == null || carrierId.isEmpty() || fields.text("courier") == null) {
            return Answer.refused("invoiceId, courier, awbNum and companyCarrierId are required")
                    .withAwb(awb);
        }
        Optional<Shipment> found =
                account.orders.find(invoiceId.getAsLong()).filter(each -> each.location.equals(call.location()));
        if (found.isEmpty()) {
            return Answer.refused("Invalid invoice id").withAwb(awb);
        }
        Shipment shipment = found.get();
        Optional<String> aggregator = account.carriers.name(carrierId.getAsLong());
        Answer verdict = aggregator.isEmpty()
                ? Answer.refused("Invalid companyCarrierId")
                : verdict(shipment, awb, (int) carrierId.getAsLong());
        if (takesEffect(verdict, shipment)) {
            account.orders.change(shipment, () -> {
                shipment.awb = awb;
                shipment.carrierId = (int) carrierId.getAsLong();
                shipment.aggregator = aggregator.orElse(fields.text("courier"));
                // The carrier account's name, an e-mail, not the courier's (contract §3.1).
                shipment.courier = shipment.aggregator.toLowerCase(Locale.ROOT) + "@example.com";
                shipment.labelUrl = fields.text("shippingLabelUrl");
            });
        }
        return verdict.about(shipment).withAwb(awb);
    }

    private Answer verdict(Shipment shipment, String awb, int carrierId) {
        if (shipment.cancelled()) {
            return Answer.refused("Order is cancelled");
        }
        if (shipment.held()) {
            return Answer.refused("Order is on hold");
        }
        if (account.orders.ofAwb(awb).filter(each -> each != shipment).isPresent()) {
            return Answer.refused("AWB number " + awb + " is already assigned to another shipment");
        }
        boolean same = awb.equals(shipment.awb) && carrierId == shipment.carrierId;
        if (shipment.awb != null && !overwrites(shipment)) {
            boolean fine = same && account.variants.is(Switch.ASSIGN_AGAIN, "idempotent");
            Answer again = fine ? accepted(shipment, awb) : Answer.refused(TAKEN);
            return same ? again.as(Effect.REPEAT) : again;
        }
        if (!shipment.open()) {
            return Answer.refused("Order is not in Assigned or Open status");
        }
        return same ? accepted(shipment, awb).as(Effect.REPEAT) : accepted(shipment, awb);
    }

    private boolean overwrites(Shipment shipment) {
        return shipment.open()
                && (account.variants.is(Switch.ASSIGN_AGAIN, "overwrite")
                        || account.variants.is(Switch.REPEATS, "take-effect"));
    }

    private boolean takesEffect(Answer verdict, Shipment shipment) {
        return verdict.effect() == Effect.HAPPENED || verdict.effect() == Effect.REPEAT && overwrites(shipment);
    }

    private Answer accepted(Shipment shipment, String awb) {
        return account.variants.is(Switch.ASSIGN_DATA, "list")
                ? Answer.happened()
                : Answer.successful(
                        Effect.HAPPENED,
                        out -> new RowWriter(out)
                                .put("invoiceId", shipment.invoiceId)
                                .put("awbNum", awb)
                                .end());
    }

    Answer unassign(Call call) {
        Fields fields = call.fields();
        OptionalLong invoiceId =
                fields.number("invoiceId").isPresent() ? fields.number("invoiceId") : fields.number("invoice_id");
        Optional<Shipment> found = invoiceId.stream()
                .boxed()
                .flatMap(id -> account.orders.find(id).stream())
                .filter(each -> each.location.equals(call.location()))
                .findFirst();
        return found.map(shipment -> takeBack(shipment).about(shipment))
                .orElseGet(() -> Answer.refused("Invalid invoice id"));
    }

    Answer takeBack(Shipment shipment) {
        if (shipment.awb == null) {
            return Answer.repeated("No AWB is assigned to this shipment");
        }
        if (!shipment.open()) {
            return Answer.refused("Order is not in Assigned or Open status");
        }
        account.orders.change(shipment, () -> {
            shipment.awb = null;
            shipment.carrierId = Shipment.SELF_SHIP;
            shipment.courier = "SelfShip";
            shipment.aggregator = null;
            shipment.labelUrl = null;
        });
        return Answer.happened();
    }
}
