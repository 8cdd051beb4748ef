package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.EasyEcomAccount;
import com.nexar.fulfilment.brands.Tier;
import com.nexar.fulfilment.hostile.Target;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All that reads what EasyEcom sends, with the contract's samples as what is right; and what must hold of whatever is read. */
public final class EasyEcomTargets {

    private static final URI BASE = URI.create("https://api.easyecom.io/base/");
    private static final Instant NOW = Instant.parse("2026-02-03T06:30:00Z");
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final String[] ACTIONS = {
        null,
        "",
        "CreateOrderV2",
        "ConfirmOrder",
        "ManifestedV2",
        "CancelOrder",
        "MarkReturn",
        "UpdateInventory",
        "Grn",
        "x"
    };
    private static final int[] STATUSES = {200, 201, 204, 302, 400, 401, 403, 404, 408, 422, 429, 500, 502, 504};

    private static final EasyEcomConfig CONFIG = Gateways.config();
    private static final Clock AT = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Answers ANSWERS = new Answers(
            CONFIG,
            new Budgets(
                    at -> new Brand(
                            "acme",
                            new EasyEcomAccount(BASE, "key", "api.user@example.com", "password", Tier.UNLIMITED),
                            List.of(at)),
                    CONFIG,
                    new MemoryBudget(AT),
                    new Meters(new SimpleMeterRegistry())),
            AT);
    private static final Login LOGIN = new Login(CONFIG, null, null, AT);
    private static final TrackingUpdate SCAN = new TrackingUpdate(
            "NXR0000000001",
            2,
            null,
            null,
            List.of(new TrackingScan("In Transit", Instant.parse("2026-02-04T04:35:10Z"), " Bengaluru Hub")));

    private EasyEcomTargets() {}

    public static List<Target> all() {
        List<byte[]> bodies = bodies();
        return List.of(
                new Target("orders", 4, having(bodies, "\"invoice_id\""), json(EasyEcomTargets::orders)),
                new Target("products", 3, having(bodies, "\"cp_id\""), json(EasyEcomTargets::products)),
                new Target("order-row", 8, rows("invoice_id"), json(node -> row(ShipmentReader::read, node))),
                new Target("product-row", 6, rows("cp_id"), json(node -> row(ProductReader::read, node))),
                new Target("webhook", 5, having(bodies, "nvoice"), EasyEcomTargets::webhook),
                new Target("answer", 5, bodies, EasyEcomTargets::answer),
                new Target("manifest", 2, having(bodies, "manifest"), json(EasyEcomTargets::manifest)),
                new Target("documents", 2, having(bodies, "https://"), json(EasyEcomTargets::documents)),
                new Target("token", 2, tokens(bodies), json(EasyEcomTargets::token)),
                new Target("login", 2, tokens(bodies), EasyEcomTargets::login),
                new Target("status", 1, texts(statuses()), json(EasyEcomTargets::status)),
                new Target("tracking", 2, texts(tracked()), json(EasyEcomTargets::tracking)),
                new Target("next-url", 3, texts(nextUrls()), EasyEcomTargets::nextUrl),
                new Target("time", 3, texts(times()), EasyEcomTargets::time),
                new Target("clock", 1, texts("Tue, 03 Feb 2026 06:30:00 GMT", "soon"), EasyEcomTargets::clock));
    }

    /** As an order list's page, through the envelope. */
    private static String orders(JsonNode root) {
        Rows<UpstreamShipment> rows = Rows.shipments(root);
        rows.read().forEach(EasyEcomTargets::check);
        return rows(rows);
    }

    private static String products(JsonNode root) {
        Rows<UpstreamProduct> rows = Rows.products(root);
        rows.read().forEach(EasyEcomTargets::check);
        return rows(rows);
    }

    private static String rows(Rows<?> rows) {
        rows.broken().forEach(broken -> {
            must(broken.reason().length() < 200, "a reason is short");
            must(broken.toString().length() < 300, "what a log shows of a row is not the row");
        });
        return (rows.read().isEmpty() ? "none" : "some")
                + (rows.broken().isEmpty() ? "" : " and broken ones")
                + (rows.next() == null ? "" : " and a next page");
    }

