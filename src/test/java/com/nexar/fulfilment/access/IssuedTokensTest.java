package com.nexar.fulfilment.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Issuer;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens of an identity provider at the same door as keys. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class IssuedTokensTest {

    @Inject
    SyncNow sync;

    private final Map<String, Object> claims = Issuer.claims();

    @Test
    void a_good_token_opens_what_its_claims_name() {
        brands(Issuer.rs256(claims)).statusCode(200).body("items.brand", equalTo(List.of("acme")));
        brands(Issuer.es256(claims)).statusCode(200).body("items[0].locations", hasSize(2));

        claims.put("fulfilment_locations", List.of("acme/blr1", "acme/nowhere", "zeta/del1"));
        brands(Issuer.rs256(claims))
                .statusCode(200)
                .body("items.brand", equalTo(List.of("acme")))
                .body("items[0].locations.location", equalTo(List.of("blr1")));
        Wms.at(Issuer.rs256(claims), "acme/bom1").get("/orders").statusCode(404);
        Wms.at(Issuer.rs256(claims), "zeta/del1").get("/orders").statusCode(404);
    }

    @Test
    void a_command_with_a_token_keeps_its_body_and_the_callers_name() {
        long id = EasyEcom.acme().order("nx1000000001");
        sync.orders("acme/blr1");
        Wms wms = Wms.at(Issuer.rs256(claims), "acme/blr1");

        wms.assign(id, "JWT" + id).statusCode(200).body("stage", equalTo("ASSIGNED"));
    }

    @Test
    void words_in_one_text_are_a_list_too_and_unknown_ones_open_nothing() {
        claims.put("fulfilment_brands", "zeta atlantis *");
        brands(Issuer.rs256(claims)).statusCode(200).body("items.brand", equalTo(List.of("zeta")));

        claims.put("fulfilment_brands", List.of("*"));
        brands(Issuer.rs256(claims)).statusCode(200).body("items", hasSize(0));
        claims.remove("fulfilment_brands");
        brands(Issuer.rs256(claims)).statusCode(200).body("items", hasSize(0));
    }

    @Test
    void locations_that_are_none_of_the_brands_are_no_locations_and_not_all_of_them() {
        for (Object none : List.of(List.of("zeta/del1"), List.of(), "")) {
            claims.put("fulfilment_locations", none);
            brands(Issuer.rs256(claims)).statusCode(200).body("items", hasSize(0));
            Wms.at(Issuer.rs256(claims), "acme/blr1").get("/orders").statusCode(404);
        }
    }

    @Test
    void a_token_without_a_role_of_ours_is_known_and_may_do_nothing() {
        claims.put("fulfilment_roles", List.of("admin"));
        brands(Issuer.rs256(claims)).statusCode(403).body("detail", containsString("fulfilment_roles"));
        claims.remove("fulfilment_roles");
        brands(Issuer.rs256(claims)).statusCode(403);

        claims.put("fulfilment_roles", "wms");
        get(Issuer.rs256(claims), "/v1/admin/keys").statusCode(403);
        claims.put("fulfilment_roles", "operator");
        get(Issuer.rs256(claims), "/v1/admin/keys").statusCode(200);
    }

    @Test
    void whatever_is_not_as_it_has_to_be_opens_nothing() {
        long now = Instant.now().getEpochSecond();
        refused("expired", Issuer.rs256(with("exp", now - 60)));
        refused("without an end", Issuer.rs256(with("exp", null)));
        refused("not yet good", Issuer.rs256(with("nbf", now + 120)));
        refused("for somebody else", Issuer.rs256(with("aud", "another-service")));
        refused("for nobody", Issuer.rs256(with("aud", null)));
        refused("another issuer", Issuer.rs256(with("iss", "https://evil.example")));
        refused("no issuer", Issuer.rs256(with("iss", null)));
        refused("an algorithm that is not taken", Issuer.rs512(claims));
        refused("the public key as a secret", Issuer.hs256(claims));
        refused("somebody else's key", Issuer.forged(claims));
        refused("a key that the issuer does not show", Issuer.ofKey("rsa-2", claims));
        refused(
                "changed afterwards",
                Issuer.tampered(Issuer.rs256(claims), with("fulfilment_roles", List.of("operator"))));
        for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
            refused("unsigned " + none, Issuer.unsigned(none, claims));
        }
        String good = Issuer.rs256(claims);
        refused("cut", good.substring(0, good.length() - 10));
        refused("without its signature", good.substring(0, good.lastIndexOf('.') + 1));
        brands(good).statusCode(200);
    }

    @Test
    void a_clock_that_is_a_little_off_is_forgiven() {
        long now = Instant.now().getEpochSecond();
        brands(Issuer.rs256(with("exp", now - 10))).statusCode(200);
        brands(Issuer.rs256(with("nbf", now + 10))).statusCode(200);
    }

    @Test
    void a_token_has_to_say_who_calls_and_can_never_be_called_like_a_client() {
        for (Object name : List.of("a b", "x".repeat(101), "line\nbreak")) {
            brands(Issuer.rs256(with("azp", name))).statusCode(401);
        }
        claims.put("azp", "acme-wms");
        String token = Issuer.rs256(claims);
        long id = EasyEcom.acme().order("nx1000000001");
        sync.orders("acme/blr1");
        // the same Idempotency-Key of two callers is two keys
        String key = "same-" + id;
        int first = assign(token, id, key);
        int second = assign(Ground.ACME_KEY, id, key);

        assertThat(first).isEqualTo(200);
        assertThat(second).isEqualTo(200);
    }

    private int assign(String bearer, long id, String key) {
        var answer = Wms.at(bearer, "acme/blr1")
                .request()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(Map.of("courier", "NexarExpress", "awb", "TOK" + id, "carrierId", "28001"))
                .put("/v1/brands/acme/locations/blr1/shipments/" + id + "/assignment");
        assertThat(answer.header("Idempotency-Replayed")).isNull();
        return answer.statusCode();
    }

    private Map<String, Object> with(String claim, Object value) {
        Map<String, Object> changed = Issuer.claims();
        if (value == null) {
            changed.remove(claim);
        } else {
            changed.put(claim, value);
        }
        return changed;
    }

    private static void refused(String why, String token) {
        ValidatableResponse answer = brands(token);
        assertThat(answer.extract().statusCode()).as(why).isEqualTo(401);
        answer.header("WWW-Authenticate", "Bearer").body("code", equalTo("unauthorized"));
    }

    private static ValidatableResponse brands(String token) {
        return get(token, "/v1/brands");
    }

    private static ValidatableResponse get(String token, String path) {
        return given().header("Authorization", "Bearer " + token).get(path).then();
    }
}
