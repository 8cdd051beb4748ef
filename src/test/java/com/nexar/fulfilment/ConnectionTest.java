package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** What callers see of a brand's calls to EasyEcom. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class ConnectionTest {

    @Inject
    SyncNow sync;

    private final Wms gold = Wms.at(Ground.GOLD_KEY, "gold/in1");

    @Test
    void the_connection_shows_what_is_left_of_the_day_and_the_pace_of_polling() {
        sync.tip("gold/in1");
        gold.get("/connection")
                .statusCode(200)
                .body("quota.tier", equalTo("DIAMOND"))
                .body("quota.commandReserve", equalTo(50_000))
                .body("quota.resets", equalTo("UTC"))
                .body("quota.resetsAt", notNullValue())
                .body("polling.every", nullValue())
                .body("polling.effectiveEvery", nullValue())
                .body("polling.callsPerOrder", nullValue());
        assertThat(gold.get("/connection").extract().<Integer>path("quota.leftToday"))
                .isBetween(400_000, 499_999);
    }

    @Test
    void the_connection_shows_what_other_pods_have_used() {
        sync.tip("gold/in1");
        int before = gold.get("/connection").extract().path("quota.leftToday");

        try (Database database = Database.asOwner()) {
            database.run("update easyecom_budgets set used = used + 1000 where brand = 'gold'");
        }

        Eventually.become(
                true, () -> gold.get("/connection").extract().<Integer>path("quota.leftToday") <= before - 1000);
    }

    @Test
    void every_answer_below_a_location_tells_what_is_left() {
        for (String path : new String[] {"/orders", "/connection", "/shipments/1"}) {
            gold.get(path)
                    .header("RateLimit-Policy", startsWith("\"easyecom\";q=500000;w=86400, \"key\";q="))
                    .header("RateLimit", matchesPattern("\"easyecom\";r=\\d+;t=\\d+, \"key\";r=\\d+;t=\\d+"));
        }
        ExtractableResponse<?> unlimited = Wms.blr1().get("/orders").extract();
        assertThat(unlimited.header("RateLimit")).startsWith("\"key\";").doesNotContain("easyecom");
        assertThat(unlimited.header("RateLimit-Policy")).startsWith("\"key\";").doesNotContain("easyecom");
    }

    @Test
    void a_strangers_quota_is_not_told() {
        assertThat(Wms.at(Ground.ACME_KEY, "gold/in1")
                        .get("/orders")
                        .statusCode(404)
                        .extract()
                        .header("RateLimit"))
                .doesNotContain("easyecom");
    }

    @Test
    void where_calls_are_not_counted_nothing_is_left_or_used_up() {
        Wms.blr1()
                .get("/connection")
                .body("quota.tier", equalTo("UNLIMITED"))
                .body("quota.leftToday", nullValue())
                .body("quota.commandReserve", nullValue());
    }
}
