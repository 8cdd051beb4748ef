package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.easyecom.UpstreamAddress;
import com.nexar.fulfilment.easyecom.UpstreamEvent;
import com.nexar.fulfilment.easyecom.UpstreamLine;
import com.nexar.fulfilment.easyecom.UpstreamShipment;
import com.nexar.fulfilment.easyecom.UpstreamStatus;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row of EasyEcom as a test wants it; open, unassigned and of one line where it says nothing. */
final class ARow {

    static final Instant NOON = Instant.parse("2026-02-03T06:30:00Z");
    static final Duration DECIDE_WITHIN = Duration.ofMinutes(30);

    private long id = 9001;
    private long order;
    private String status = "Open";
    private Integer statusId = 2;
    private String reference = "REF-1";
    private String currency = "INR";
    private String payment = "PREPAID";
    private BigDecimal collect = BigDecimal.ZERO;
    private String awb;
    private String manifest;
    private Integer shippingStatusId;
    private String invoiceNumber;
    private String message;
    private Integer counted;
    private Instant updatedAt = NOON;
    private Instant shipBy = NOON.plusSeconds(86_400);
    private UpstreamAddress to = address("Asha", "9000000001", "1 Test Road");
    private List<UpstreamLine> lines = List.of(line("801", "TEE", 2, 0));
    private final Map<String, URI> documents = new LinkedHashMap<>();
    private final List<UpstreamEvent> history = new ArrayList<>();

    static ARow open() {
        return new ARow();
    }

    static UpstreamLine line(String id, String sku, int quantity, int cancelled) {
        return new UpstreamLine(
                id, sku, "Name of " + sku, quantity, cancelled, quantity, null, new BigDecimal("499.00"));
    }

    static UpstreamAddress address(String name, String phone, String line1) {
        return new UpstreamAddress(name, phone, null, line1, null, "Pune", "Maharashtra", "411001", "India");
    }

    ARow id(long shipmentId) {
        id = shipmentId;
        return this;
    }

    ARow status(String text, Integer id) {
        status = text;
        statusId = id;
        return this;
    }

    ARow awb(String number) {
        awb = number;
        return this;
    }

    ARow manifest(String number) {
        manifest = number;
        return this;
    }

    ARow shipping(Integer id) {
        shippingStatusId = id;
        return this;
    }

    ARow invoice(String number) {
        invoiceNumber = number;
        return this;
    }

    ARow message(String text) {
        message = text;
        return this;
    }

    ARow counted(int pieces) {
        counted = pieces;
        return this;
    }

    ARow document(String key) {
        documents.put(key, URI.create("https://files.example.com/" + key + ".pdf"));
        return this;
    }

    ARow past(int... ids) {
        for (int id : ids) {
            pastAt(id, NOON.plusSeconds(history.size()));
        }
        return this;
    }

    ARow pastAt(int id, Instant at) {
        history.add(new UpstreamEvent("id " + id, id, at));
        return this;
    }

    ARow lines(UpstreamLine... some) {
        lines = List.of(some);
        return this;
    }

    ARow to(UpstreamAddress address) {
        to = address;
        return this;
    }

    ARow collect(String mode, String amount) {
        payment = mode;
        collect = new BigDecimal(amount);
        return this;
    }

    ARow reference(String code) {
        reference = code;
        return this;
    }

    ARow order(long orderId) {
        order = orderId;
        return this;
    }

    ARow nameless() {
        reference = null;
        currency = null;
        return this;
    }

    ARow updated(Instant at) {
        updatedAt = at;
        return this;
    }

    ARow shipBy(Instant at) {
        shipBy = at;
        return this;
    }

    UpstreamShipment row() {
        return new UpstreamShipment(
                id,
                order == 0 ? id - 2000 : order,
                reference,
                "nx1",
                new UpstreamStatus(status, statusId),
                NOON,
                shipBy,
                null,
                updatedAt,
                "10",
                "Offline",
                "B2C",
                "retailorder",
                payment,
                collect,
                currency,
                to,
                lines,
                counted == null
                        ? lines.stream().mapToInt(UpstreamLine::quantity).sum()
                        : counted,
                invoiceNumber,
                awb,
                awb == null ? null : "NexarExpress",
                awb == null ? null : "28001",
                null,
                manifest,
                manifest == null ? null : NOON,
                documents,
                shippingStatusId,
                null,
                null,
                List.copyOf(history),
                message);
    }

    /** A shipment that was received with this row at noon. */
    Shipment received() {
        Shipment shipment = Shipment.received(new ShipmentKey("acme", 9001), "blr1", NOON);
        new Reading(row(), NOON, Cause.SYNC, null).into(shipment, NOON, DECIDE_WITHIN);
        return shipment;
    }

    /** Reads this row into a shipment, asked and written so many seconds after noon. */
    boolean into(Shipment shipment, long seconds) {
        Instant at = NOON.plusSeconds(seconds);
        return new Reading(row(), at, Cause.SYNC, null).into(shipment, at, DECIDE_WITHIN);
    }
}
