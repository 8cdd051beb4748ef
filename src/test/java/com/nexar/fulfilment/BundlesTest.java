package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.bundles.SweepNow;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Labels and invoices of many parcels as one PDF. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class BundlesTest {

    private static final String KEY = "nx3000000001";

    @Inject
    SyncNow sync;

    @Inject
    SweepNow sweeping;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();
    private final Database owner = Database.asOwner();

    @AfterEach
    void as_before() {
        easyecom.noFaults();
        easyecom.vary(Map.of("documents-path", "/orders/documents"));
        owner.close();
    }

    @Test
    void labels_and_invoices_come_parcel_by_parcel_in_the_order_given() throws Exception {
        long first = confirmed();
        long second = confirmed();

        String id = made(bundle(second, first).body("missing", empty()));

        assertThat(pages(id))
                .containsExactly("LABEL " + second, "INVOICE " + second, "LABEL " + first, "INVOICE " + first);
        ValidatableResponse pdf =
                wms.get("/document-bundles/" + id + "/document").contentType("application/pdf");
        String tag = pdf.extract().header("ETag");
        wms.request()
                .header("If-None-Match", tag)
                .get("/v1/brands/zeta/locations/del1/document-bundles/" + id + "/document")
                .then()
                .statusCode(304);
        wms.get("/document-bundles/" + id)
                .statusCode(200)
                .body("bundleId", equalTo(id))
                .body("document", equalTo("/v1/brands/zeta/locations/del1/document-bundles/" + id + "/document"));
    }

    @Test
    void only_what_is_asked_for_comes_in_the_order_asked_for() throws Exception {
        long id = confirmed();

        assertThat(pages(made(wanting(List.of("invoice", "label"), id))))
                .containsExactly("INVOICE " + id, "LABEL " + id);
        assertThat(pages(made(wanting(List.of("label"), id)))).containsExactly("LABEL " + id);
    }

    @Test
    void what_cannot_be_had_is_missing_with_its_reason_and_the_rest_is_there() throws Exception {
        long whole = confirmed();
        long early = received();
        long cancelled = confirmed();
        easyecom.act(cancelled, "cancellation");
        sync.orders("zeta/del1");
        wms.shipment(cancelled).body("stage", equalTo("CANCELLED"));
        long own = received();
        wms.put(
                        "/shipments/" + own + "/assignment",
                        Map.of(
                                "courier", "NexarExpress",
                                "awb", "OWN" + own,
                                "carrierId", "28001",
                                "labelUrl", "https://labels.example.com/own.pdf"))
                .statusCode(200);
        wms.confirm(own).statusCode(200);
        long elsewhere = EasyEcom.acme().order("nx1000000001");

        ValidatableResponse answer = bundle(early, cancelled, own, elsewhere, whole);

        assertThat(missing(answer))
                .containsExactly(
                        early + " label document-not-ready",
                        early + " invoice document-not-ready",
                        cancelled + " label cancelled",
                        cancelled + " invoice cancelled",
                        own + " label label-by-reference",
                        elsewhere + " label not-found",
                        elsewhere + " invoice not-found");
        assertThat(pages(made(answer))).containsExactly("INVOICE " + own, "LABEL " + whole, "INVOICE " + whole);
        assertThat(easyecom.effects(early, "documents")).isEmpty();
        assertThat(fetches(cancelled)).isZero();
    }

    @Test
    void a_document_that_is_no_PDF_costs_only_itself() throws Exception {
        long html = confirmed();
        easyecom.fault("document-file", "not-json", 1);
        assertThat(missing(wanting(List.of("label"), html))).containsExactly(html + " label upstream-unavailable");
        assertThat(missing(wanting(List.of("label"), html))).isEmpty();

        long broken = confirmed();
        made(bundle(broken));
        owner.run("update document_chunks set content = convert_to('%PDF-1.4 and nothing more', 'UTF8')"
                + " where brand = 'zeta' and shipment_id = " + broken + " and key = 'label'");

        ValidatableResponse answer = bundle(broken);

        assertThat(missing(answer)).containsExactly(broken + " label unreadable");
        answer.body("missing[0].detail", containsString("The label of shipment " + broken));
        assertThat(pages(made(answer))).containsExactly("INVOICE " + broken);
    }

    @Test
    void where_everything_is_missing_there_is_no_document() {
        String id = made(bundle(received()).body("document", nullValue()));

        wms.get("/document-bundles/" + id).body("document", nullValue()).body("missing.size()", equalTo(2));
        wms.get("/document-bundles/" + id + "/document").statusCode(404).body("code", equalTo("not-found"));
    }

    @Test
    void what_is_at_hand_is_not_fetched_again() throws Exception {
        long first = confirmed();
        long second = confirmed();
        made(bundle(first, second));
        List<Integer> asked = List.of(fetches(first), fetches(second), lists(first), lists(second));
        assertThat(asked).containsExactly(2, 2, 1, 1);

        assertThat(pages(made(bundle(first, second)))).hasSize(4);

        assertThat(List.of(fetches(first), fetches(second), lists(first), lists(second)))
                .isEqualTo(asked);
    }

    @Test
    void of_a_shipment_without_papers_EasyEcom_is_asked_once_for_both() {
        long id = confirmed();
        easyecom.act(id, "content", Map.of("raw", Map.of("documents", Map.of())));
        easyecom.vary(Map.of("documents-path", "none")); // the shipment's own row tells instead
        int before = easyecom.effects(id, "order-details").size();

        assertThat(missing(bundle(id)))
                .containsExactly(id + " label document-not-ready", id + " invoice document-not-ready");

        assertThat(easyecom.effects(id, "order-details")).hasSize(before + 1);
    }

    @Test
    void the_same_key_gets_the_same_bundle_again() {
        long id = confirmed();

        String first = made(keyed("bundle-" + id, id));
        keyed("bundle-" + id, id)
                .statusCode(201)
                .header("Idempotency-Replayed", equalTo("true"))
                .body("bundleId", equalTo(first));

        assertThat(fetches(id)).isEqualTo(2);
        keyed("bundle-" + id, confirmed()).statusCode(422).body("code", equalTo("idempotency-key-reused"));
    }

    @Test
    void while_papers_are_fetched_the_caller_may_go_and_the_same_again_joins() throws Exception {
        long id = confirmed();
        easyecom.fault("document-file", "slow", 2, Map.of("delay", "PT2S"));

        String first = post(wms.waiting(0), null, id)
                .statusCode(202)
                .header("Location", containsString("/operations/"))
                .body("kind", equalTo("BUNDLE"))
                .body("shipmentIds", equalTo(List.of(Long.toString(id))))
                .extract()
                .path("operationId");
        post(wms.waiting(0), null, id).statusCode(202).body("operationId", equalTo(first));
        wms.get("/document-bundles/" + first)
                .statusCode(409)
                .body("code", equalTo("document-not-ready"))
                .body("operationId", equalTo(first))
                .header("Retry-After", notNullValue());
        wms.get("/document-bundles/" + first + "/document").statusCode(409);
        // it changes nothing, so it is in nobody's way
        wms.shipment(id).body("pending", nullValue());
        long other = received();
        String second =
                post(wms.waiting(0), null, id, other).statusCode(202).extract().path("operationId");
        wms.assign(other, "WAY" + other).statusCode(200);

        Eventually.become("SUCCEEDED", () -> wms.state(first));
        Eventually.become("SUCCEEDED", () -> wms.state(second));
        assertThat(pages(first)).containsExactly("LABEL " + id, "INVOICE " + id);
        assertThat(fetches(id)).isEqualTo(2);
    }

    @Test
    void what_EasyEcom_cannot_give_just_now_is_tried_again_and_the_rest_is_not() throws Exception {
        long first = confirmed();
        long second = confirmed();
        made(bundle(first));
        easyecom.fault("documents", "429", 4);

        String id = post(wms.waiting(0), null, first, second)
                .statusCode(202)
                .extract()
                .path("operationId");

        Eventually.become("SUCCEEDED", () -> wms.state(id));
        wms.get("/document-bundles/" + id).body("missing", empty());
        assertThat(pages(id)).hasSize(4);
        assertThat(fetches(first)).isEqualTo(2);
        assertThat(fetches(second)).isEqualTo(2);
    }

    @Test
    void what_EasyEcom_cannot_give_for_long_is_missing() throws Exception {
        long first = confirmed();
        long second = confirmed();
        made(bundle(first));
        easyecom.fault("document-file", "503", 6);

        ValidatableResponse answer = bundle(first, second);

        assertThat(missing(answer))
                .containsExactly(second + " label upstream-unavailable", second + " invoice upstream-unavailable");
        assertThat(pages(made(answer))).hasSize(2);
    }

    @Test
    void an_order_that_makes_no_sense_names_the_field() {
        wms.post("/document-bundles", Map.of("shipmentIds", List.of("1", "2", "1")))
                .statusCode(400)
                .body("errors[0].field", equalTo("shipmentIds[2]"))
                .body("errors[0].message", equalTo("is the same as shipmentIds[0]; name each once"));
        wms.post("/document-bundles", Map.of("shipmentIds", List.of("1", "x")))
                .statusCode(400)
                .body("errors[0].field", equalTo("shipmentIds[1]"));
        wms.post("/document-bundles", Map.of()).statusCode(400).body("errors[0].field", equalTo("shipmentIds"));
        wms.post("/document-bundles", Map.of("shipmentIds", List.of()))
                .statusCode(400)
                .body("errors[0].message", equalTo("takes 1 to 200 shipments"));
        wms.post(
                        "/document-bundles",
                        Map.of(
                                "shipmentIds",
                                LongStream.rangeClosed(1, 201)
                                        .mapToObj(Long::toString)
                                        .toList()))
                .statusCode(400)
                .body("errors[0].field", equalTo("shipmentIds"));
        for (List<String> types : List.of(List.of("packing-slip"), List.of("label", "label"), List.<String>of())) {
            wms.post("/document-bundles", Map.of("shipmentIds", List.of("1"), "types", types))
                    .statusCode(400)
                    .body("errors[0].field", containsString("types"));
        }
        wms.get("/document-bundles/none").statusCode(400).body("errors[0].field", equalTo("bundleId"));
        wms.get("/document-bundles/612e91c6-9771-45e2-8204-9e9d75959f8e").statusCode(404);
    }

    @Test
    void nobody_else_sees_it() {
        String id = made(bundle(confirmed()));

        Wms.blr1().get("/document-bundles/" + id).statusCode(404);
        Wms.blr1().get("/document-bundles/" + id + "/document").statusCode(404);
        Wms.at(Ground.ACME_KEY, "zeta/del1").get("/document-bundles/" + id).statusCode(404);
    }

    @Test
    void it_ages_out_and_the_documents_stay() throws Exception {
        long shipment = confirmed();
        String old = made(bundle(shipment));
        String young = made(bundle(shipment));
        owner.run(
                "update document_bundles set expires_at = now() - interval '1 second' where bundle_id = '" + old + "'");
        wms.get("/document-bundles/" + old).statusCode(404);
        wms.get("/document-bundles/" + old + "/document").statusCode(404);
        owner.run("update document_bundles set expires_at = now() - interval '11 minutes' where bundle_id = '" + old
                + "'");

        sweeping.sweep();

        for (String table : List.of("documents", "document_chunks")) {
            assertThat(owner.number("select count(*) from " + table + " where key = ?", "bundle/" + old))
                    .isZero();
            assertThat(owner.number("select count(*) from " + table + " where key = ?", "bundle/" + young))
                    .isEqualTo(1);
        }
        assertThat(owner.number("select count(*) from document_bundles where bundle_id = '" + old + "'"))
                .isZero();
        assertThat(pages(young)).hasSize(2);
        assertThat(pages(made(bundle(shipment)))).hasSize(2);
        assertThat(fetches(shipment)).isEqualTo(2);
    }

    @Test
    void it_stays_where_it_was_asked_for_when_one_of_its_shipments_moves() {
        EasyEcom acme = EasyEcom.acme();
        long shipment = acme.order("nx1000000001");
        sync.orders("acme/blr1");
        String id = made(post(Wms.blr1(), null, shipment));

        acme.act(shipment, "relocation", Map.of("location", "nx1000000002"));
        sync.orders("acme/bom1");

        Wms.bom1().shipment(shipment).statusCode(200);
        Wms.blr1().get("/document-bundles/" + id).statusCode(200);
        Wms.blr1().operation(id);
        Wms.bom1().get("/document-bundles/" + id).statusCode(404);
        Wms.bom1().get("/operations/" + id).statusCode(404);
    }

    @Test
    void another_pod_goes_on_with_what_a_dead_one_left() throws Exception {
        long id = confirmed();
        easyecom.fault("document-file", "slow", 2, Map.of("delay", "PT3S"));
        String bundle = post(wms.waiting(0), null, id).statusCode(202).extract().path("operationId");

        // this pod is taken for dead: what it still does counts no more
        owner.run("update operations set fencing = fencing + 1, lease_until = clock_timestamp() - interval '1 second'"
                + " where operation_id = '" + bundle + "'");

        Eventually.become("SUCCEEDED", () -> wms.state(bundle));
        assertThat(pages(bundle)).containsExactly("LABEL " + id, "INVOICE " + id);
        assertThat(owner.number("select count(*) from document_chunks where key = ?", "bundle/" + bundle))
                .isEqualTo(1);
    }

    private ValidatableResponse bundle(long... ids) {
        return post(wms, null, ids);
    }

    private ValidatableResponse wanting(List<String> types, long... ids) {
        return wms.post("/document-bundles", Map.of("shipmentIds", texts(ids), "types", types));
    }

    private ValidatableResponse keyed(String key, long... ids) {
        return post(wms, key, ids);
    }

    private static ValidatableResponse post(Wms at, String key, long... ids) {
        var body = Map.of("shipmentIds", texts(ids));
        return key == null
                ? at.post("/document-bundles", body)
                : at.request()
                        .header("Idempotency-Key", key)
                        .contentType(ContentType.JSON)
                        .body(body)
                        .post("/v1/brands/zeta/locations/del1/document-bundles")
                        .then();
    }

    private static List<String> texts(long... ids) {
        return LongStream.of(ids).mapToObj(Long::toString).toList();
    }

    private static String made(ValidatableResponse answer) {
        String id = answer.statusCode(201).extract().path("bundleId");
        answer.header("Location", endsWith("/document-bundles/" + id));
        return id;
    }

    private static List<String> missing(ValidatableResponse answer) {
        List<Map<String, String>> missing = answer.statusCode(201).extract().path("missing");
        return missing.stream()
                .map(each -> each.get("shipmentId") + " " + each.get("type") + " " + each.get("reason"))
                .toList();
    }

    /** Kind and shipment of each page. */
    private List<String> pages(String bundle) throws IOException {
        byte[] pdf = wms.get("/document-bundles/" + bundle + "/document")
                .statusCode(200)
                .extract()
                .asByteArray();
        List<String> pages = new ArrayList<>();
        try (PDDocument whole = Loader.loadPDF(pdf)) {
            for (int page = 1; page <= whole.getNumberOfPages(); page++) {
                var stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                List<String> lines = stripper.getText(whole).lines().toList();
                pages.add(lines.get(0).replaceFirst("^(TAX|SHIPPING) ", "") + " "
                        + lines.get(1).replace("Invoice id ", ""));
            }
        }
        return pages;
    }

    private int fetches(long id) {
        int count = 0;
        for (JsonNode entry : easyecom.get("/sandbox/ledger?limit=100000&operation=document-file")
                .path("entries")) {
            boolean answered = !entry.path("effect").asText().equals("FAULT");
            count += answered && entry.path("request").asText().contains("/" + id) ? 1 : 0;
        }
        return count;
    }

    private int lists(long id) {
        int count = 0;
        for (JsonNode entry :
                easyecom.get("/sandbox/ledger?limit=100000&operation=documents").path("entries")) {
            count += entry.path("request").asText().contains("invoice_id=" + id) ? 1 : 0;
        }
        return count;
    }

    private long received() {
        long id = easyecom.order(KEY);
        sync.orders("zeta/del1");
        return id;
    }

    private long confirmed() {
        long id = received();
        wms.confirm(id).statusCode(200);
        return id;
    }
}
