package com.nexar.fulfilment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Contract, list (b): who may come in, and how often. */
class SandboxAccessQuirksTest {
    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.demo());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void quirk_01_token_is_nested_and_a_second_login_within_60_s_is_refused() {
        Brand brand = Brand.open(sandbox);
        JsonNode body = brand.login(brand.first).json();
        assertThat(body.has("code")).isFalse();
        assertThat(body.path("message").isNull()).isTrue();
        assertThat(body.at("/data/token/expires_in").asInt()).isEqualTo(90 * 86_400);
        String[] jwt = body.at("/data/token/jwt_token").asText().split("\\.");
        assertThat(jwt).hasSize(3);
        assertThat(new String(Base64.getUrlDecoder().decode(jwt[0]), StandardCharsets.UTF_8))
                .contains("HS256");

        assertThat(brand.login(brand.first).status()).isEqualTo(403);
        assertThat(brand.login(brand.second).status()).isEqualTo(200);
        brand.advance("PT59S");
        brand.vary("token-lockout-status", "429");
        assertThat(brand.login(brand.first).status()).isEqualTo(429);
        brand.advance("PT2S");
        assertThat(brand.login(brand.first).data().has("token")).isTrue();
    }

    @Test
    void quirk_02_wrong_credentials_are_http_200_without_a_token() {
        Brand brand = Brand.open(sandbox);
        String wrong = brand.credentials(brand.first).replace("demo-password", "wrong");
        Reply reply = brand.send("POST", "/access/token", wrong, Map.of("x-api-key", brand.key));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.message()).isEqualTo("Invalid user credentials provided");
        assertThat(reply.data().isArray()).isTrue();
        assertThat(brand.login("zz0").message()).isEqualTo("Invalid location key provided");

        brand.vary("bad-credentials-status", "401");
        assertThat(brand.send("POST", "/access/token", wrong, Map.of("x-api-key", brand.key))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void quirk_03_a_bad_or_expired_token_is_401_and_a_missing_key_403() {
        Brand brand = Brand.open(sandbox);
        String path = "/orders/V2/getAllOrders";
        Map<String, String> bad = Map.of("x-api-key", brand.key, "Authorization", "Bearer nonsense");
        Reply refused = brand.send("GET", path, null, bad);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.message()).isEqualTo("Invalid Api token.");

        brand.vary("bad-token", "body-401");
        assertThat(brand.send("GET", path, null, bad).status()).isEqualTo(200);
        assertThat(brand.send("GET", path, null, bad).code()).isEqualTo(401);

        Map<String, String> noKey = Map.of("Authorization", "Bearer " + brand.token(brand.first));
        assertThat(brand.send("GET", path, null, noKey).status()).isEqualTo(403);
        assertThat(brand.send("GET", path, null, noKey).json().toString()).isEqualTo("{\"message\":\"Forbidden\"}");
        brand.vary("missing-key-status", "401");
        assertThat(brand.send("GET", path, null, noKey).status()).isEqualTo(401);

        assertThat(brand.get(path).code()).isEqualTo(200);
        brand.advance("P90D");
        assertThat(brand.get(path).code()).isEqualTo(401);
    }

    @Test
    void quirk_04_another_locations_orders_are_absent_and_cannot_be_found() {
        Brand brand = Brand.open(sandbox);
        long there = brand.order("\"location\":\"" + brand.second + "\"");
        long here = brand.order();
        JsonNode rows = brand.get("/orders/V2/getAllOrders").orders();
        assertThat(rows.findValuesAsText("invoice_id")).containsExactly(Long.toString(here));
        assertThat(brand.row(there).isMissingNode()).isTrue();
        assertThat(brand.get("/orders/V2/getOrderDetails?invoice_id=" + there).message())
                .isEqualTo("Unable to find the reference_code/order_id/invoice_id");
        assertThat(brand.assign(there, "A-1").message()).isEqualTo("Invalid invoice id");
        assertThat(brand.get(brand.second, "/orders/V2/getOrderDetails?invoice_id=" + there)
                        .data())
                .hasSize(1);
    }

    @Test
    void quirk_21_each_key_has_a_rate_a_burst_and_a_daily_quota() {
        Brand brand = Brand.open(sandbox, ",\"tier\":{\"rate\":1,\"burst\":3,\"perDay\":5}");
        brand.token(brand.first);
        assertThat(brand.get("/marketplaces/list").status()).isEqualTo(200);
        assertThat(brand.get("/marketplaces/list").status()).isEqualTo(200);
        Reply limited = brand.get("/marketplaces/list");
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.message()).isEqualTo("Too Many Requests");
        brand.vary("rate-body", "text");
        assertThat(brand.get("/marketplaces/list").text()).isEqualTo("Too Many Requests");

        brand.advance("PT10S");
        assertThat(brand.get("/marketplaces/list").status()).isEqualTo(200);
        assertThat(brand.get("/marketplaces/list").status()).isEqualTo(200);
        assertThat(brand.get("/marketplaces/list").text()).isEqualTo("Limit Exceeded");
        brand.advance("PT24H");
        assertThat(brand.get("/marketplaces/list").status()).isEqualTo(200);
    }

    @Test
    void quirk_24_paths_are_case_sensitive() {
        Brand brand = Brand.open(sandbox);
        long invoiceId = brand.order();
        String body =
                "{\"invoiceId\":" + invoiceId + ",\"courier\":\"C\",\"awbNum\":\"A-24\",\"companyCarrierId\":28001}";
        assertThat(brand.post("/carrier/assignawb", body).status()).isEqualTo(404);
        assertThat(brand.post("/Carrier/assignAWB", body).code()).isEqualTo(200);
    }

    @Test
    void quirk_25_token_and_assignment_take_form_encoded_bodies() {
        Brand brand = Brand.open(sandbox);
        Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");
        String credentials = "email=" + Brand.encoded(brand.key + "@example.com")
                + "&password=demo-password&location_key=" + brand.first;
        String token = brand.send("POST", "/access/token", credentials, form)
                .data()
                .at("/token/jwt_token")
                .asText();
        assertThat(token).isNotEmpty();

        long invoiceId = brand.order();
        Reply assigned = brand.send(
                "POST",
                "/Carrier/assignAWB",
                "invoiceId=" + invoiceId + "&courier=C&awbNum=F-25&companyCarrierId=28001",
                Map.of(
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "x-api-key",
                        brand.key,
                        "Authorization",
                        "Bearer " + token));
        assertThat(assigned.code()).isEqualTo(200);
        assertThat(brand.truth(invoiceId).path("awb").asText()).isEqualTo("F-25");
    }
}
