package com.nexar.fulfilment.easyecom;

import static com.nexar.fulfilment.easyecom.Gateways.BLR;
import static com.nexar.fulfilment.easyecom.StubServer.cut;
import static com.nexar.fulfilment.easyecom.StubServer.header;
import static com.nexar.fulfilment.easyecom.StubServer.json;
import static com.nexar.fulfilment.easyecom.StubServer.reply;
import static com.nexar.fulfilment.easyecom.StubServer.slow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EasyEcomDocumentsTest {

    private static final String PDF = "%PDF-1.7\n" + "content ".repeat(20_000);

    @TempDir
    Path folder;

    private final StubServer stub = new StubServer();
    private final Gateways gateways = new Gateways(stub.url());

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void a_pdf_is_saved_and_our_secrets_stay_home() throws IOException, NoSuchAlgorithmException {
        stub.on("/Labels/1.pdf", reply(200, "application/pdf", PDF));
        FetchedDocument fetched = fetch("/Labels/1.pdf?request-content-type=application/force-download", 1_000_000);
        byte[] bytes = PDF.getBytes(StandardCharsets.UTF_8);
        assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
        assertThat(fetched)
                .isEqualTo(new FetchedDocument(
                        bytes.length,
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))));
        assertThat(stub.only().target()).isEqualTo("/Labels/1.pdf?request-content-type=application/force-download");
        assertThat(stub.only().headers()).doesNotContainKeys("x-api-key", "authorization");
        assertThat(stub.logins()).isEmpty();
    }

    @Test
    void what_is_too_large_is_stopped_and_leaves_no_file() {
        stub.on("/1.pdf", reply(200, "application/pdf", PDF));
        assertThatThrownBy(() -> fetch("/1.pdf", PDF.length() - 1))
                .satisfies(e -> assertThat(((Problem) e).code()).isEqualTo(ProblemCode.TOO_LARGE));
        assertThat(file()).doesNotExist();
    }

    @Test
    void what_is_exactly_as_large_as_allowed_is_taken() {
        stub.on("/1.pdf", reply(200, "application/pdf", PDF));
        assertThat(fetch("/1.pdf", PDF.length()).bytes()).isEqualTo(PDF.length());
    }

    @Test
    void what_is_no_pdf_is_not_kept() {
        for (String body : new String[] {"<html>expired</html>", "%PD", "", " %PDF-1.7"}) {
            stub.on("/1.pdf", reply(200, "application/pdf", body));
            assertThatThrownBy(() -> fetch("/1.pdf", 1000))
                    .isInstanceOf(EasyEcomUnavailable.class)
                    .hasMessageContaining("not a PDF");
            assertThat(file()).doesNotExist();
        }
    }

    @Test
    void a_transfer_that_breaks_off_leaves_no_file() {
        stub.on("/1.pdf", cut("%PDF-1.7 and"));
        assertThatThrownBy(() -> fetch("/1.pdf", 1_000_000)).isInstanceOf(EasyEcomUnavailable.class);
        assertThat(file()).doesNotExist();
    }

    @Test
    void a_host_that_stumbles_is_asked_once_more() {
        stub.on(
                "/1.pdf",
                reply(503, "text/plain", "Slow Down"),
                cut("%PDF-1.7 and"),
                reply(200, "application/pdf", PDF));
        assertThat(fetch("/1.pdf", 1_000_000).bytes()).isEqualTo(PDF.length());
        assertThat(stub.calls()).hasSize(3);
    }

    @Test
    void a_slow_host_is_unavailable_and_not_waited_for_again() {
        stub.on("/1.pdf", slow(800, reply(200, "application/pdf", PDF)));
        var hasty = new Gateways(stub.url(), "timeout=100ms", "connect-timeout=100ms");
        assertThatThrownBy(() -> hasty.documents.fetch(BLR, stub.url().resolve("/1.pdf"), file(), 1000))
                .isInstanceOf(EasyEcomUnavailable.class);
        assertThat(stub.calls()).hasSize(1);
    }

    @Test
    void a_missing_document_is_unavailable() {
        stub.on("/1.pdf", reply(403, "application/xml", "<Error>AccessDenied</Error>"));
        assertThatThrownBy(() -> fetch("/1.pdf", 1000))
                .isInstanceOf(EasyEcomUnavailable.class)
                .hasMessageContaining("HTTP 403");
        assertThat(stub.calls()).as("it is not there").hasSize(1);
    }

    @Test
    void a_foreign_host_is_named_and_not_asked() {
        assertThatThrownBy(() -> gateways.documents.fetch(BLR, URI.create("https://evil.example/1.pdf"), file(), 1000))
                .isInstanceOf(EasyEcomRefused.class)
                .hasMessageContaining("evil.example")
                .hasMessageContaining("fulfilment.documents.allowed-origins");
    }

    @Test
    void redirects_are_followed_three_times_and_no_further() {
        stub.on("/a", to("/b")).on("/b", to("/c")).on("/c", to("/d")).on("/d", reply(200, "application/pdf", PDF));
        assertThat(fetch("/a", 1_000_000).bytes()).isEqualTo(PDF.length());
        stub.on("/z", to("/a"));
        assertThatThrownBy(() -> fetch("/z", 1_000_000)).hasMessageContaining("redirects more than 3 times");
    }

    @Test
    void a_redirect_to_a_stranger_is_refused() {
        stub.on("/a", to("http://169.254.169.254/latest/meta-data"));
        assertThatThrownBy(() -> fetch("/a", 1000))
                .isInstanceOf(EasyEcomRefused.class)
                .hasMessageContaining("169.254.169.254");
    }

    @Test
    void documents_are_never_fetched_inside_a_transaction() {
        gateways.inTransaction = true;
        assertThatThrownBy(() -> fetch("/a", 1000)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void where_the_documents_call_is_unknown_the_shipments_row_tells() {
        Sample details = Sample.all()
                .filter(s -> s.name().equals("03_get_order_details_ok"))
                .findFirst()
                .orElseThrow();
        stub.on("/orders/V2/getOrderDetails", details.answers());
        assertThat(gateways.documents.list(BLR, 90210001)).containsOnlyKeys("easyecom_invoice", "label");
        stub.on("/orders/documents", json("{\"code\":400,\"message\":\"Invalid request\"}"));
        assertThat(gateways.documents.list(BLR, 90210001)).containsOnlyKeys("easyecom_invoice", "label");
        assertThat(stub.calls())
                .extracting(StubServer.Seen::path)
                .containsExactly(
                        "/orders/documents",
                        "/orders/V2/getOrderDetails",
                        "/orders/documents",
                        "/orders/V2/getOrderDetails");
    }

    private static StubServer.Answer to(String location) {
        return header("Location", location, reply(302, "text/html", ""));
    }

    private FetchedDocument fetch(String path, long maxBytes) {
        return gateways.documents.fetch(BLR, stub.url().resolve(path), file(), maxBytes);
    }

    private Path file() {
        return folder.resolve("document.pdf");
    }
}