    private static String row(Function<JsonNode, Object> reader, JsonNode node) {
        Object read = reader.apply(node);
        if (read instanceof UpstreamShipment shipment) {
            check(shipment);
            return shipment.status().phase() + (shipment.awb() == null ? "" : " awb")
                    + (shipment.parcel() == null ? "" : " parcel")
                    + (shipment.documents().isEmpty() ? "" : " papers")
                    + (shipment.history().isEmpty() ? "" : " history") + " " + shipment.paymentMode();
        }
        UpstreamProduct product = (UpstreamProduct) read;
        check(product);
        return (product.active() ? "active" : "not active")
                + (product.parts().isEmpty() ? "" : " combo")
                + (product.customFields().isEmpty() ? "" : " fields");
    }

    private static String webhook(byte[] body) {
        EasyEcomWebhook message =
                EasyEcomWebhook.read(body, ACTIONS[Math.floorMod(Arrays.hashCode(body), ACTIONS.length)]);
        message.named().forEach(named -> {
            must(named.shipmentId() > 0, "an id is positive");
            if (named.row() != null) {
                check(named.row());
            }
        });
        message.awbs().forEach(EasyEcomTargets::check);
        must(message.toString().length() < 80, "what a log shows of a message is not the message");
        return message.kind() + (message.broken().isEmpty() ? "" : " with broken rows");
    }

    private static String answer(byte[] body) {
        int hash = Math.floorMod(Arrays.hashCode(body), 2 * STATUSES.length);
        int status = hash % 3 == 0 ? STATUSES[hash / 2] : 200;
        String after = switch (body.length % 4) { // by another number than the status, so that each meets each
            case 0 -> text(body);
            case 1 -> "Tue, 03 Feb 2026 06:40:00 GMT";
            case 2 -> "7";
            default -> null;
        };
        String kind = hash % 2 == 0 ? "write " : "read ";
        try {
            var answer = ANSWERS.of(
                    Gateways.BLR, new Wire.Reply(status, after, null, text(body)), hash % 2 == 0, "confirm 1");
            return kind + (answer.root() == null ? "empty" : "ok");
        } catch (Exchange.TokenRefused e) {
            return kind + "token, key " + KeyVerdict.ofRefusedToken(e.getMessage());
        } catch (EasyEcomFailure e) {
            must(e.getMessage().length() < 1_000, "what is said of an answer is short");
            return kind
                    + e.getClass().getSimpleName()
                    + (e instanceof EasyEcomUnavailable later && later.retryAfter() != null ? " later" : "");
        }
    }

    /** As a login's answer. */
    private static String login(byte[] body) {
        int status = STATUSES[Math.floorMod(Arrays.hashCode(body), STATUSES.length)];
        try {
            return LOGIN.token(new Wire.Reply(status, null, null, text(body)), Gateways.BLR)
                            .usable(NOW)
                    ? "usable"
                    : "not usable";
        } catch (Logins.LoginRefused e) {
            return "refused";
        } catch (EasyEcomUnavailable e) {
            return "unavailable " + e.kind();
        }
    }

    private static String status(JsonNode root) {
        Row row = new Row(root);
        var status = new UpstreamStatus(row.text("order_status"), row.smallIfReadable("order_status_id"));
        must(status.known() || !status.onHold(), "what is on hold is known");
        return status.phase() + (status.known() ? "" : " as it came");
    }

    private static String[] statuses() {
        Stream<String> names = Stream.of(
                        "Pending, Open, Confirmed, Printed, Ready to dispatch, Shipped, Cancelled, On Hold, Returned, Lost"
                                .split(", "))
                .map(name -> "{\"order_status\":\"" + name + "\"}");
        Stream<String> ids =
                IntStream.rangeClosed(0, 11).mapToObj(id -> "{\"order_status\":null,\"order_status_id\":" + id + "}");
        return Stream.concat(names, ids).toArray(String[]::new);
    }

