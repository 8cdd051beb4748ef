package com.nexar.fulfilment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the ledger says really happened, also when the caller cannot know. */
class SandboxLedgerTest {
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
        brand.token(brand.first);
    }

    @Test
    void every_request_is_written_down_with_its_effect() {
        long invoiceId = brand.order();
        brand.assign(invoiceId, "L-1");
        brand.assign(invoiceId, "L-2");
        brand.assign(invoiceId, "L-1");
        brand.get("/orders/V2/getOrderDetails?invoice_id=" + invoiceId);
        brand.login(brand.first);
        JsonNode entries = brand.control("GET", "/ledger", null).json().path("entries");
        assertThat(entries.findValuesAsText("effect"))
                .containsExactly("HAPPENED", "HAPPENED", "REFUSED", "REPEAT", "READ", "LIMITED");
        assertThat(entries.findValuesAsText("operation"))
                .containsExactly("token", "assign", "assign", "assign", "order-details", "token");
        JsonNode assign = entries.path(1);
        assertThat(assign.at("/invoiceIds/0").asLong()).isEqualTo(invoiceId);
        assertThat(assign.path("awb").asText()).isEqualTo("L-1");
        assertThat(assign.path("request").asText()).isEqualTo("POST /Carrier/assignAWB");
        assertThat(assign.path("location").asText()).isEqualTo(brand.first);

        long seq = entries.path(2).path("seq").asLong();
        JsonNode later = brand.control("GET", "/ledger?operation=assign&invoiceId=" + invoiceId + "&after=" + seq, null)
                .json()
                .path("entries");
        assertThat(later.findValuesAsText("effect")).containsExactly("REPEAT");
    }

    @Test
    void a_command_done_twice_is_a_repeat_and_changes_nothing() {
        long invoiceId = brand.confirmed("L-3");
        brand.confirm(invoiceId);
        assertThat(brand.last().path("effect").asText()).isEqualTo("REPEAT");
        brand.manifest(Brand.CARRIER, "10", "L-3");
        assertThat(brand.last().path("effect").asText()).isEqualTo("HAPPENED");
        String number = brand.truth(invoiceId).path("manifestNumber").asText();
        assertThat(brand.manifest(Brand.CARRIER, "10", "L-3").code()).isEqualTo(400);
        assertThat(brand.last().path("effect").asText()).isEqualTo("REPEAT");
        assertThat(brand.truth(invoiceId).path("manifestNumber").asText()).isEqualTo(number);
        brand.track("L-3", 2);
        assertThat(brand.last().path("effect").asText()).isEqualTo("HAPPENED");
        brand.track("L-3", 2);
        assertThat(brand.last().path("effect").asText()).isEqualTo("REPEAT");
    }

    @Test
    void repeats_can_take_effect_so_that_nobody_relies_on_a_refusal() {
        brand.vary("repeats", "take-effect");
        long invoiceId = brand.order();
        brand.assign(invoiceId, "L-4");
        assertThat(brand.assign(invoiceId, "L-5").code()).isEqualTo(200);
        assertThat(brand.truth(invoiceId).path("awb").asText()).isEqualTo("L-5");
        brand.confirm(invoiceId);
        assertThat(brand.confirm(invoiceId).code()).isEqualTo(200);
        assertThat(brand.last().path("effect").asText()).isEqualTo("REPEAT");
        assertThat(brand.truth(invoiceId).path("history").findValuesAsText("statusId"))
                .containsExactly("2", "17", "3", "13", "16", "17", "3", "13", "16");
        brand.manifest(Brand.CARRIER, "10", "L-5");
        String number = brand.truth(invoiceId).path("manifestNumber").asText();
        assertThat(brand.manifest(Brand.CARRIER, "10", "L-5").code()).isEqualTo(200);
        assertThat(brand.last().path("effect").asText()).isEqualTo("REPEAT");
        assertThat(brand.truth(invoiceId).path("manifestNumber").asText()).isNotEqualTo(number);
    }

    @Test
    void a_dropped_answer_happened_and_a_failure_before_it_did_not() {
        long invoiceId = brand.order();
        fault("{\"operation\":\"assign\",\"kind\":\"503\"}");
        assertThat(brand.assign(invoiceId, "L-6").status()).isEqualTo(503);
        assertThat(brand.last().path("effect").asText()).isEqualTo("FAULT");
        assertThat(brand.truth(invoiceId).path("awb").isNull()).isTrue();

        fault("{\"operation\":\"assign\",\"kind\":\"drop-answer\"}");
        assertThatThrownBy(() -> brand.assign(invoiceId, "L-6")).hasCauseInstanceOf(IOException.class);
        assertThat(brand.last().path("effect").asText()).isEqualTo("HAPPENED");
        assertThat(brand.last().path("detail").asText()).startsWith("fault drop-answer");
        assertThat(brand.truth(invoiceId).path("awb").asText()).isEqualTo("L-6");

        fault("{\"operation\":\"confirm\",\"kind\":\"504\",\"when\":\"after\"}");
        assertThat(brand.confirm(invoiceId).status()).isEqualTo(504);
        assertThat(brand.truth(invoiceId).path("confirmed").asBoolean()).isTrue();
        assertThat(brand.confirm(invoiceId).code()).isEqualTo(400);
    }

    @Test
    void every_kind_of_fault_looks_as_it_should() {
        assertThat(faulty("429").text()).isEqualTo("{\"message\":\"Too Many Requests\"}");
        assertThat(faulty("429-text").text()).isEqualTo("Too Many Requests");
        assertThat(faulty("429-quota").message()).isEqualTo("Limit Exceeded");
        assertThat(faulty("500").status()).isEqualTo(500);
        assertThat(faulty("502").status()).isEqualTo(502);
        assertThat(faulty("503").status()).isEqualTo(503);
        assertThat(faulty("504").message()).isEqualTo("Endpoint request timed out");
        assertThat(faulty("html").contentType()).isEqualTo("text/html");
        assertThat(faulty("not-json").status()).isEqualTo(200);
        assertThat(faulty("text").contentType()).isEqualTo("text/plain");
        assertThat(faulty("401").status()).isEqualTo(401);
        assertThat(faulty("body-401").code()).isEqualTo(401);
        assertThat(faulty("403").message()).isEqualTo("Forbidden");
        assertThatThrownBy(() -> faulty("cut").json()).isInstanceOf(AssertionError.class);
        // By POST, since the JDK's client repeats a GET by itself when the connection breaks.
        fault("{\"kind\":\"reset\"}");
        assertThatThrownBy(() -> brand.post("/Credentials/addCarrierCredentials", "{}"))
                .hasCauseInstanceOf(IOException.class);
        fault("{\"kind\":\"timeout\",\"delay\":\"PT0.05S\"}");
        assertThatThrownBy(() -> brand.post("/Credentials/addCarrierCredentials", "{}"))
                .hasCauseInstanceOf(IOException.class);
        fault("{\"kind\":\"slow\",\"delay\":\"PT0.05S\",\"operation\":\"marketplaces\"}");
        assertThat(brand.get("/marketplaces/list").code()).isEqualTo(200);
        assertThat(brand.last().path("detail").asText()).startsWith("slow");

        fault("{\"kind\":\"500\",\"times\":2}");
        assertThat(brand.get("/marketplaces/list").status()).isEqualTo(500);
        brand.control("DELETE", "/faults", null);
        assertThat(brand.get("/marketplaces/list").status()).isEqualTo(200);
    }

    private Reply faulty(String kind) {
        fault("{\"operation\":\"marketplaces\",\"kind\":\"" + kind + "\"}");
        return brand.get("/marketplaces/list");
    }

    private void fault(String wish) {
        assertThat(brand.control("POST", "/faults", wish).status()).isEqualTo(200);
    }
}
