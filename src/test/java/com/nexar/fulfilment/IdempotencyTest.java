package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Ground.class)
class IdempotencyTest {

    private static final String L = "/v1/brands/zeta/locations/del1";
    private static final String REPLAYED = "Idempotency-Replayed";

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();
    private final String key = UUID.randomUUID().toString();

    @AfterEach
    void no_faults() {
        easyecom.noFaults();
        easyecom.vary(Map.of("confirm-duration", "0-200"));
    }

    @Test
    void the_same_again_gets_the_same_bytes_and_reaches_EasyEcom_once() {
        long id = received();
        ExtractableResponse<Response> first = assign(id, key, "AWB" + id)
                .statusCode(200)
                .header(REPLAYED, nullValue())
                .body("stage", equalTo("ASSIGNED"))
                .extract();
        wms.confirm(id).statusCode(200);

        ExtractableResponse<Response> again =
                assign(id, key, "AWB" + id).header(REPLAYED, "true").extract();

        mustBeEqual(again, first);
        assertThat(easyecom.effects(id, "assign")).containsExactly("HAPPENED");
    }

    @Test
    void an_answer_with_a_key_is_as_it_is_without_one() {
        long id = received();
        ExtractableResponse<Response> with = assign(id, key, "AWB" + id).extract();
        ExtractableResponse<Response> without = wms.assign(id, "AWB" + id).extract();

        mustBeEqual(with, without);
    }

    @Test
    void another_order_of_fields_is_the_same_body() {
        long id = received();
        String body = "{\"courier\":\"NexarExpress\",\"awb\":\"AWB%d\",\"carrierId\":\"28001\"}".formatted(id);
        String turned = "{ \"carrierId\": \"28001\", \"awb\": \"AWB%d\", \"courier\": \"NexarExpress\" }".formatted(id);
        String path = L + "/shipments/" + id + "/assignment";
        keyed(key).body(body).put(path).then().statusCode(200);

        keyed(key).body(turned).put(path).then().statusCode(200).header(REPLAYED, "true");
    }

    @Test
    void another_body_is_422_and_reaches_nobody() {
        long id = received();
        assign(id, key, "AWB" + id).statusCode(200);

        assign(id, key, "OTHER" + id).statusCode(422).body("code", equalTo("idempotency-key-reused"));
    }

    @Test
    void a_stored_202_leads_to_its_operation_again() {
        easyecom.vary(Map.of("confirm-duration", "1500-2000"));
        long id = received();
        ExtractableResponse<Response> first = confirm(id, key, "respond-async")
                .statusCode(202)
                .header("Location", startsWith(L + "/operations/"))
                .extract();
        Eventually.become("CONFIRMED", () -> wms.stage(id));

        ExtractableResponse<Response> again =
                confirm(id, key, "wait=20").header(REPLAYED, "true").extract();

        mustBeEqual(again, first);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
    }

    @Test
    void a_stored_manifest_is_one_manifest() {
        long id = received();
        wms.assign(id, "AWB" + id).statusCode(200);
        wms.confirm(id).statusCode(200);
        Map<String, ?> order = Map.of("shipmentIds", List.of("" + id));
        ExtractableResponse<Response> first = keyed(key)
                .body(order)
                .post(L + "/manifests")
                .then()
                .statusCode(201)
                .extract();

        ExtractableResponse<Response> again = keyed(key)
                .body(order)
                .post(L + "/manifests?dryRun=false")
                .then()
                .header(REPLAYED, "true")
                .extract();

        mustBeEqual(again, first);
        assertThat(again.header("Location")).isEqualTo(first.header("Location")).isNotBlank();
        assertThat(easyecom.effects(id, "manifest")).containsExactly("HAPPENED");
    }

