package peer;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** All orders of the last six days, page by page, each page in one transaction of {@code saveAll}. */
@RestController
class Intake {

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Map<Integer, String> STAGES = Map.of(3, "CONFIRMED", 7, "MANIFESTED", 9, "CANCELLED");

    private final EasyEcom easyecom;
    private final Shipments shipments;
    private final Recipients recipients;
    private final TransactionTemplate transactions;

    Intake(EasyEcom easyecom, Shipments shipments, Recipients recipients, TransactionTemplate transactions) {
        this.easyecom = easyecom;
        this.shipments = shipments;
        this.recipients = recipients;
        this.transactions = transactions;
    }

    record Done(long shipments, long pages, double seconds) {}

    /** @param pages at most so many */
    @PostMapping("/intake")
    public Done intake(
            @RequestParam(defaultValue = "acme") String brand,
            @RequestParam(defaultValue = "blr1") String location,
            @RequestParam(defaultValue = "1000000000") long pages) {
        long begun = System.nanoTime();
        Instant now = Instant.now();
        String path = "/orders/V2/getAllOrders?limit=250&updated_after=" + time(now.minus(Duration.ofDays(6)))
                + "&updated_before=" + time(now);
        long taken = 0;
        long read = 0;
        while (path != null && read < pages) {
            JsonNode page = easyecom.orders(path);
            taken += save(brand, location, page.path("orders"));
            path = page.path("nextUrl").isString() ? page.path("nextUrl").asString() : null;
            read++;
        }
        return new Done(taken, read, (System.nanoTime() - begun) / 1e9);
    }

    private int save(String brand, String location, JsonNode rows) {
        List<ShipmentId> ids = rows.valueStream()
                .map(row -> new ShipmentId(brand, row.path("invoice_id").asLong()))
                .toList();
        transactions.executeWithoutResult(status -> {
            Map<ShipmentId, Shipment> known = new HashMap<>();
            shipments.findAllById(ids).forEach(shipment -> known.put(shipment.id, shipment));
            Map<ShipmentId, Recipient> knownTo = new HashMap<>();
            recipients.findAllById(ids).forEach(to -> knownTo.put(to.id, to));
            List<Shipment> all = new ArrayList<>();
            List<Recipient> to = new ArrayList<>();
            for (int n = 0; n < ids.size(); n++) {
                ShipmentId id = ids.get(n);
                all.add(taken(known.computeIfAbsent(id, Intake::fresh), location, rows.get(n)));
                to.add(taken(knownTo.computeIfAbsent(id, Intake::freshTo), location, rows.get(n)));
            }
            shipments.saveAll(all);
            recipients.saveAll(to);
        });
        return ids.size();
    }

    private static Shipment fresh(ShipmentId id) {
        Shipment s = new Shipment();
        s.id = id;
        s.receivedAt = Instant.now();
        return s;
    }

    private static Recipient freshTo(ShipmentId id) {
        Recipient to = new Recipient();
        to.id = id;
        return to;
    }

    private static Shipment taken(Shipment s, String location, JsonNode row) {
        String digest = Integer.toHexString(row.hashCode());
        if (digest.equals(s.digest)) {
            return s;
        }
        Instant now = Instant.now();
        s.location = location;
        s.orderId = row.path("order_id").asLong();
        s.referenceCode = text(row, "reference_code");
        s.stage = STAGES.getOrDefault(row.path("order_status_id").asInt(), "RECEIVED");
        s.stageSince = now;
        s.upstreamStatus = text(row, "order_status");
        s.upstreamStatusId = row.path("order_status_id").asInt();
        s.upstreamPhase = s.upstreamStatus.toUpperCase().replace(' ', '_');
        s.upstreamUpdatedAt = instant(row, "last_update_date");
        s.orderedAt = instant(row, "order_date");
        s.shipBy = instant(row, "tat");
        s.marketplaceId = text(row, "marketplace_id");
        s.marketplaceName = text(row, "marketplace");
        s.orderType = text(row, "order_type");
        s.orderTypeKey = text(row, "order_type_key");
        s.paymentMode = "PrePaid".equals(text(row, "payment_mode")) ? "PREPAID" : "COD";
        s.collectAmount = new BigDecimal(row.path("collectable_amount").asString("0"));
        s.currency = text(row, "invoice_currency_code");
        s.lines = lines(row.path("suborders"));
        s.contentVersion = Integer.toHexString(s.lines.hashCode());
        s.invoiceNumber = text(row, "invoice_number");
        s.awb = text(row, "awb_number");
        s.courier = s.awb == null ? null : text(row, "courier");
        s.carrierId = s.awb == null ? null : text(row, "carrier_id");
        s.documentKeys = "";
        s.digest = digest;
        s.knownAsOf = now;
        s.updatedAt = now;
        return s;
    }

    private static List<Line> lines(JsonNode suborders) {
        List<Line> lines = new ArrayList<>();
        for (JsonNode line : suborders) {
            lines.add(new Line(
                    text(line, "suborder_id"),
                    text(line, "sku"),
                    text(line, "productName"),
                    line.path("item_quantity").asInt(),
                    line.path("cancelled_quantity").asInt(),
                    line.path("suborder_quantity").asInt(),
                    text(line, "ean"),
                    new BigDecimal(line.path("selling_price").asString("0"))));
        }
        return lines;
    }

    private static Recipient taken(Recipient to, String location, JsonNode row) {
        to.location = location;
        to.name = text(row, "customer_name");
        to.phone = text(row, "contact_num");
        to.line1 = text(row, "address_line_1");
        to.line2 = text(row, "address_line_2");
        to.city = text(row, "city");
        to.state = text(row, "state");
        to.postalCode = text(row, "pin_code");
        to.country = text(row, "country");
        return to;
    }

    private static String text(JsonNode row, String name) {
        JsonNode value = row.path(name);
        String text = value.isNull() || value.isMissingNode() ? null : value.asString();
        return "NA".equals(text) ? null : text;
    }

    private static Instant instant(JsonNode row, String name) {
        String text = text(row, name);
        return text == null || text.isEmpty()
                ? null
                : LocalDateTime.parse(text, TIME).atZone(INDIA).toInstant();
    }

    private static String time(Instant instant) {
        return URLEncoder.encode(TIME.format(instant.atZone(INDIA)), StandardCharsets.UTF_8);
    }
}