    private static String tracking(JsonNode root) {
        return SCAN.isIn(root.path("data")) ? "shown" : "not shown";
    }

    private static String manifest(JsonNode root) {
        ManifestReply reply = ManifestReply.read(root);
        check(reply.number());
        return (reply.number() == null ? "no number" : "number") + (reply.document() == null ? "" : " and document");
    }

    private static String documents(JsonNode root) {
        var links = DocumentLinks.read(root.path("data"));
        links.keySet().forEach(EasyEcomTargets::checkKey);
        return links.isEmpty() ? "none" : "some";
    }

    private static String token(JsonNode root) {
        Token token = Token.read(root, NOW);
        if (token == null) {
            return "none";
        }
        token.fresh(NOW, Duration.ofDays(1));
        check(token.expiresAt());
        return token.usable(NOW) ? "usable" : "not usable";
    }

    private static String nextUrl(byte[] input) {
        try {
            String target = NextUrl.target(BASE, text(input));
            must(target.matches("/[\\x21-\\x7e]*"), "a target is one visible line");
            return target.startsWith("/base/") ? "relative" : "absolute";
        } catch (EasyEcomRefused e) {
            must(e.getMessage().length() < 700, "what is said of a stranger is short");
            return "refused";
        }
    }

    private static String time(byte[] input) {
        try {
            check(IndianTime.read(text(input)));
            return "time";
        } catch (DateTimeException e) {
            return "no time";
        }
    }

    private static String clock(byte[] input) {
        UpstreamClocks clocks = new UpstreamClocks(Clock.systemUTC());
        clocks.heard("acme", text(input), Instant.now());
        return clocks.of("acme").isPresent() ? "heard" : "not heard";
    }

    private static void check(UpstreamShipment row) {
        must(row.shipmentId() > 0 && row.orderId() > 0, "ids are positive");
        Stream.of(
                        row.orderedAt(),
                        row.shipBy(),
                        row.availableAfter(),
                        row.updatedAt(),
                        row.manifestedAt(),
                        row.deliveredAt())
                .forEach(EasyEcomTargets::check);
        check(row.collect());
        Stream.of(row.referenceCode(), row.awb()).forEach(EasyEcomTargets::checkKey);
        Stream.of(
                        row.marketplaceId(),
                        row.marketplaceName(),
                        row.orderType(),
                        row.currency(),
                        row.invoiceNumber(),
                        row.courier(),
                        row.carrierId(),
                        row.manifestNumber(),
                        row.message(),
                        row.status().name(),
                        row.shippingStatus(),
                        row.shipTo().name(),
                        row.shipTo().line1(),
                        row.shipTo().phone())
                .forEach(EasyEcomTargets::check);
        for (UpstreamLine line : row.lines()) {
            must(line.quantity() >= 0 && line.cancelledQuantity() >= 0, "pieces are not negative");
            check(line.sku());
            check(line.name());
            check(line.unitPrice());
        }
        if (row.parcel() != null) {
            Stream.of(
                            row.parcel().weightGrams(),
                            row.parcel().lengthCm(),
                            row.parcel().widthCm(),
                            row.parcel().heightCm())
                    .forEach(EasyEcomTargets::check);
        }
        row.documents().keySet().forEach(EasyEcomTargets::checkKey);
        row.history().forEach(event -> check(event.at()));
    }

    private static void check(UpstreamProduct product) {
        must(product.productId() > 0, "ids are positive");
        checkKey(product.sku());
        Stream.of(product.createdAt(), product.updatedAt()).forEach(EasyEcomTargets::check);
        Stream.of(
                        product.weightGrams(),
                        product.lengthCm(),
                        product.widthCm(),
                        product.heightCm(),
                        product.cost(),
                        product.mrp(),
                        product.taxRate())
                .forEach(EasyEcomTargets::check);
        product.parts().forEach(part -> check(part.quantity()));
        product.customFields().forEach((name, value) -> {
            check(name);
            check(value);
        });
    }

