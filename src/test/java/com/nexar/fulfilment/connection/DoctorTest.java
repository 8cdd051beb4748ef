package com.nexar.fulfilment.connection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.brands.Brands;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the doctor finds, each cause made in the sandbox or in the settings; its remedy names the setting. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class DoctorTest {

    private static final String NOWHERE = "https://papers.example.com/acme/90210001.pdf?X-Amz-Signature=secret";

    @Inject
    Doctor doctor;

    @Inject
    Brands brands;

    private final EasyEcom easyecom = EasyEcom.acme().account("clinic-api-key");
    private final Database owner = Database.asOwner();

    @BeforeEach
    void anew() {
        owner.run("delete from checkups");
    }

    @AfterEach
    void mend() {
        easyecom.noFaults();
        owner.run("delete from documents where brand = 'clinic'");
        owner.run("delete from inbound_guards where brand = 'clinic'");
        owner.close();
    }

    @Test
    void a_connection_that_is_well_costs_two_calls_and_no_login() {
        Eventually.become("OK", () -> {
            owner.run("delete from checkups");
            return examine("clinic/ok1").get("TOKEN").get("result"); // which may log in
        });
        owner.run("delete from checkups");
        long before = easyecom.ledgerEnd();

        Map<String, Map<String, String>> items = examine("clinic/ok1");

        assertThat(results(items))
                .isEqualTo(Map.of(
                        "TOKEN", "OK",
                        "LOCATION_KEY", "OK",
                        "API_KEY", "OK",
                        "ORDER_READ", "OK",
                        "PRODUCT_READ", "OK",
                        "CLOCK", "OK",
                        "QUOTA", "OK",
                        "WEBHOOKS", "SKIPPED",
                        "DOCUMENT_ORIGIN", "SKIPPED"));
        assertThat(easyecom.countSince(before, "token")).isZero();
        assertThat(easyecom.countSince(before, "orders")).isOne();
        assertThat(easyecom.countSince(before, "products")).isOne();
        assertThat(easyecom.ledgerEnd() - before).isEqualTo(2);
    }

    @Test
    void soon_after_the_last_one_its_result_is_answered_again_and_nobody_is_asked() {
        var first = post(Ground.DOCTOR_KEY, "clinic/ok1");
        long before = easyecom.ledgerEnd();
        var second = post(Ground.DOCTOR_KEY, "clinic/ok1");

        assertThat(second.<String>path("at")).isEqualTo(first.path("at"));
        assertThat(second.<List<?>>path("items")).isEqualTo(first.<List<?>>path("items"));
        assertThat(easyecom.ledgerEnd()).isEqualTo(before);
    }

    @Test
    void who_asks_at_the_same_moment_gets_the_same_one() throws Exception {
        var location = brands.location("clinic", "ok1").orElseThrow();
        easyecom.fault("orders", "slow", 1, Map.of("delay", "PT0.5S"));
        Set<Object> seen = new HashSet<>();
        List<Future<Checkup>> all = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(() -> doctor.examine(location)));
            }
            for (Future<Checkup> each : all) {
                seen.add(each.get());
            }
        }
        assertThat(seen).hasSize(1);
    }

    @Test
    void a_wrong_x_api_key() {
        var items = examine("forger/fo1");
        failed(items, "API_KEY", "fulfilment.brands.forger.easyecom.api-key");
        failed(items, "TOKEN", "fulfilment.brands.forger.easyecom.api-key");
        skipped(items, "LOCATION_KEY", "ORDER_READ", "PRODUCT_READ");
    }

    @Test
    void a_wrong_location_key() {
        var items = examine("clinic/no1");
        failed(items, "LOCATION_KEY", "fulfilment.brands.clinic.locations.no1.key");
        failed(items, "TOKEN", "fulfilment.brands.clinic.locations.no1.key");
        assertThat(items.get("API_KEY").get("result")).isEqualTo("OK");
        skipped(items, "ORDER_READ", "PRODUCT_READ");
    }

    @Test
    void a_refused_login_and_no_second_one_inside_the_lockout() {
        long before = easyecom.ledgerEnd();
        var items = examine("stranger/st1");
        failed(items, "TOKEN", "fulfilment.brands.stranger.easyecom.password");
        assertThat(items.get("TOKEN").get("meaning")).contains("Invalid user credentials provided");
        assertThat(items.get("API_KEY").get("result")).isEqualTo("OK");
        skipped(items, "LOCATION_KEY", "ORDER_READ", "PRODUCT_READ");

        // a lockout of 1 s in tests is shorter than a busy machine's pauses
        owner.run("update easyecom_tokens set last_attempt_at = now() + interval '1 minute' where brand = 'stranger'");
        owner.run("delete from checkups");
        items = examine("stranger/st1");
        failed(items, "TOKEN", "fulfilment.brands.stranger.easyecom.password");
        assertThat(easyecom.countSince(before, "token")).isOne();
    }

    @Test
    void calls_that_are_used_up() {
        EasyEcom pauper = EasyEcom.acme().account("pauper-api-key");
        pauper.fault("orders", "429-quota", 1);
        var items = examine("pauper/pa1");
        pauper.noFaults();
        failed(items, "ORDER_READ", "fulfilment.brands.pauper.easyecom.tier");
        failed(items, "QUOTA", "fulfilment.brands.pauper.easyecom.tier");
        assertThat(items.get("TOKEN").get("result")).isEqualTo("OK");
    }

    @Test
    void orders_that_cannot_be_read() {
        easyecom.fault("orders", "503", 20);
        var items = examine("clinic/ok1");
        failed(items, "ORDER_READ", "fulfilment.brands.clinic.easyecom.url");
        assertThat(items.get("ORDER_READ").get("meaning")).contains("503");
        assertThat(items.get("TOKEN").get("result")).isEqualTo("OK");
        assertThat(items.get("PRODUCT_READ").get("result")).isEqualTo("OK");
        assertThat(items.get("API_KEY").get("result")).isEqualTo("OK");
    }

    @Test
    void an_x_api_key_that_may_not_read_products() {
        easyecom.fault("products", "403", 5);
        var items = examine("clinic/ok1");
        failed(items, "PRODUCT_READ", "fulfilment.brands.clinic.easyecom.api-key");
        assertThat(items.get("API_KEY").get("result")).isEqualTo("WARNING");
        assertThat(items.get("ORDER_READ").get("result")).isEqualTo("OK");
    }

    @Test
    void documents_at_a_place_that_is_not_allowed() {
        owner.run(
                "insert into documents (brand, shipment_id, key, location, url, updated_at) values ('clinic', 1, 'label', 'ok1', ?, now())",
                NOWHERE);
        var items = examine("clinic/ok1");
        failed(items, "DOCUMENT_ORIGIN", "fulfilment.documents.allowed-origins");
        assertThat(items.get("DOCUMENT_ORIGIN").get("meaning"))
                .contains("https://papers.example.com")
                .doesNotContain("secret", "90210001");
    }

    @Test
    void a_paper_that_we_made_ourselves_is_at_no_place_of_easyecoms() {
        owner.run("insert into documents (brand, shipment_id, key, location, url, updated_at)"
                + " values ('clinic', 0, 'bundle/1', 'ok1', '', now())");
        assertThat(examine("clinic/ok1").get("DOCUMENT_ORIGIN").get("result")).isEqualTo("SKIPPED");
    }

    @Test
    void webhooks_that_fell_silent() {
        owner.run("insert into inbound_guards (brand, location, state, since, last_received_at)"
                + " values ('clinic', 'ok1', 'SILENT', now() - interval '5 minutes', now() - interval '1 hour')");
        var items = examine("clinic/ok1");
        failed(items, "WEBHOOKS", "fulfilment.brands.clinic.easyecom.webhook-token");
        assertThat(items.get("WEBHOOKS").get("remedy")).contains("/inbound/easyecom/clinic/ok1");
    }

    @Test
    void clocks_that_differ() {
        easyecom.advance("PT90S");
        var items = examine("clinic/ok1");
        easyecom.advance("PT-90S");
        assertThat(items.get("CLOCK").get("result")).isEqualTo("WARNING");
        assertThat(items.get("CLOCK").get("meaning")).containsPattern("(89|90|91) s ahead");
        assertThat(items.get("CLOCK").get("remedy")).contains("fulfilment.orders.sync.overlap");
    }

    @Test
    void operators_may_ask_and_strangers_may_not() {
        assertThat(post(Ground.OPERATOR_KEY, "clinic/ok1").<String>path("location"))
                .isEqualTo("ok1");
        Wms.at(Ground.OPERATOR_KEY, "clinic/ok1").get("/connection").statusCode(200);
        Wms.at(Ground.ACME_KEY, "clinic/ok1")
                .request()
                .post("/v1/brands/clinic/locations/ok1/connection/checks")
                .then()
                .statusCode(404);
        given().post("/v1/brands/clinic/locations/ok1/connection/checks")
                .then()
                .statusCode(401)
                .body("code", equalTo("unauthorized"));
    }

    private static void failed(Map<String, Map<String, String>> items, String check, String setting) {
        assertThat(items.get(check).get("result")).as("%s", items.get(check)).isEqualTo("FAILED");
        assertThat(items.get(check).get("remedy")).contains(setting);
    }

    private static void skipped(Map<String, Map<String, String>> items, String... checks) {
        for (String check : checks) {
            assertThat(items.get(check).get("result"))
                    .as("%s", items.get(check))
                    .isEqualTo("SKIPPED");
        }
    }

    private static Map<String, String> results(Map<String, Map<String, String>> items) {
        Map<String, String> results = new java.util.HashMap<>();
        items.forEach((check, item) -> results.put(check, item.get("result")));
        return results;
    }

    private static Map<String, Map<String, String>> examine(String ref) {
        List<Map<String, String>> items = post(Ground.DOCTOR_KEY, ref).path("items");
        Map<String, Map<String, String>> byCheck = new java.util.HashMap<>();
        items.forEach(item -> byCheck.put(item.get("check"), item));
        assertThat(byCheck).hasSize(CheckItem.Check.values().length);
        return byCheck;
    }

    private static ExtractableResponse<?> post(String key, String ref) {
        String[] parts = ref.split("/");
        return Wms.at(key, ref)
                .request()
                .post("/v1/brands/" + parts[0] + "/locations/" + parts[1] + "/connection/checks")
                .then()
                .statusCode(200)
                .extract();
    }
}
