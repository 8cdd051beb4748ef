package com.nexar.fulfilment.easyecom;

import static com.nexar.fulfilment.easyecom.Gateways.BLR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.easyecom.Envelope.Verdict;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample reply, with its variants, through the reader or gateway that it is meant for. None may be left out. */
class SampleRepliesTest {

    private static final String S3 = "https://ee-uploaded-files-demo.s3.us-west-2.amazonaws.com";
    private static final String PDF = ".pdf?request-content-type=application/force-download";
    private static final ReadWindow WEEK =
            new ReadWindow(Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-02-08T00:00:00Z"));
    private static final AssignRequest ASSIGN = new AssignRequest(90210001, "NexarExpress", "NXR1", "28001", null);
    private static final TrackingUpdate TRACK = new TrackingUpdate("NXR1", 2, null, null, List.of());

    private final StubServer stub = new StubServer();
    private final Gateways gateways = new Gateways(stub.url(), "token.login-lockout=60s");

    @AfterEach
    void close() {
        stub.close();
    }

    @ParameterizedTest
    @MethodSource("com.nexar.fulfilment.easyecom.Sample#all")
    void every_sample_means_what_the_contract_says(Sample sample) {
        switch (sample.name()) {
            case "00_error_200_code_401" -> verdicts(sample, new Verdict.BadToken("token is invalid"));
            case "00_error_401_bad_jwt" -> verdicts(sample, new Verdict.BadToken("Invalid Api token."));
            case "00_error_403_missing_api_key" -> verdicts(sample, new Verdict.BadApiKey());
            case "00_error_429_rate" -> throttled(sample);
            case "00_error_504_timeout" -> verdicts(sample, new Verdict.Unclear("HTTP 504", Envelope.Quiet.LONG));
            case "00_error_html" -> verdicts(sample, new Verdict.Unclear("HTTP 500", Envelope.Quiet.SHORT));
            case "01_access_token_ok", "01_access_token_form" -> token(sample);
            case "01_access_token_bad_credentials" -> loginFails(sample, "Invalid user credentials provided");
            case "01_access_token_bad_location" -> loginFails(sample, "Invalid location key provided");
            case "01_access_token_throttled" -> loginFails(sample, "one login per location in 60 s");
            case "01_locations_ok" ->
                assertThat(data(sample).get(0).path("location_key").asText()).isEqualTo("nx1000000001");
            case "02_product_count" ->
                assertThat(data(sample).path("count").asInt()).isEqualTo(4);
            case "02_product_master_page" -> products(sample);
            case "02_product_master_last_page" -> lastProducts(sample);
            case "02_product_master_empty" ->
                each(
                        sample,
                        (g, r) -> assertThat(g.products.first(BLR, WEEK.from())).isEqualTo(noProducts()));
            case "02_product_master_limit_error" ->
                refuses(sample, "Limit cannot be greater than 200", g -> g.products.first(BLR, null));
            case "03_get_all_orders_page1" -> firstPage(sample);
            case "03_get_all_orders_page2" -> secondPage(sample);
            case "03_get_all_orders_batch_wrapper", "03_get_all_orders_list_wrapper" ->
                each(sample, (g, r) -> {
                    ShipmentPage page = g.orders.first(BLR, WEEK);
                    assertThat(page.shipments()).containsExactly(openShipment());
                    assertThat(page.broken()).isEmpty();
                    assertThat(page.next()).isNull();
                });
            case "03_get_all_orders_empty" ->
                each(
                        sample,
                        (g, r) -> assertThat(g.orders.first(BLR, WEEK))
                                .isEqualTo(new ShipmentPage(List.of(), List.of(), null)));
            case "03_get_all_orders_window_error" ->
                refuses(sample, "Date range greater than 7 days not allowed", g -> g.orders.first(BLR, WEEK));
            case "03_get_order_details_ok" -> confirmed(sample);
            case "03_get_order_details_split" -> split(sample);
            case "03_get_order_details_missing_key" ->
                each(sample, (g, r) -> {
                    assertThat(g.orders.shipment(BLR, 90210001)).isEmpty();
                    assertThat(g.orders.order(BLR, 70110001)).isEmpty();
                });
            case "04_assign_awb_ok", "04_assign_awb_form_legacy" ->
                accepts(sample, g -> g.assignments.assign(BLR, ASSIGN));
            case "04_assign_awb_already_assigned" ->
                refuses(sample, "Shipment has already been assigned", g -> g.assignments.assign(BLR, ASSIGN));
            case "04_assign_awb_not_found" ->
                refuses(sample, "Invalid invoice id", g -> g.assignments.assign(BLR, ASSIGN));
            case "04_add_carrier_credentials_ok" ->
                assertThat(data(sample).path("companyCarrierId").asInt()).isEqualTo(28001);
            case "04_hold_order" -> accepts(sample, g -> g.orders.hold(BLR, 90210001, "Address check"));
            case "04_unhold_order" -> accepts(sample, g -> g.orders.release(BLR, 90210001));
            case "05_confirm_order_ok", "05_confirm_order_legacy_get" -> accepts(sample, SampleRepliesTest::confirm);
            case "05_confirm_order_already_confirmed" ->
                refuses(sample, "Order already confirmed", SampleRepliesTest::confirm);
            case "05_confirm_order_cancelled" -> refuses(sample, "Order is cancelled", SampleRepliesTest::confirm);
            case "05_confirm_order_not_found" ->
                refuses(sample, "Unable to find the order_id", SampleRepliesTest::confirm);
            case "05_confirm_order_on_hold" -> refuses(sample, "Order is on hold", SampleRepliesTest::confirm);
            case "05_confirm_failed_readback" -> confirmFailed(sample);
            case "06_documents_ok" ->
                each(
                        sample,
                        (g, r) -> assertThat(g.documents.list(BLR, 90210001)).isEqualTo(documents("90210001")));
            case "06_documents_not_ready" ->
                each(
                        sample,
                        (g, r) -> assertThat(g.documents.list(BLR, 90210002)).isEmpty());
            case "07_generate_manifest_ok" ->
                each(
                        sample,
                        (g, r) -> assertThat(g.manifests.generate(BLR, "28001", "10", List.of("NXR1")))
                                .isEqualTo(new ManifestReply(
                                        "20260203064649_10_28001_2", URI.create(S3 + "/manifests/demo" + PDF))));
            case "07_generate_manifest_refused" ->
                refuses(
                        sample,
                        "Invalid AWB number(s): UNKNOWN",
                        g -> g.manifests.generate(BLR, "28001", "10", List.of("UNKNOWN")));
            case "07_update_manifest_document" -> assertThat(data(sample)).isEmpty();
            case "08_tracking_in_transit", "08_tracking_delivered", "08_tracking_rto_delivered" ->
                accepts(sample, g -> g.tracking.update(BLR, TRACK));
            case "08_tracking_refused" -> refuses(sample, "Invalid AWB number", g -> g.tracking.update(BLR, TRACK));
            case "08_get_tracking_details_ok" -> trackingRow(data(sample).get(0));
            case "09_cancel_order_ok" ->
                assertThat(data(sample).path("invoice_id").asLong()).isEqualTo(90210001);
            case "09_cancel_order_refused" ->
                verdict(sample, true, new Verdict.Refused(400, "Order already shipped, cannot be cancelled"));
            case "09_create_order_duplicate" ->
                verdict(
                        sample,
                        true,
                        new Verdict.Refused(400, "Order Number DEMO-SO-1001 already exists within the Company"));
            case "09_create_order_ok" ->
                assertThat(new Row(data(sample)).id("InvoiceID")).isEqualTo(90210009);
            case "10_webhook_create_v1", "10_webhook_create_v2" -> webhook(sample, 90210001, "Open", 2, null);
            case "10_webhook_confirm_v2" -> webhook(sample, 90210001, "Confirmed", 3, "NXR0000000001");
            case "10_webhook_manifested_v1", "10_webhook_manifested_v2" ->
                webhook(sample, 90210005, "Shipped", 7, "NXR0000000005");
            case "10_webhook_cancel_v2" -> webhook(sample, 90210007, "Cancelled", 9, null);
            case "10_webhook_batch_manifest" ->
                assertThat(ManifestReply.read(sample.request().path("body")).number())
                        .isEqualTo("20260203184649828100000000000001");
            case "10_webhook_tracking_v1" ->
                trackingRow(sample.request().path("body").get(0));
            default -> throw new AssertionError("Nobody says what " + sample + " means");
        }
    }

    private void firstPage(Sample sample) {
        each(sample, (g, r) -> {
            ShipmentPage page = g.orders.first(BLR, WEEK);
            assertThat(page.next()).isEqualTo("/orders/V2/getAllOrders?cursor=eyJkZW1vIjoxfQ%3D%3D");
            assertThat(page.broken()).isEmpty();
            assertThat(page.shipments().getFirst()).isEqualTo(openShipment());
            assertThat(page.shipments())
                    .extracting(
                            s -> s.shipmentId(),
                            s -> s.orderId(),
                            s -> s.referenceCode(),
                            s -> s.status().phase())
                    .containsExactly(
                            tuple(90210001L, 70110001L, "DEMO-SO-1001", UpstreamStatus.Phase.OPEN),
                            tuple(90210002L, 70110002L, "DEMO-SO-1002", UpstreamStatus.Phase.OPEN),
                            tuple(90210003L, 70110002L, "DEMO-SO-1002", UpstreamStatus.Phase.CANCELLED),
                            tuple(90210004L, 70110002L, "DEMO-SO-1002_RE1", UpstreamStatus.Phase.OPEN));
            UpstreamShipment cancelled = page.shipments().get(2);
            assertThat(cancelled.status()).isEqualTo(new UpstreamStatus("Cancelled", 2));
            assertThat(cancelled.lines().getFirst().cancelledQuantity()).isEqualTo(1);
        });
    }

    private static UpstreamShipment openShipment() {
        return new UpstreamShipment(
                90210001,
                70110001,
                "DEMO-SO-1001",
                "nx1000000001",
                new UpstreamStatus("Open", 2),
                Instant.parse("2026-02-03T00:00:00Z"),
                Instant.parse("2026-02-04T18:29:00Z"),
                null,
                Instant.parse("2026-02-03T04:35:10Z"),
                "10",
                "Offline",
                "B2C",
                "retailorder",
                "PREPAID",
                BigDecimal.ZERO,
                "INR",
                new UpstreamAddress(
                        "Demo Buyer",
                        "9000000000",
                        "buyer@example.com",
                        "Flat 1, Demo Tower",
                        null,
                        "Pune",
                        "Maharashtra",
                        "411001",
                        "India"),
                List.of(new UpstreamLine(
                        "80310001",
                        "DEMO-TEE-BLK-M",
                        "Demo DEMO-TEE-BLK-M",
                        1,
                        0,
                        1,
                        null,
                        new BigDecimal("499.0000"))),
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                null,
                null,
                null,
                List.of(),
                null);
    }

    private void secondPage(Sample sample) {
        each(sample, (g, r) -> {
            ShipmentPage page = g.orders.first(BLR, WEEK);
            assertThat(page.next()).isNull();
            UpstreamShipment shipped = page.shipments().getFirst();
            assertThat(shipped.awb()).isEqualTo("NXR0000000005");
            assertThat(shipped.courier()).isEqualTo("NexarExpress");
            assertThat(shipped.carrierId()).isEqualTo("28001");
            assertThat(shipped.parcel().weightGrams()).isEqualByComparingTo("200");
            assertThat(shipped.manifestNumber()).isEqualTo("20260203064649_10_28001_1");
            assertThat(shipped.manifestedAt()).isEqualTo("2026-02-03T13:16:49Z");
            assertThat(shipped.invoiceNumber()).isEqualTo("DMO1-2526-41");
            assertThat(shipped.documents()).isEqualTo(documents("90210005"));
            assertThat(shipped.shippingStatusId()).isEqualTo(1);
            assertThat(shipped.shippingStatus()).isEqualTo("Shipment Created");
            UpstreamShipment cod = page.shipments().get(1);
            assertThat(cod.paymentMode()).isEqualTo("COD");
            assertThat(cod.collect()).isEqualByComparingTo("499");
            assertThat(cod.parcel()).isNull();
            assertThat(cod.awb()).isNull();
        });
    }

    private void confirmed(Sample sample) {
        each(sample, (g, r) -> {
            UpstreamShipment shipment = g.orders.shipment(BLR, 90210001).orElseThrow();
            assertThat(shipment.locationKey()).isNull();
            assertThat(shipment.status().phase()).isEqualTo(UpstreamStatus.Phase.CONFIRMED_WORD);
            assertThat(shipment.courier()).isEqualTo("NexarExpress");
            assertThat(shipment.awb()).isEqualTo("NXR0000000001");
            assertThat(shipment.message()).isNull();
            assertThat(shipment.shipTo().line2()).isNull();
            assertThat(shipment.documents()).isEqualTo(documents("90210001"));
            assertThat(shipment.parcel())
                    .isEqualTo(new UpstreamPackage(
                            new BigDecimal(200), new BigDecimal(30), new BigDecimal(25), new BigDecimal(2)));
            assertThat(shipment.lines().getFirst().ean()).isEqualTo("8900000000017");
            assertThat(shipment.history()).extracting(UpstreamEvent::statusId).containsExactly(2, 17, 3, 13, 16);
            assertThat(shipment.history().getLast())
                    .isEqualTo(new UpstreamEvent("Confirm Success", 16, Instant.parse("2026-02-03T05:30:18Z")));
            assertThat(g.orders.shipment(BLR, 90210002)).isEqualTo(Optional.empty());
        });
    }

    private void split(Sample sample) {
        each(sample, (g, r) -> {
            assertThat(g.orders.order(BLR, 70110002))
                    .extracting(s -> s.shipmentId(), s -> s.status().cancelled())
                    .containsExactly(tuple(90210002L, false), tuple(90210003L, true));
            assertThat(g.orders.order(BLR, 70110001)).isEmpty();
            assertThat(g.orders.shipment(BLR, 90210003).orElseThrow().history())
                    .extracting(UpstreamEvent::statusId)
                    .containsExactly(2, 9);
        });
    }

    private void confirmFailed(Sample sample) {
        each(sample, (g, r) -> {
            long id = data(sample).get(0).path("invoice_id").asLong();
            UpstreamShipment shipment = g.orders.shipment(BLR, id).orElseThrow();
            assertThat(shipment.history().getLast().statusId()).isEqualTo(18);
            assertThat(shipment.invoiceNumber()).isNotNull();
            assertThat(shipment.documents()).isEmpty();
            assertThat(shipment.message()).isNotBlank();
        });
    }

    private void products(Sample sample) {
        each(sample, (g, r) -> {
            ProductPage page = g.products.first(BLR, null);
            assertThat(page.next()).isEqualTo("/Products/GetProductMaster?cursor=ZGVtby1jdXJzb3ItMQ==");
            assertThat(page.broken()).isEmpty();
            assertThat(page.products())
                    .extracting(UpstreamProduct::productId, UpstreamProduct::type)
                    .containsExactly(
                            tuple(59000001L, "normal_product"),
                            tuple(59000002L, "variant_parent"),
                            tuple(59000003L, "combo_product"));
            UpstreamProduct tee = page.products().getFirst();
            assertThat(tee.sku()).isEqualTo("DEMO-TEE-BLK-M");
            assertThat(tee.taxRate()).isEqualByComparingTo("0.18");
            assertThat(tee.weightGrams()).isEqualByComparingTo("180");
            assertThat(tee.active()).isTrue();
            assertThat(tee.createdAt()).isEqualTo("2025-06-01T06:30:00Z");
            assertThat(tee.customFields()).containsExactly(Map.entry("Fragile", "no"));
            assertThat(page.products().getLast().parts())
                    .containsExactly(new UpstreamPart("DEMO-TEE-BLK-M", "Demo tee", new BigDecimal(2), 59000001L));
            assertThat(page.products().getLast().taxRate()).isZero();
        });
    }

    private void lastProducts(Sample sample) {
        each(sample, (g, r) -> {
            ProductPage page = g.products.next(BLR, "/Products/GetProductMaster?cursor=ZGVtby1jdXJzb3ItMQ==");
            assertThat(page.next()).isNull();
            assertThat(page.products()).singleElement().satisfies(cap -> {
                assertThat(cap.sku()).isEqualTo("DEMO-CAP-RED");
                assertThat(cap.taxRate()).isNull();
                assertThat(cap.ean()).isEqualTo("not-an-ean");
            });
        });
    }

    private static ProductPage noProducts() {
        return new ProductPage(List.of(), List.of(), null);
    }

    private static Map<String, URI> documents(String invoice) {
        return Map.of(
                "easyecom_invoice", URI.create(S3 + "/Invoice/10/" + invoice + "41001" + PDF),
                "label", URI.create(S3 + "/Labels/10/" + invoice + "41001" + PDF));
    }

    private static void webhook(Sample sample, long shipment, String status, int id, String awb) {
        Rows<UpstreamShipment> rows = Rows.shipments(sample.request().path("body"));
        assertThat(rows.broken()).isEmpty();
        assertThat(rows.read()).singleElement().satisfies(row -> {
            assertThat(row.shipmentId()).isEqualTo(shipment);
            assertThat(row.status()).isEqualTo(new UpstreamStatus(status, id));
            assertThat(row.awb()).isEqualTo(awb);
            assertThat(row.locationKey()).isEqualTo("nx1000000001");
        });
        if (sample.name().equals("10_webhook_manifested_v2")) {
            assertThat(rows.read().getFirst().parcel().weightGrams()).isEqualByComparingTo("200");
        }
    }

    private static void trackingRow(JsonNode node) {
        Row row = new Row(node);
        assertThat(row.id("invoiceId")).isEqualTo(90210001);
        assertThat(row.smallIfReadable("shipping_status_id")).isEqualTo(2);
        assertThat(row.time("last_status_update")).isEqualTo("2026-02-04T03:40:00Z");
    }

    private static void confirm(Gateways gateways) {
        gateways.confirmations.confirm(BLR, 70110001, 90210001, null);
    }

    private static void token(Sample sample) {
        Instant now = Instant.parse("2026-02-03T00:00:00Z");
        Token token = Token.read(Envelope.tree(sample.replies().getFirst().body()), now);
        assertThat(token).isEqualTo(new Token("eyJhbGciOiJIUzI1NiJ9.DEMO.DEMO", now, now.plus(Duration.ofDays(90))));
    }

    private void loginFails(Sample sample, String words) {
        for (StubServer.Answer answer : sample.answers()) {
            stub.on(StubServer.TOKEN_PATH, answer);
            var fresh = new Gateways(stub.url(), "token.login-lockout=60s");
            var failure = catchThrowableOfType(EasyEcomUnavailable.class, () -> fresh.connection.login(BLR));
            assertThat(failure).hasMessageContaining(words);
            assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(60));
        }
        assertThat(stub.logins()).hasSize(sample.replies().size());
    }