    /** PostgreSQL takes it, and so does RFC 3339. */
    private static void check(Instant time) {
        must(
                time == null || !time.isBefore(EARLIEST) && !time.isAfter(LATEST),
                "a time is of a year that is written with four digits");
    }

    /** Written out it fills no memory. */
    private static void check(BigDecimal number) {
        must(
                number == null
                        || (long) number.precision() - number.scale() <= 18 && Math.abs((long) number.scale()) <= 340,
                "a number can be written out");
    }

    private static void check(String text) {
        must(text == null || text.indexOf('\0') < 0 && !text.isBlank(), "a text can be stored");
    }

    /** It stands in an index, too. */
    private static void checkKey(String text) {
        check(text);
        must(text == null || text.length() <= 500, "what is searched is short");
    }

    private static void must(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("Not so: " + what);
        }
    }

    /** As from the wire: what is no JSON never gets to a reader, and what a reader cannot read is set aside. */
    private static Function<byte[], String> json(Function<JsonNode, String> reader) {
        return input -> {
            JsonNode root = Envelope.tree(text(input));
            try {
                return root == null ? "no JSON" : reader.apply(root);
            } catch (Unreadable e) {
                must(e.getMessage().length() < 200, "a reason is short");
                return "unreadable " + e.getMessage().replaceAll(":.*", "");
            }
        };
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    private static List<byte[]> bodies() {
        List<byte[]> bodies = new ArrayList<>();
        Sample.all().forEach(sample -> {
            sample.replies().forEach(reply -> bodies.add(reply.body().getBytes(StandardCharsets.UTF_8)));
            JsonNode sent = sample.request().path("body");
            if (sent.isContainerNode()) {
                bodies.add(sent.toString().getBytes(StandardCharsets.UTF_8));
            }
        });
        return bodies;
    }

    private static List<byte[]> having(List<byte[]> bodies, String word) {
        return bodies.stream().filter(body -> text(body).contains(word)).toList();
    }

    static List<byte[]> rows(String id) {
        return bodies().stream()
                .map(body -> {
                    JsonNode root = Envelope.tree(text(body));
                    return root == null ? MissingNode.getInstance() : root;
                })
                .flatMap(root -> root.findParents(id).stream())
                .distinct()
                .map(row -> row.toString().getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static List<byte[]> tokens(List<byte[]> bodies) {
        List<byte[]> tokens = new ArrayList<>(having(bodies, "token"));
        tokens.addAll(texts(
                "{\"data\":{\"token\":{\"jwt_token\":\"a.eyJleHAiOjE3ODAwMDAwMDB9.c\",\"expires_in\":7776000}}}",
                "{\"data\":{\"jwt_token\":\"x\",\"expires_in\":\"60\"}}"));
        return tokens;
    }

    private static String[] tracked() {
        String scans =
                "\"shippingHistory\":[{\"status\":\"Picked up\",\"time\":\"2026-02-03 10:05:10\",\"location\":null},"
                        + "{\"status\":\"In Transit\",\"time\":\"2026-02-04 10:05:10\",\"location\":\"Bengaluru Hub\"}]";
        return new String[] {
            "{\"data\":[{\"awbNumber\":\"OTHER\"},{\"awbNumber\":\"NXR0000000001\"," + scans + "}]}",
            "{\"data\":{\"awb_number\":\"NXR0000000001\"," + scans + "}}"
        };
    }

    private static String[] nextUrls() {
        return new String[] {
            "/orders/V2/getAllOrders?cursor=a%3D%3D&limit=50",
            "orders?cursor=1",
            "https://api.easyecom.io/orders?cursor=a%2Bb",
            "/orders?updated_after=2026-02-01 00:00:00"
        };
    }

    private static String[] times() {
        return new String[] {
            "2026-02-03 10:05:10",
            "2026-02-03T10:05",
            "2026-02-03",
            "2026-02-03T10:05:10Z",
            "2026-02-03 10:05:10.123+05:30",
            "0000-00-00 00:00:00"
        };
    }

    private static List<byte[]> texts(String... texts) {
        return Arrays.stream(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
