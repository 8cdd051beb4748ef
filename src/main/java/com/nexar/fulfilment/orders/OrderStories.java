package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The door for people: all that is known of an order at a location, read in one go. */
@Singleton
public class OrderStories {

    /**
     * @param reasons by shipment id: why it is not offered to the warehouse, and what else is to be known of it
     * @param entries oldest first
     */
    public record Story(
            String orderId, List<ShipmentView> shipments, Map<String, List<Reason>> reasons, List<Entry> entries) {}

    /** @param blocks it keeps the shipment from being offered */
    public record Reason(String code, String message, String remedy, boolean blocks) {}

    /** Something that happened. {@code from} and {@code to} where a stage moved. */
    public record Entry(
            Instant at,
            String shipmentId,
            String event,
            Stage from,
            Stage to,
            Cause cause,
            String reference,
            String detail) {}

    private final ShownShipments shown;
    private final ShipmentViews views;
    private final Timeline timeline;
    private final Transactions transactions;
    private final OrdersConfig config;
    private final Clock clock;

    OrderStories(
            ShownShipments shown,
            ShipmentViews views,
            Timeline timeline,
            Transactions transactions,
            OrdersConfig config,
            Clock clock) {
        this.shown = shown;
        this.views = views;
        this.timeline = timeline;
        this.transactions = transactions;
        this.config = config;
        this.clock = clock;
    }

    public Story story(Location location, long orderId) {
        return transactions.reading(location, () -> {
            List<Shown> shipments = shown.ofOrders(location, List.of(orderId));
            if (shipments.isEmpty()) {
                throw Problem.notFound("Order " + orderId + " at " + location.ref());
            }
            return new Story(
                    Long.toString(orderId),
                    views.all(shipments),
                    reasons(orderId, shipments),
                    timeline
                            .of(
                                    location,
                                    orderId,
                                    shipments.stream().map(Shown::shipmentId).toList())
                            .entries()
                            .stream()
                            .map(OrderStories::entry)
                            .toList());
        });
    }

    private Map<String, List<Reason>> reasons(long orderId, List<Shown> shipments) {
        Instant now = clock.instant();
        List<OrderLedger.Quantity> quantities =
                OrderLedger.of(OrderParts.of(shipments).get(orderId));
        Map<String, List<Reason>> reasons = new HashMap<>();
        for (Shown each : shipments) {
            Shipment shipment = each.shipment();
            List<Eligibility.Reason> all = new ArrayList<>(Eligibility.reasons(shipment, config.types(), now));
            all.addAll(Eligibility.notes(shipment, quantities));
            reasons.put(
                    Long.toString(shipment.key.shipmentId()),
                    all.stream().map(OrderStories::reason).toList());
        }
        return reasons;
    }

    private static Reason reason(Eligibility.Reason reason) {
        return new Reason(reason.code(), reason.message(), reason.remedy(), reason.blocks());
    }

    private static Entry entry(Timeline.Entry entry) {
        return new Entry(
                entry.at(),
                entry.shipmentId(),
                entry.event(),
                entry.from(),
                entry.to(),
                entry.cause(),
                entry.reference(),
                entry.detail());
    }
}