    @Test
    void of_many_at_once_one_goes_on_and_all_get_its_answer_later() throws Exception {
        easyecom.vary(Map.of("confirm-duration", "2000-2500"));
        long id = received();
        List<ExtractableResponse<Response>> answers = atOnce(12, id);

        assertThat(answers).extracting(ExtractableResponse::statusCode).containsOnly(200, 409);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 200))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 409))
                .allSatisfy(busy -> {
                    assertThat(busy.<String>path("code")).isEqualTo("idempotency-key-in-progress");
                    assertThat(busy.<Boolean>path("retryable")).isTrue();
                    assertThat(Integer.parseInt(busy.header("Retry-After"))).isPositive();
                });
        ExtractableResponse<Response> one = answers.stream()
                .filter(answer -> answer.statusCode() == 200)
                .findFirst()
                .orElseThrow();
        atOnce(4, id).forEach(again -> mustBeEqual(again, one));
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
    }

    @Test
    void what_was_refused_here_may_come_again_with_the_same_key() {
        long id = received();
        easyecom.act(id, "hold");
        confirm(id, key, "wait=20").statusCode(409).body("code", equalTo("on-hold"));
        easyecom.act(id, "release");
        easyecom.fault("order-details", "503", 3);
        confirm(id, key, "wait=0").header(REPLAYED, nullValue());
        easyecom.noFaults();
        keyed(key)
                .body("{\"package\":{\"weightGrams\":-1}}")
                .post(L + "/shipments/" + received() + "/confirmation")
                .then()
                .statusCode(400);

        Eventually.become("CONFIRMED", () -> {
            confirm(id, key, "wait=20");
            return wms.stage(id);
        });
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
    }

    @Test
    void a_body_that_was_wrong_may_be_mended_under_the_same_key() {
        long id = received();
        assign(id, key, "").statusCode(400);

        assign(id, key, "AWB" + id).statusCode(200).header(REPLAYED, nullValue());
    }

    @Test
    void EasyEcoms_no_is_stored_word_for_word_and_another_key_tries_again() {
        long id = received();
        easyecom.act(id, "confirm-fail");
        ExtractableResponse<Response> first = confirm(id, key, "wait=20")
                .statusCode(422)
                .body("code", equalTo("upstream-refused"))
                .extract();

        ExtractableResponse<Response> again =
                confirm(id, key, "wait=20").header(REPLAYED, "true").extract();

        mustBeEqual(again, first);
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
        confirm(id, UUID.randomUUID().toString(), "wait=20").statusCode(200);
    }

    @Test
    void a_key_counts_for_one_path_and_one_caller() {
        long one = received();
        long two = received();
        assign(one, key, "AWB" + one).statusCode(200);
        assign(two, key, "AWB" + two).statusCode(200).header(REPLAYED, nullValue());

        long shared = EasyEcom.acme().order("nx1000000001");
        sync.orders("acme/blr1");
        String path = "/v1/brands/acme/locations/blr1/shipments/" + shared + "/assignment";
        for (String caller : List.of(Ground.ACME_KEY, Ground.BLR1_KEY)) {
            keyed(Wms.at(caller, "acme/blr1"), key)
                    .body(order("AWB" + shared))
                    .put(path)
                    .then()
                    .statusCode(200)
                    .header(REPLAYED, nullValue());
        }
    }

    @Test
    void a_dry_run_is_asked_anew_whatever_its_key() {
        for (long id : List.of(received(), received())) {
            keyed(key)
                    .body(Map.of("shipmentIds", List.of("" + id)))
                    .post(L + "/manifests?dryRun=true")
                    .then()
                    .statusCode(200)
                    .header(REPLAYED, nullValue());
        }
        assertThat(rows()).isZero();
    }

    @Test
    void a_silly_key_is_400_and_names_the_header() {
        long id = received();
        for (String silly : List.of("two words", "x".repeat(256), "")) {
            assign(id, silly, "AWB" + id)
                    .statusCode(400)
                    .body("code", equalTo("validation"))
                    .body("errors[0].field", equalTo("Idempotency-Key"))
                    .body("detail", containsString("Idempotency-Key"));
        }
        assertThat(easyecom.effects(id, "assign")).isEmpty();
        assign(id, "x".repeat(255), "AWB" + id).statusCode(200);
    }

    @Test
    void a_command_without_a_body_has_a_key_too() {
        String path = L + "/shipments/" + received() + "/confirmation";
        keyed(key).post(path).then().statusCode(200).body("stage", equalTo("CONFIRMED"));

        keyed(key).post(path).then().statusCode(200).header(REPLAYED, "true");
    }

    @Test
    void an_answer_that_cannot_be_stored_is_not_given_and_the_same_key_finds_what_was_done() {
        long id = received();
        try (Database owner = Database.asOwner()) {
            owner.run("alter table idempotency_keys add constraint broken check (key <> '" + key
                    + "' or status is null) not valid");
            try {
                assign(id, key, "AWB" + id)
                        .statusCode(500)
                        .body("code", equalTo("internal"))
                        .body("retryable", equalTo(true));
            } finally {
                owner.run("alter table idempotency_keys drop constraint broken");
            }
            owner.run("update idempotency_keys set lease_until = clock_timestamp() where key = ?", key);
        }

        assign(id, key, "AWB" + id).statusCode(200).body("assignment.awb", equalTo("AWB" + id));
        assertThat(easyecom.effects(id, "assign")).containsExactly("HAPPENED");
    }

    @Test
    void the_key_of_a_dead_pod_is_taken_over_when_its_lease_ends() {
        long id = received();
        assign(id, key, "AWB" + id).statusCode(200);
        die("clock_timestamp() + interval '20 seconds'");
        assign(id, key, "AWB" + id)
                .statusCode(409)
                .body("code", equalTo("idempotency-key-in-progress"))
                .header("Retry-After", notNullValue());
        die("clock_timestamp()");

        assign(id, key, "AWB" + id).statusCode(200).header(REPLAYED, nullValue());
        assign(id, key, "AWB" + id).statusCode(200).header(REPLAYED, "true");
        assertThat(easyecom.effects(id, "assign")).containsExactly("HAPPENED");
    }

    private List<ExtractableResponse<Response>> atOnce(int copies, long id) throws Exception {
        List<ExtractableResponse<Response>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(copies)) {
            List<Future<ExtractableResponse<Response>>> calls = new ArrayList<>();
            for (int i = 0; i < copies; i++) {
                calls.add(callers.submit(() -> confirm(id, key, "wait=20").extract()));
            }
            for (Future<ExtractableResponse<Response>> call : calls) {
                answers.add(call.get());
            }
        }
        return answers;
    }

    /** As if the pod had been killed while it worked on the key. */
    private void die(String leaseUntil) {
        try (Database owner = Database.asOwner()) {
            assertThat(owner.run(
                            "update idempotency_keys set status = null, body = null, lease_until = " + leaseUntil
                                    + " where key = ?",
                            key))
                    .isOne();
        }
    }

    private long rows() {
        try (Database owner = Database.asOwner()) {
            return owner.number("select count(*) from idempotency_keys where key = ?", key);
        }
    }

    private static void mustBeEqual(ExtractableResponse<Response> one, ExtractableResponse<Response> other) {
        assertThat(one.statusCode()).isEqualTo(other.statusCode());
        assertThat(one.asString()).isEqualTo(other.asString());
        assertThat(one.asByteArray()).isEqualTo(other.asByteArray());
        assertThat(one.header("Content-Type")).isEqualTo(other.header("Content-Type"));
    }

    private ValidatableResponse assign(long id, String key, String awb) {
        return keyed(key)
                .body(order(awb))
                .put(L + "/shipments/" + id + "/assignment")
                .then();
    }

    private ValidatableResponse confirm(long id, String key, String prefer) {
        return keyed(key)
                .header("Prefer", prefer)
                .body("{}")
                .post(L + "/shipments/" + id + "/confirmation")
                .then();
    }

    private RequestSpecification keyed(String key) {
        return keyed(wms, key);
    }

    private static RequestSpecification keyed(Wms caller, String key) {
        return caller.request().header("Idempotency-Key", key).contentType("application/json");
    }

    private static Map<String, String> order(String awb) {
        return Map.of("courier", "NexarExpress", "awb", awb, "carrierId", "28001");
    }

    private long received() {
        long id = easyecom.order("nx3000000001");
        sync.orders("zeta/del1");
        return id;
    }
}