    /** The same for a read and for a write. */
    private static void verdicts(Sample sample, Verdict expected) {
        verdict(sample, false, expected);
        verdict(sample, true, expected);
    }

    private static void verdict(Sample sample, boolean write, Verdict expected) {
        for (Sample.Reply reply : sample.replies()) {
            assertThat(Envelope.read(write, reply.status(), null, reply.body())).isEqualTo(expected);
        }
    }

    private static void throttled(Sample sample) {
        for (Sample.Reply reply : sample.replies()) {
            boolean day = reply.body().contains("Limit Exceeded");
            assertThat(Envelope.read(true, reply.status(), null, reply.body()))
                    .isEqualTo(new Verdict.Throttled(null, day));
        }
    }

    private static JsonNode data(Sample sample) {
        Sample.Reply reply = sample.replies().getFirst();
        Verdict verdict = Envelope.read(true, reply.status(), null, reply.body());
        assertThat(verdict).isInstanceOf(Verdict.Ok.class);
        return ((Verdict.Ok) verdict).root().path("data");
    }

    private void each(Sample sample, BiConsumer<Gateways, Sample.Reply> check) {
        for (Sample.Reply reply : sample.replies()) {
            stub.on(sample.path(), StubServer.reply(reply.status(), "application/json", reply.body()));
            check.accept(gateways, reply);
        }
    }

    private void accepts(Sample sample, Consumer<Gateways> call) {
        each(sample, (g, r) -> assertThatCode(() -> call.accept(g)).doesNotThrowAnyException());
        assertThat(stub.calls()).hasSize(sample.replies().size());
    }

    private void refuses(Sample sample, String words, Consumer<Gateways> call) {
        each(sample, (g, r) -> {
            var refused = catchThrowableOfType(EasyEcomRefused.class, () -> call.accept(g));
            assertThat(refused.upstream().code()).isEqualTo(400);
            assertThat(refused.upstream().message()).isEqualTo(words);
        });
        assertThat(stub.calls()).hasSize(sample.replies().size());
    }
}
