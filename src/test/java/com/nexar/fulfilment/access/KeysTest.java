package com.nexar.fulfilment.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.nexar.fulfilment.AgainstDocument;
import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys of the old kind and those made here: what opens, what does not and why, and who may look at which. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class KeysTest {

    private static final String MADE_ID = "ffk_7Hq2mZx0Lk9c";

    @TestHTTPResource(value = "/metrics", management = true)
    String metrics;

    @Inject
    KeyUses uses;

    @Inject
    Clients clients;

    @Inject
    SignIn signIn;

    @Test
    void two_keys_of_a_client_open_the_same_while_they_are_rotated() {
        for (String key : List.of(Ground.MADE_KEY, "test-made-old-key")) {
            get(key, "/v1/brands").statusCode(200).body("items.brand", equalTo(List.of("acme")));
        }
        assertThat(clients.withKey(Ground.MADE_KEY).orElseThrow().caller().keyId())
                .isEqualTo(MADE_ID);
        assertThat(clients.withKey("test-made-old-key").orElseThrow().caller().keyId())
                .matches("[0-9a-f]{12}");
    }

    @Test
    void a_key_that_was_copied_badly_is_told_so_and_not_counted_as_an_attack() {
        double unknown = refusals("unknown");
        double mistyped = refusals("mistyped");
        String key = Ground.MADE_KEY;

        for (String wrong : List.of(
                key.substring(0, key.length() - 1),
                key.substring(0, 30) + (key.charAt(30) == 'x' ? 'y' : 'x') + key.substring(31),
                key.toLowerCase(java.util.Locale.ROOT))) {
            get(wrong, "/v1/brands").statusCode(401).body("detail", containsString("checksum"));
        }
        assertThat(refusals("mistyped")).isEqualTo(mistyped + 3);
        assertThat(refusals("unknown")).isEqualTo(unknown);

        get(Ground.REVOKED_KEY, "/v1/brands").statusCode(401).body("detail", equalTo("This key is not known here."));
        assertThat(refusals("unknown")).isEqualTo(unknown + 1);
    }

    @Test
    void a_key_after_its_last_day_is_told_the_day() {
        get(Ground.ENDED_KEY, "/v1/brands")
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("detail", containsString("2019-12-31"));
        given().headers("Sec-Fetch-Site", "same-origin")
                .formParam("key", Ground.ENDED_KEY)
                .post("/sign-in")
                .then()
                .statusCode(401)
                .body(containsString("2019-12-31"));
        String digest = signIn.withKey("test-made-old-key", null).keyDigest();
        assertThat(signIn.again(digest)).isPresent();
        assertThat(clients.whose(ApiKey.hex(ApiKey.sha256(Ground.ENDED_KEY))::equals))
                .as("a session ends with its key")
                .isEmpty();
    }

    @Test
    void operators_see_which_keys_there_are_and_when_they_were_used_and_no_secret() {
        get(Ground.MADE_KEY, "/v1/brands").statusCode(200);
        uses.write();

        String made = "items.find { it.keyId == '" + MADE_ID + "' }.";
        Instant used = Instant.parse(get(Ground.OPERATOR_KEY, "/v1/admin/keys")
                .statusCode(200)
                .body(made + "client", equalTo("made-wms"))
                .body(made + "roles", equalTo(List.of("WMS")))
                .body(made + "brands", equalTo(List.of("acme")))
                .body(made + "expires", equalTo("2099-12-31"))
                .body("items.find { it.client == 'blr1-wms' }.locations", equalTo(List.of("acme/blr1")))
                .body("items.find { it.client == 'ended-wms' }.expires", equalTo("2019-12-31"))
                .body("items.find { it.client == 'ended-wms' }.lastUsedAt", nullValue())
                .body(not(containsString(Ground.MADE_KEY.substring(17))))
                .body(not(containsString(ApiKey.hex(ApiKey.sha256(Ground.MADE_KEY)))))
                .extract()
                .path(made + "lastUsedAt"));
        assertThat(used)
                .isBetween(
                        Instant.now().minus(Duration.ofMinutes(1)),
                        Instant.now().plusSeconds(5));
    }

    @Test
    void an_operator_sees_the_keys_of_its_own_brands_and_locations_only() {
        get(Ground.ZETA_OPERATOR_KEY, "/v1/admin/keys")
                .statusCode(200)
                .body("items.brands.flatten().unique()", equalTo(List.of("zeta")));
        get(Ground.BLR1_OPERATOR_KEY, "/v1/admin/keys")
                .statusCode(200)
                .body("items.locations.flatten().unique()", equalTo(List.of("acme/blr1")))
                .body("items.findAll { it.locations.isEmpty() }", equalTo(List.of()));
        get(Ground.ACME_KEY, "/v1/admin/keys").statusCode(403);
    }

    @Test
    void the_last_use_is_one_row_a_key_that_never_goes_back() {
        try (Database owner = Database.asOwner()) {
            get(Ground.MADE_KEY, "/v1/brands").statusCode(200);
            uses.write();
            owner.run("update key_uses set last_used_at = now() + interval '1 hour' where key_id = ?", MADE_ID);
            get(Ground.MADE_KEY, "/v1/brands").statusCode(200);
            get(Ground.MADE_KEY, "/v1/brands").statusCode(200);
            uses.write();

            assertThat(owner.number(
                            "select count(*) from key_uses where key_id = ? and last_used_at > now() + interval '50 minutes'",
                            MADE_ID))
                    .isEqualTo(1);
            owner.run("update key_uses set last_used_at = now() where key_id = ?", MADE_ID);

            uses.write();
            assertThat(owner.number("select count(*) from key_uses where key_id = ?", MADE_ID))
                    .isEqualTo(1);
        }
    }

    @Test
    void the_end_of_a_clients_last_key_is_told_and_where_one_has_no_end_nothing() {
        String scraped = given().get(metrics).asString();

        assertThat(scraped).containsPattern("fulfilment_keys_expire_seconds\\{client=\"ended-wms\"} -\\d");
        assertThat(scraped).doesNotContain("fulfilment_keys_expire_seconds{client=\"made-wms\"}");
    }

    private double refusals(String reason) {
        return given().get(metrics)
                .asString()
                .lines()
                .filter(line -> line.startsWith("fulfilment_access_refusals_total{reason=\"" + reason + "\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    private static ValidatableResponse get(String key, String path) {
        return given().filter(new AgainstDocument())
                .header("Authorization", "Bearer " + key)
                .get(path)
                .then()
                .body(notNullValue());
    }
}
