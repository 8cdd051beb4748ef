package com.nexar.fulfilment.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tracking updates and their read-back (contract §8, quirk 18). */
final class TrackingDesk {
    private final Account account;

    TrackingDesk(Account account) {
        this.account = account;
    }

    Answer update(Call call) {
        Fields fields = call.fields();
        String awb = fields.text("awb");
        int id = (int) fields.number("current_shipment_status_id").orElse(0);
        if (awb == null || TrackingStatus.name(id) == null) {
            return Answer.refused("Invalid current_shipment_status_id or awb").withAwb(awb);
        }
        Optional<Shipment> found = account.orders.ofAwb(awb).filter(each -> each.location.equals(call.location()));
        if (found.isEmpty()) {
            return unheard("Invalid AWB number").withAwb(awb);
        }
        Shipment shipment = found.get();
        if (!shipment.manifested()) {
            return unheard("Shipment is not manifested yet").about(shipment);
        }
        List<Scan> scans = scans(fields);
        boolean again = id == shipment.shippingStatusId && shipment.scans.containsAll(scans);
        account.orders.change(shipment, () -> apply(shipment, id, scans, fields));
        account.webhooks.tracking(shipment);
        return (again ? Answer.happened().as(Effect.REPEAT) : Answer.happened())
                .because(TrackingStatus.name(id))
                .about(shipment);
    }

    /** What the carrier of a shipment that EasyEcom ships itself says, in whatever order it says it. */
    Answer tell(Shipment shipment, int id) {
        if (TrackingStatus.name(id) == null) {
            throw new UnusableInput("statusId has to be one of 1, 2, 3, 6, 9, 16, 17, 18, 19 and 20, not " + id);
        }
        if (!shipment.manifested()) {
            return Answer.refused("Shipment is not manifested yet");
        }
        account.orders.change(shipment, () -> show(shipment, id));
        account.webhooks.tracking(shipment);
        return Answer.happened();
    }

    /** order_status stays "Shipped" whatever happens on the road. */
    private void apply(Shipment shipment, int id, List<Scan> scans, Fields fields) {
        show(shipment, id);
        List<Scan> all = new ArrayList<>(shipment.scans);
        scans.stream().filter(each -> !all.contains(each)).forEach(all::add);
        shipment.scans = List.copyOf(all);
        if (TrackingStatus.ends(id)) {
            String sent = fields.text("delivery_date");
            shipment.deliveryDate = sent == null ? IndianTime.text(account.now()) : sent;
        }
        if (fields.text("estimated_delivery_date") != null) {
            shipment.expectedDelivery = fields.text("estimated_delivery_date");
        }
    }

    private void show(Shipment shipment, int id) {
        shipment.shippingStatusId = id;
        shipment.shippingStatus = TrackingStatus.name(id);
        shipment.shippingUpdatedAt = account.now();
    }

    Answer details(Call call) {
        List<Shipment> found = call.param("awb_number") != null
                ? account.orders.ofAwb(call.param("awb_number")).stream().toList()
                : Optional.ofNullable(call.param("reference_code"))
                        .map(account.orders::ofReference)
                        .orElse(List.of());
        List<Shipment> here = found.stream()
                .filter(each -> each.location.equals(call.location()) && each.awb != null)
                .toList();
        if (here.isEmpty()) {
            return Answer.refused("No Data Found").as(Effect.READ);
        }
        return Answer.successful(Effect.READ, TrackingRows.list(account, here)).about(here);
    }

    /** Unknown or too early (contract (a) 14). */
    private Answer unheard(String message) {
        return account.variants.is(Switch.TRACKING_UNKNOWN, "ignore")
                ? Answer.happened().as(Effect.REFUSED).because("ignored: " + message)
                : Answer.refused(message);
    }

    private static List<Scan> scans(Fields fields) {
        List<Scan> scans = new ArrayList<>();
        fields.json()
                .path("history_scans")
                .forEach(each -> scans.add(new Scan(
                        each.path("status").asText(null),
                        each.path("time").asText(null),
                        each.path("location").asText(null))));
        return scans;
    }
}
