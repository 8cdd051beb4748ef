package com.nexar.fulfilment.board;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.money.Money;
import com.nexar.fulfilment.orders.OrderStories.Reason;
import com.nexar.fulfilment.orders.Risk;
import com.nexar.fulfilment.orders.ShipmentView;
import com.nexar.fulfilment.orders.Stage;
import com.nexar.fulfilment.pauses.Pause;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the cards of an order's shipments. */
@Singleton
class OrderCards {

    private static final List<Stage> WAY = List.of(
            Stage.RECEIVED,
            Stage.ASSIGNED,
            Stage.CONFIRMED,
            Stage.MANIFESTED,
            Stage.IN_TRANSIT,
            Stage.OUT_FOR_DELIVERY,
            Stage.DELIVERED);

    private static final List<Stage> WAY_BACK =
            List.of(Stage.CONFIRMED, Stage.MANIFESTED, Stage.UNDELIVERED, Stage.RTO_IN_TRANSIT, Stage.RTO_DELIVERED);

    private final WhatNext next;
    private final Papers papers;
    private final Times times;

    OrderCards(WhatNext next, Papers papers, Times times) {
        this.next = next;
        this.papers = papers;
        this.times = times;
    }

    /**
     * @param pause of the location; null where nothing is held back
     * @param whole with recipient and papers
     */
    OrderPage.Card of(Location location, ShipmentView shipment, List<Reason> reasons, Pause pause, boolean whole) {
        return new OrderPage.Card(
                shipment.shipmentId(),
                Words.of(shipment.stage()),
                Words.tone(shipment.stage()),
                flags(shipment),
                shipment.eligible(),
                next.of(location, shipment, reasons, pause),
                steps(shipment.stage()),
                reasons.stream()
                        .map(reason -> new OrderPage.Reason(reason.message(), reason.remedy(), reason.blocks()))
                        .toList(),
                facts(shipment),
                shipment.lines().stream().map(OrderCards::piece).toList(),
                whole ? recipient(shipment.shipTo()) : null,
                whole ? papers.of(location, shipment) : List.of());
    }

    private static List<String> flags(ShipmentView shipment) {
        List<String> flags = new ArrayList<>();
        if (shipment.risk() == Risk.LATE || shipment.risk() == Risk.AT_RISK) {
            flags.add(Words.of(shipment.risk()));
        }
        if (shipment.onHold()) {
            flags.add("On hold");
        }
        if (shipment.cancellation() != null && shipment.cancellation().outcome() == null) {
            flags.add("Cancellation to decide");
        }
        return flags;
    }

    private static List<OrderPage.Step> steps(Stage stage) {
        if (stage == Stage.CANCELLED) {
            return List.of();
        }
        List<Stage> way = WAY.contains(stage) ? WAY : WAY_BACK;
        int here = way.indexOf(stage);
        List<OrderPage.Step> steps = new ArrayList<>();
        for (int i = 0; i < way.size(); i++) {
            steps.add(new OrderPage.Step(Words.of(way.get(i)), i < here ? "done" : i == here ? "here" : "ahead"));
        }
        return steps;
    }

    private List<OrderPage.Fact> facts(ShipmentView s) {
        List<OrderPage.Fact> facts = new ArrayList<>();
        if (s.risk() != null && !s.handOverBy().equals(s.shipBy())) {
            time(facts, "Hand over by", s.handOverBy(), times.away(s.handOverBy()));
        }
        time(facts, "Ship by", s.shipBy(), s.risk() == null ? "" : times.away(s.shipBy()));
        text(facts, "Courier", s.assignment() == null ? null : s.assignment().courier());
        text(facts, "AWB", s.assignment() == null ? null : s.assignment().awb());
        text(facts, "Invoice number", s.invoiceNumber());
        text(facts, "Manifest", s.manifest() == null ? null : s.manifest().number());
        text(facts, "Last scan", scan(s.tracking()));
        text(facts, "Package", parcel(s.parcel()));
        text(facts, "Marketplace", s.marketplace().name());
        text(facts, "Order type", s.orderType());
        text(facts, "Payment", payment(s.payment()));
        text(facts, "At EasyEcom", s.upstream().status());
        time(facts, "Ordered", s.orderedAt(), "");
        time(facts, "Taken by the warehouse", s.acknowledgedAt(), "");
        time(facts, "Buyer's data erased", s.personalDataErasedAt(), "");
        return facts;
    }

    private static String payment(ShipmentView.Payment payment) {
        Money collect = payment.collect();
        return payment.mode().equals("COD") ? "COD, collect " + collect.amount() + " " + collect.currency() : "Prepaid";
    }

    private static String scan(ShipmentView.Tracking scan) {
        return scan == null
                ? null
                : Words.plain(scan.status()) + (scan.location() == null ? "" : ", " + scan.location());
    }

    private static String parcel(ShipmentView.ParcelView parcel) {
        if (parcel == null) {
            return null;
        }
        String size = Stream.of(parcel.lengthCm(), parcel.widthCm(), parcel.heightCm())
                .filter(Objects::nonNull)
                .map(OrderCards::plain)
                .collect(Collectors.joining(" × "));
        String weight = parcel.weightGrams() == null ? "" : plain(parcel.weightGrams()) + " g";
        return Stream.of(weight, size.isEmpty() ? "" : size + " cm")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static OrderPage.Piece piece(ShipmentView.Line line) {
        return new OrderPage.Piece(
                line.sku() == null ? "" : line.sku(),
                line.name() == null ? "" : line.name(),
                line.quantity(),
                line.cancelledQuantity());
    }

    private static OrderPage.Recipient recipient(ShipmentView.ShipTo to) {
        if (to == null) {
            return null;
        }
        String town = Stream.of(to.city(), to.state(), to.postalCode())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return new OrderPage.Recipient(
                to.name() == null ? "" : to.name(),
                to.phone() == null ? "" : to.phone(),
                Stream.of(to.line1(), to.line2(), town, to.country())
                        .filter(line -> line != null && !line.isBlank())
                        .toList());
    }

    private static void text(List<OrderPage.Fact> facts, String label, String text) {
        if (text != null && !text.isBlank()) {
            facts.add(new OrderPage.Fact(label, text, null));
        }
    }

    private void time(List<OrderPage.Fact> facts, String label, Instant at, String more) {
        if (at != null) {
            facts.add(new OrderPage.Fact(label, more, times.when(at)));
        }
    }
}
