package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Ground.class)
class DocumentsTest {

    private static final String KEY = "nx3000000001";

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @AfterEach
    void as_before() {
        easyecom.noFaults();
        easyecom.vary(Map.of(
                "document-padding", "0",
                "documents-shape", "data-documents",
                "documents-not-ready", "null",
                "documents-path", "/orders/documents"));
    }

    @Test
    void before_the_confirmation_they_are_pending_and_409() {
        long id = easyecom.order(KEY);
        sync.orders("zeta/del1");

        wms.get("/shipments/" + id + "/documents")
                .statusCode(200)
                .body("items.type", equalTo(List.of("invoice", "label")))
                .body("items.state", equalTo(List.of("PENDING", "PENDING")));
        wms.get("/shipments/" + id + "/documents/label")
                .statusCode(409)
                .body("code", equalTo("document-not-ready"))
                .body("retryable", equalTo(true))
                .header("Retry-After", notNullValue());
    }

    @Test
    void a_large_pdf_comes_whole_and_is_fetched_once() throws Exception {
        easyecom.vary(Map.of("document-padding", "3000000"));
        long id = confirmed();

        byte[] first = pdf(id, "invoice");
        byte[] second = pdf(id, "invoice");

        assertThat(first).hasSizeGreaterThan(3_000_000).isEqualTo(second);
        assertThat(fetches(id)).isEqualTo(1);
        String tag =
                wms.get("/shipments/" + id + "/documents/invoice").extract().header("ETag");
        assertThat(tag)
                .isEqualTo('"'
                        + HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(first))
                        + '"');
        wms.request()
                .header("If-None-Match", tag)
                .get("/v1/brands/zeta/locations/del1/shipments/" + id + "/documents/invoice")
                .then()
                .statusCode(304);
        wms.get("/shipments/" + id + "/documents").body("items[0].bytes", equalTo(first.length));
    }

    @Test
    void every_shape_of_EasyEcoms_answer_is_understood() {
        for (String shape : List.of("data", "data-list", "data-documents")) {
            easyecom.vary(Map.of("documents-shape", shape));
            assertThat(pdf(confirmed(), "label")).startsWith("%PDF-".getBytes());
        }
        easyecom.vary(Map.of("documents-path", "none"));
        assertThat(pdf(confirmed(), "label")).startsWith("%PDF-".getBytes());
    }

    @Test
    void all_who_ask_for_the_first_time_at_the_same_moment_are_told() throws Exception {
        String from = wms.get("/changes?after=latest").extract().path("next");
        for (int round = 0; round < 5; round++) {
            long id = confirmed();
            try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
                List<Future<List<String>>> told = new ArrayList<>();
                for (int caller = 0; caller < 8; caller++) {
                    told.add(callers.submit(() -> wms.get("/shipments/" + id + "/documents")
                            .statusCode(200)
                            .extract()
                            .path("items.state")));
                }
                for (Future<List<String>> states : told) {
                    assertThat(states.get()).containsOnly("READY");
                }
            }
            assertThat(told(id, from))
                    .as("once for each document")
                    .filteredOn("documents.ready"::equals)
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void a_pdf_that_is_html_is_not_kept_and_can_be_had_later() {
        String from = wms.get("/changes?after=latest").extract().path("next");
        long id = confirmed();
        easyecom.fault("document-file", "not-json", 1);

        wms.get("/shipments/" + id + "/documents/invoice")
                .statusCode(503)
                .body("code", equalTo("upstream-unavailable"))
                .body("detail", containsString("not a PDF"));
        wms.get("/shipments/" + id + "/documents")
                .body("items.find { it.type == 'invoice' }.state", equalTo("FAILED"))
                .body("items.find { it.type == 'invoice' }.reason", containsString("not a PDF"));

        assertThat(pdf(id, "invoice")).startsWith("%PDF-".getBytes());
        wms.get("/shipments/" + id + "/documents").body("items.find { it.type == 'invoice' }.state", equalTo("READY"));
        assertThat(told(id, from))
                .as("ready when it is known, failed, and ready again")
                .containsSubsequence("documents.ready", "documents.failed", "documents.ready")
                .containsOnlyOnce("documents.failed");
    }

    /** The types of the feed's entries about this shipment, after this place. */
    private List<String> told(long shipmentId, String from) {
        return wms.get("/changes?limit=500&after=" + from)
                .extract()
                .path("items.findAll { it.subject == '" + shipmentId + "' }.type");
    }

    @Test
    void a_store_of_documents_that_stumbles_costs_no_call_of_EasyEcoms() throws Exception {
        long id = confirmed();
        wms.get("/shipments/" + id + "/documents").statusCode(200);
        long before = easyecom.ledgerEnd();
        easyecom.fault("document-file", "reset", 1);
        easyecom.fault("document-file", "503", 1);

        assertThat(pdf(id, "label")).startsWith("%PDF-".getBytes());

        assertThat(fetches(id)).isEqualTo(3);
        assertThat(easyecom.countSince(before, "documents")).isZero();
    }

    @Test
    void a_document_elsewhere_is_not_fetched() {
        long id = confirmed();
        easyecom.act(
                id,
                "content",
                Map.of("raw", Map.of("documents", Map.of("easyecom_invoice", "https://evil.example.com/a.pdf"))));
        easyecom.vary(Map.of("documents-path", "none"));

        wms.get("/shipments/" + id + "/documents/invoice")
                .statusCode(422)
                .body("detail", containsString("evil.example.com"));
    }

    @Test
    void the_marketplaces_own_invoice_outranks_EasyEcoms_and_both_stay_reachable() {
        long id = confirmed();
        String label = easyecom.url() + documentPath();
        easyecom.act(
                id,
                "content",
                Map.of(
                        "raw",
                        Map.of(
                                "documents",
                                Map.of(
                                        "easyecom_invoice", label,
                                        "marketplace_b2c_invoice", label,
                                        "marketplace_tax_invoice", label))));
        easyecom.vary(Map.of("documents-path", "none"));

        wms.get("/shipments/" + id + "/documents")
                .statusCode(200)
                .body("items.find { it.type == 'invoice' }.key", equalTo("marketplace_tax_invoice"))
                .body("items.type", hasItem("easyecom_invoice"))
                .body("items.type", hasItem("marketplace_b2c_invoice"));
        assertThat(pdf(id, "marketplace_b2c_invoice")).startsWith("%PDF-".getBytes());
    }

    @Test
    void unknown_types_and_shipments_are_said_to_be_so() {
        long id = confirmed();
        wms.get("/shipments/" + id + "/documents/receipt").statusCode(400).body("errors[0].field", equalTo("type"));
        wms.get("/shipments/999999999/documents").statusCode(404);
        wms.get("/shipments/abc/documents").statusCode(400);
    }

    private byte[] pdf(long id, String type) {
        return wms.get("/shipments/" + id + "/documents/" + type)
                .statusCode(200)
                .contentType("application/pdf")
                .extract()
                .asByteArray();
    }

    private int fetches(long id) {
        int count = 0;
        for (JsonNode entry : easyecom.get("/sandbox/ledger?limit=100000&operation=document-file")
                .path("entries")) {
            count += entry.path("request").asText().contains("/" + id) ? 1 : 0;
        }
        return count;
    }

    /** Where EasyEcom keeps the label of another shipment. */
    private String documentPath() {
        long id = confirmed();
        pdf(id, "label");
        for (JsonNode entry : easyecom.get("/sandbox/ledger?limit=100000&operation=document-file")
                .path("entries")) {
            if (entry.path("request").asText().contains("/" + id)) {
                return entry.path("request").asText().replaceFirst("^GET ", "");
            }
        }
        throw new IllegalStateException("no document of " + id + " was fetched");
    }

    private long confirmed() {
        long id = easyecom.order(KEY);
        sync.orders("zeta/del1");
        wms.confirm(id).statusCode(200);
        return id;
    }
}
