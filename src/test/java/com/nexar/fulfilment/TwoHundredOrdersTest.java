package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.greaterThan;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.Parcel.Fate;
import com.nexar.fulfilment.orders.SyncNow;
import com.nexar.fulfilment.products.ProductsNow;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * 200 mixed orders through all touchpoints, with every quirk of EasyEcom switched on; afterwards the facade's stages agree with
 * what EasyEcom's ledger holds, shipment by shipment.
 */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class TwoHundredOrdersTest {

    private static final List<String> KEYS = List.of("nx4000000001", "nx4000000002");
    private static final int WORKERS = 16;

    @Inject
    SyncNow sync;

    @Inject
    ProductsNow products;

    private final EasyEcom easyecom = EasyEcom.walk();
    private final AtomicInteger webhooks = new AtomicInteger();

    @Test
    void stages_agree_with_the_ledger_of_EasyEcom_shipment_by_shipment() throws Exception {
        HttpServer webhookSink = webhookSink();
        bringIn(); // the first login of each location
        easyecom.advance("PT61S");
        switchOnEveryQuirk(webhookSink.getAddress().getPort());
        List<Parcel> parcels = placeOrders();
        assertThat(parcels.stream().map(Parcel::orderId).distinct()).hasSize(200);
        bringIn();
        products.products("walk");
        Wms.at(Ground.WALK_KEY, "walk/one1")
                .get("/products?limit=500")
                .statusCode(200)
                .body("items.size()", greaterThan(3));

        all(parcels, Parcel::assign);
        parcels.stream()
                .filter(parcel -> parcel.fate() == Fate.CANCELLED_MIDWAY)
                .forEach(parcel -> easyecom.act(parcel.shipmentId(), "cancellation"));
        parcels.stream()
                .filter(parcel -> parcel.fate() == Fate.HELD_FOR_A_WHILE)
                .forEach(parcel -> easyecom.act(parcel.shipmentId(), "release"));
        addFaults();
        bringIn();
        all(parcels, Parcel::confirm);
        all(parcels, Parcel::print);
        manifests(parcels);
        all(parcels, Parcel::track);
        easyecom.noFaults();
        bringIn();

        Map<Long, String> ours = new TreeMap<>();
        Map<Long, String> theirs = new TreeMap<>();
        for (Parcel parcel : parcels) {
            ours.put(parcel.shipmentId(), parcel.stage());
            theirs.put(parcel.shipmentId(), stage(easyecom.truth(parcel.shipmentId())));
        }
        assertThat(ours).isEqualTo(theirs);
        for (Parcel parcel : parcels) {
            assertThat(parcel.stage())
                    .as("fate %s of %d", parcel.fate(), parcel.shipmentId())
                    .isEqualTo(parcel.expected());
        }
        nothingTwice(parcels);
        webhookSink.stop(0);
        assertThat(webhooks.get()).as("EasyEcom's webhooks were on").isPositive();
    }

    private void nothingTwice(List<Parcel> parcels) {
        Map<String, Long> wrong = new TreeMap<>();
        for (Parcel parcel : parcels) {
            for (String operation : List.of("assign", "confirm", "manifest")) {
                List<String> effects = easyecom.effects(parcel.shipmentId(), operation);
                long happened = effects.stream().filter("HAPPENED"::equals).count();
                boolean failsFirst = operation.equals("confirm") && parcel.fate() == Fate.CONFIRM_FAILS_ONCE;
                if (happened > (failsFirst ? 2 : 1) || effects.contains("REPEAT")) {
                    wrong.put(parcel.shipmentId() + " " + operation + " " + effects, happened);
                }
            }
            assertThat(easyecom.truth(parcel.shipmentId()).path("scans").size())
                    .as("distinct scans of %d", parcel.shipmentId())
                    .isEqualTo(parcel.scans());
        }
        assertThat(wrong).isEmpty();
    }

    /** What EasyEcom's truth means in our words. */
    private static String stage(JsonNode truth) {
        if (truth.path("cancelled").asBoolean()) {
            return "CANCELLED";
        }
        if (truth.hasNonNull("manifestNumber")) {
            return switch (truth.path("shippingStatusId").asInt()) {
                case 2 -> "IN_TRANSIT";
                case 3 -> "DELIVERED";
                case 9 -> "RTO_DELIVERED";
                case 16 -> "UNDELIVERED";
                case 17 -> "RTO_IN_TRANSIT";
                case 20 -> "OUT_FOR_DELIVERY";
                default -> "MANIFESTED";
            };
        }
        if (truth.path("confirmed").asBoolean()) {
            return "CONFIRMED";
        }
        return truth.hasNonNull("awb") ? "ASSIGNED" : "RECEIVED";
    }

    private void switchOnEveryQuirk(int webhookPort) {
        Map<String, String> switches = new LinkedHashMap<>();
        switches.put("orders-wrapper", "orders");
        switches.put("orders-empty", "code-400");
        switches.put("orders-max-limit", "50");
        switches.put("orders-repeat-across-pages", "on");
        switches.put("next-url", "absolute");
        switches.put("extra-last-page", "on");
        switches.put("products-repeat-across-pages", "on");
        switches.put("cancel-status-id", "stale");
        switches.put("confirm-duration", "0-400");
        switches.put("confirm-reply", "status");
        switches.put("assign-data", "object");
        switches.put("token-lockout-status", "429");
        switches.put("rate-body", "text");
        switches.put("bump-on-hold", "yes");
        switches.put("documents-shape", "data");
        switches.put("documents-not-ready", "code-400");
        switches.put("manifest-reply", "message-only");
        switches.put("webhook-duplicates", "on");
        switches.put("webhook-order", "reversed");
        easyecom.vary(switches);
        easyecom.post(
                "/sandbox/webhooks",
                Map.of("url", "http://localhost:" + webhookPort + "/", "token", "webhook-token", "version", 2));
        easyecom.fault("orders", "body-401", 1);
        easyecom.fault("orders", "429-text", 2);
        easyecom.fault("orders", "html", 1);
        easyecom.fault("orders", "cut", 1);
    }

    /** Refusals, outages and lost answers while commands are on their way. */
    private void addFaults() {
        easyecom.fault("order-details", "502", 3);
        easyecom.fault("confirm", "429", 4);
        easyecom.fault("confirm", "drop-answer", 3);
        easyecom.fault("manifest", "drop-answer", 1);
        easyecom.fault("documents", "503", 3);
        easyecom.fault("track", "429-text", 3);
        easyecom.fault("track", "slow", 3);
    }

    private List<Parcel> placeOrders() {
        List<Parcel> parcels = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Fate fate = Fate.of(i);
            String key = KEYS.get(i % KEYS.size());
            Map<String, Object> wish = new LinkedHashMap<>();
            wish.put("location", key);
            wish.put("reference", "WALK-" + i + (i % 20 == 7 ? "_RE1" : i % 20 == 13 ? "_OR1" : ""));
            wish.put("paymentMode", i % 3 == 0 ? "COD" : "PrePaid");
            wish.put("marketplaceId", i % 4 == 0 ? 8 : 10);
            wish.put("parts", fate == Fate.SPLIT ? 2 : 1);
            wish.put(
                    "lines",
                    List.of(
                            Map.of("sku", "DEMO-TEE-BLK-M", "quantity", 1 + i % 3, "price", 499),
                            Map.of("sku", "DEMO-CAP-RED", "quantity", 1, "price", 250)));
            if (fate == Fate.NOT_YET_AVAILABLE) {
                wish.put("availableAfter", "P1D");
            }
            for (Long id : easyecom.place(wish)) {
                parcels.add(new Parcel(i, id, fate, i % KEYS.size() == 0 ? "walk/one1" : "walk/two2"));
                fate.before().ifPresent(what -> easyecom.act(id, what));
            }
        }
        return parcels;
    }

    /** Until the tip of both locations has been read whole from now on; an outage stops a walk, and the next goes on. */
    private void bringIn() {
        for (String ref : List.of("walk/one1", "walk/two2")) {
            Instant from = Instant.now();
            Parcel.waitFor(() -> {
                sync.orders(ref);
                String done = Wms.at(Ground.WALK_KEY, ref)
                        .get("/connection")
                        .extract()
                        .path("lastSyncAt");
                return done != null && !Instant.parse(done).isBefore(from);
            });
        }
    }

    private void manifests(List<Parcel> parcels) throws Exception {
        for (String ref : List.of("walk/one1", "walk/two2")) {
            List<Parcel> ready = parcels.stream()
                    .filter(parcel -> parcel.ref().equals(ref) && parcel.stage().equals("CONFIRMED"))
                    .toList();
            for (int from = 0; from < ready.size(); from += 40) {
                Parcel.manifest(ref, ready.subList(from, Math.min(from + 40, ready.size())));
            }
        }
    }

    private interface Step {
        void of(Parcel parcel) throws Exception;
    }

    private static void all(List<Parcel> parcels, Step step) throws InterruptedException, ExecutionException {
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            List<Future<?>> futures = new ArrayList<>();
            for (Parcel parcel : parcels) {
                futures.add(workers.submit(() -> {
                    step.of(parcel);
                    return null;
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        }
    }

    private HttpServer webhookSink() throws IOException {
        HttpServer sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        sink.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            webhooks.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        sink.start();
        return sink;
    }
}
