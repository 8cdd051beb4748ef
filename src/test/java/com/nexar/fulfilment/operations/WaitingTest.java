package com.nexar.fulfilment.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who waits for an operation, how long, and what all of them hear. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class WaitingTest {

    private static final String L = "/v1/brands/zeta/locations/del1";
    private static final int CALLERS = 10;

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @AfterEach
    void as_before() {
        easyecom.noFaults();
        easyecom.vary(Map.of("confirm-duration", "0-200"));
    }

    @Test
    void respond_async_is_202_at_once_and_its_location_ends_with_the_outcome() {
        easyecom.vary(Map.of("confirm-duration", "1500-2000"));
        long id = received();

        ExtractableResponse<Response> accepted =
                confirm(id, "respond-async").statusCode(202).extract();

        String operation = accepted.path("operationId");
        assertThat(accepted.header("Location")).isEqualTo(L + "/operations/" + operation);
        assertThat(wms.stage(id)).isEqualTo("RECEIVED");
        Eventually.become(
                "SUCCEEDED",
                () -> wms.request().get(accepted.header("Location")).path("state"));
        wms.operation(operation)
                .body("kind", equalTo("CONFIRM"))
                .body("shipmentIds", equalTo(List.of("" + id)))
                .body("results.state", equalTo(List.of("SUCCEEDED")))
                .body("attempts", equalTo(1))
                .body("needsPerson", equalTo(false))
                .body("lateArrivals", equalTo(0))
                .body("nextAttemptAt", nullValue())
                .body("problem", nullValue());
        assertThat(wms.stage(id)).isEqualTo("CONFIRMED");
    }

    @Test
    void the_same_command_by_ten_at_once_is_one_operation_and_one_answer() throws Exception {
        easyecom.vary(Map.of("confirm-duration", "2000-2500"));
        long id = received();

        List<ExtractableResponse<Response>> answers = atOnce(id);

        assertThat(answers).extracting(ExtractableResponse::statusCode).containsOnly(200);
        assertThat(answers.stream().map(ExtractableResponse::asString).distinct())
                .hasSize(1);
        assertThat(answers.getFirst().<String>path("stage")).isEqualTo("CONFIRMED");
        assertThat(operationsOf(id)).isOne();
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
    }

    @Test
    void a_refusal_is_the_same_for_all_who_joined() throws Exception {
        easyecom.vary(Map.of("confirm-duration", "2500-3000"));
        long id = received();
        easyecom.act(id, "confirm-fail");

        List<ExtractableResponse<Response>> answers = atOnce(id);

        assertThat(answers).extracting(ExtractableResponse::statusCode).containsOnly(422);
        assertThat(answers.stream()
                        .map(answer -> answer.<String>path("operationId"))
                        .distinct())
                .hasSize(1);
        assertThat(answers.stream().map(answer -> answer.<String>path("detail")).distinct())
                .hasSize(1);
        assertThat(operationsOf(id)).isOne();
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
    }

    @Test
    void a_silly_wait_is_400_and_begins_nothing() {
        long id = received();
        for (String silly : List.of("wait=61", "wait=-1", "wait=soon", "respond, wait=1.5")) {
            confirm(id, silly)
                    .statusCode(400)
                    .body("code", equalTo("validation"))
                    .body("errors[0].field", equalTo("Prefer"));
        }
        assertThat(operationsOf(id)).isZero();
        confirm(id, "return=minimal").statusCode(200);
    }

    @Test
    void an_operation_is_shown_at_its_own_location_only() {
        long id = received();
        String operation =
                confirm(id, "respond-async").statusCode(202).extract().path("operationId");

        Wms.blr1().get("/operations/" + operation).statusCode(404).body("code", equalTo("not-found"));
        wms.get("/operations/nonsense").statusCode(400).body("errors[0].field", equalTo("operationId"));
        wms.get("/operations/00000000-0000-0000-0000-000000000000").statusCode(404);
        Eventually.become("SUCCEEDED", () -> wms.state(operation));
    }

    private List<ExtractableResponse<Response>> atOnce(long id) throws Exception {
        List<ExtractableResponse<Response>> answers = new ArrayList<>();
        CountDownLatch ready = new CountDownLatch(CALLERS);
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<ExtractableResponse<Response>>> calls = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                calls.add(callers.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return wms.confirm(id).extract();
                }));
            }
            for (Future<ExtractableResponse<Response>> call : calls) {
                answers.add(call.get());
            }
        }
        return answers;
    }

    private long operationsOf(long id) {
        try (AnotherPod database = new AnotherPod()) {
            return database.count("operation_shipments", "brand = 'zeta' and shipment_id = ?", id);
        }
    }

    private io.restassured.response.ValidatableResponse confirm(long id, String prefer) {
        return wms.request()
                .header("Prefer", prefer)
                .contentType("application/json")
                .body("{}")
                .post(L + "/shipments/" + id + "/confirmation")
                .then();
    }

    private long received() {
        long id = easyecom.order("nx3000000001");
        sync.orders("zeta/del1");
        return id;
    }
}
