package com.nexar.fulfilment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contract, list (b): assignment, confirmation, documents. */
class SandboxConfirmationQuirksTest {
    private static Sandbox sandbox;
    private Brand brand;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.demo());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void open() {
        brand = Brand.open(sandbox);
    }

    @Test
    void quirk_14_an_awb_is_assigned_once_and_only_before_confirmation() {
        long invoiceId = brand.order();
        assertThat(brand.row(invoiceId).path("carrier_id").asInt()).isEqualTo(23);
        assertThat(brand.assign(invoiceId, "A-1").code()).isEqualTo(200);
        JsonNode row = brand.row(invoiceId);
        assertThat(row.path("carrier_id").asInt()).isEqualTo(28_001);
        assertThat(row.path("awb_number").asText()).isEqualTo("A-1");
        assertThat(row.path("courier_aggregator_name").asText()).isEqualTo("NexarExpress");
        assertThat(row.path("courier").asText()).contains("@");

        assertThat(brand.assign(invoiceId, "A-2").message()).isEqualTo("Shipment has already been assigned");
        brand.vary("assign-again", "idempotent");
        assertThat(brand.assign(invoiceId, "A-1").code()).isEqualTo(200);
        assertThat(brand.assign(invoiceId, "A-2").code()).isEqualTo(400);
        brand.vary("assign-again", "overwrite");
        assertThat(brand.assign(invoiceId, "A-2").code()).isEqualTo(200);
        assertThat(brand.truth(invoiceId).path("awb").asText()).isEqualTo("A-2");

        brand.confirm(invoiceId);
        assertThat(brand.assign(invoiceId, "A-3").code()).isEqualTo(400);
        assertThat(brand.truth(invoiceId).path("awb").asText()).isEqualTo("A-2");
    }

    @Test
    void quirk_15_confirmation_happens_later_may_fail_and_is_refused_the_second_time() {
        brand.vary("confirm-duration", "10000-10000");
        long invoiceId = brand.order();
        brand.assign(invoiceId, "C-1");
        assertThat(brand.confirm(invoiceId).code()).isEqualTo(200);
        assertThat(brand.details(invoiceId).path("order_status").asText()).isEqualTo("Open");
        assertThat(historyOf(invoiceId)).containsExactly(2, 17);
        brand.advance("PT2S");
        assertThat(brand.details(invoiceId).path("order_status").asText()).isEqualTo("Confirmed");
        assertThat(historyOf(invoiceId)).containsExactly(2, 17, 3, 13);
        assertThat(brand.details(invoiceId).path("documents").isNull()).isTrue();
        brand.advance("PT9S");
        assertThat(historyOf(invoiceId)).containsExactly(2, 17, 3, 13, 16);
        assertThat(brand.details(invoiceId).path("invoice_number").asText()).startsWith("DMO");
        assertThat(brand.confirm(invoiceId).message()).isEqualTo("Order already confirmed");

        long failing = brand.order();
        brand.act(failing, "confirm-fail");
        brand.vary("confirm-reply", "status");
        Reply accepted = brand.confirm(failing);
        assertThat(accepted.json().path("status").asInt()).isEqualTo(200);
        assertThat(accepted.json().has("code")).isFalse();
        brand.advance("PT11S");
        JsonNode failed = brand.details(failing);
        assertThat(historyOf(failing)).containsExactly(2, 17, 3, 13, 18);
        assertThat(failed.path("order_status").asText()).isEqualTo("Confirmed");
        assertThat(failed.path("invoice_number").asText()).startsWith("DMO");
        assertThat(failed.path("documents").isNull()).isTrue();
    }

    @Test
    void quirk_16_documents_are_null_before_confirmation_and_links_to_real_papers_after_it() throws Exception {
        long invoiceId = brand.order();
        String path = "/orders/documents?is_api=1&invoice_id=" + invoiceId;
        assertThat(brand.get(path).data().path("documents").isNull()).isTrue();
        brand.vary("documents-not-ready", "code-400");
        assertThat(brand.get(path).code()).isEqualTo(400);
        brand.confirm(invoiceId);
        JsonNode documents = brand.get(path).data().path("documents");
        String invoice = documents.path("easyecom_invoice").asText();
        assertThat(invoice)
                .startsWith(brand.url + "/s3/ee-uploaded-files-demo")
                .contains("/Invoice/10/" + invoiceId)
                .endsWith(".pdf?request-content-type=application/force-download");
        assertThat(documents.path("intaxform").isNull()).isTrue();
        brand.vary("document-padding", "150000");
        Reply paper = brand.send("GET", invoice.substring(brand.url.length()), null, Map.of());
        assertThat(paper.contentType()).isEqualTo("application/pdf");
        assertThat(paper.bytes()).hasSizeGreaterThan(150_000);
        try (PDDocument pdf = Loader.loadPDF(paper.bytes())) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(1);
            assertThat(new PDFTextStripper().getText(pdf)).contains("TAX INVOICE", "Invoice id " + invoiceId);
        }
        brand.vary("documents-shape", "data-list");
        assertThat(brand.get(path).data().at("/0/documents").has("label")).isTrue();
        brand.vary("documents-shape", "data");
        assertThat(brand.get(path).data().has("label")).isTrue();
    }

    private List<Integer> historyOf(long invoiceId) {
        List<Integer> ids = new ArrayList<>();
        brand.details(invoiceId)
                .path("easyecom_order_history")
                .forEach(each -> ids.add(each.path("status_id").asInt()));
        return ids;
    }
}
