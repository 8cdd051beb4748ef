package com.nexar.fulfilment.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Endpoints over HTTP: made, looked at, changed and removed, by whom they belong to. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class WebhookEndpointsTest {

    private final Hooks acme = new Hooks(Ground.ACME_KEY);
    private final Hooks blr1 = new Hooks(Ground.BLR1_KEY);
    private final Hooks zeta = new Hooks(Ground.ZETA_KEY);
    private final Hooks operator = new Hooks(Ground.OPERATOR_KEY);
    private final String url = "http://127.0.0.1:9/" + UUID.randomUUID();

    @AfterEach
    void leave() {
        acme.removeAll();
        blr1.removeAll();
    }

    @Test
    void the_secret_is_shown_once_and_the_same_again_is_the_same_endpoint() {
        Hooks.Made made = acme.made(url, "acme", "blr1", "shipment.received");

        assertThat(made.secret()).startsWith("whsec_");
        acme.add(url, "acme", "blr1", "shipment.received")
                .statusCode(200)
                .header("Location", equalTo("/v1/webhook-endpoints/" + made.id()))
                .body("endpointId", equalTo(made.id()))
                .body("secret", nullValue());
        acme.endpoint(made.id())
                .statusCode(200)
                .body("secret", nullValue())
                .body("url", equalTo(url))
                .body("brand", equalTo("acme"))
                .body("location", equalTo("blr1"))
                .body("types", equalTo(List.of("shipment.received")))
                .body("state", equalTo("ACTIVE"))
                .body("createdBy", equalTo("acme-wms"))
                .body("missed", equalTo(0));
        acme.add(url, "acme", "blr1")
                .statusCode(400)
                .body("detail", containsString(made.id()))
                .body("errors[0].field", equalTo("url"));
    }

    @Test
    void what_cannot_be_an_endpoint_is_a_problem_of_its_field() {
        acme.add("ftp://127.0.0.1/", "acme", "blr1").statusCode(400).body("errors[0].field", equalTo("url"));
        acme.add("http://169.254.169.254/latest", "acme", "blr1")
                .statusCode(400)
                .body("errors[0].field", equalTo("url"));
        acme.add("", "acme", "blr1").statusCode(400).body("errors[0].field", equalTo("url"));
        acme.add(url, "", "blr1").statusCode(400).body("errors[0].field", equalTo("brand"));
        acme.add(url, "acme", "blr1", "shipment.received", "shipment.eaten")
                .statusCode(400)
                .body("errors[0].field", equalTo("types[1]"))
                .body("errors[0].message", containsString("shipment.cancelled"));
        acme.add(url, "acme", "nowhere").statusCode(404);
        acme.add(url, "zeta", null).statusCode(404);
        acme.get("/none").statusCode(400).body("errors[0].field", equalTo("endpointId"));
    }

    @Test
    void another_brand_s_and_a_narrower_key_see_nothing_of_it() {
        Hooks.Made whole = acme.made(url, "acme", null);
        Hooks.Made bom1 = acme.made(url, "acme", "bom1");
        Hooks.Made own = blr1.made(url, "acme", "blr1");

        for (String id : List.of(whole.id(), bom1.id())) {
            for (Hooks stranger : List.of(zeta, blr1)) {
                stranger.endpoint(id).statusCode(404);
                stranger.change(id, Map.of("state", "DISABLED")).statusCode(404);
                stranger.post("/" + id + "/secret").statusCode(404);
                stranger.endFormer(id).statusCode(404);
                stranger.post("/" + id + "/ping").statusCode(404);
                stranger.get("/" + id + "/deliveries").statusCode(404);
                stranger.remove(id).statusCode(404);
                stranger.get("").body("items.endpointId", not(hasItem(id)));
            }
        }
        blr1.add(url, "acme", null).statusCode(400).body("errors[0].field", equalTo("location"));
        blr1.add(url, "acme", "bom1").statusCode(404);
        blr1.get("").body("items.endpointId", equalTo(List.of(own.id())));
        acme.get("").body("items.endpointId", hasItem(own.id()));
        acme.endpoint(own.id()).statusCode(200);
    }

    @Test
    void operators_look_and_change_nothing() {
        Hooks.Made made = acme.made(url, "acme", "blr1");

        operator.endpoint(made.id()).statusCode(200);
        operator.get("").body("items.endpointId", hasItem(made.id()));
        operator.deliveries(made.id(), "").body("items", empty());
        operator.add(url + "2", "acme", "blr1").statusCode(403).body("code", equalTo("forbidden"));
        operator.change(made.id(), Map.of("state", "DISABLED")).statusCode(403);
        operator.post("/" + made.id() + "/secret").statusCode(403);
        operator.endFormer(made.id()).statusCode(403);
        operator.remove(made.id()).statusCode(403);
    }

    @Test
    void it_can_be_changed_disabled_and_removed() {
        Hooks.Made made = acme.made(url, "acme", "blr1", "shipment.received");
        Hooks.Made other = acme.made(url + "-other", "acme", "blr1");

        acme.change(made.id(), Map.of("url", url + "-new", "types", List.of()))
                .statusCode(200)
                .body("url", equalTo(url + "-new"))
                .body("types", empty())
                .body("state", equalTo("ACTIVE"));
        acme.change(made.id(), Map.of("url", url + "-other")).statusCode(400).body("errors[0].field", equalTo("url"));
        acme.change(made.id(), Map.of("url", "http://0.0.0.0/")).statusCode(400);
        acme.change(made.id(), Map.of("state", "SLEEPY")).statusCode(400);
        acme.change(made.id(), Map.of("state", "DISABLED"))
                .statusCode(200)
                .body("state", equalTo("DISABLED"))
                .body("disabledBecause", equalTo("REQUEST"));
        acme.remove(made.id()).statusCode(204);
        acme.endpoint(made.id()).statusCode(404).body("detail", startsWith("Webhook endpoint " + made.id()));
        acme.remove(made.id()).statusCode(404);
        acme.endpoint(other.id()).statusCode(200).body("stateSince", notNullValue());
    }

    @Test
    void deliveries_are_listed_page_by_page_and_by_state_and_those_of_a_disabled_endpoint_wait() {
        Hooks.Made made = acme.made(url, "acme", "blr1");
        acme.change(made.id(), Map.of("state", "DISABLED")).statusCode(200);
        for (int i = 0; i < 3; i++) {
            acme.post("/" + made.id() + "/ping").statusCode(200).body("sequence", nullValue());
        }

        String next = acme.deliveries(made.id(), "?limit=2&state=PENDING")
                .body("items", hasSize(2))
                .body("items[0].attempts", equalTo(0))
                .extract()
                .path("next");
        acme.deliveries(made.id(), "?limit=2&state=PENDING&cursor=" + next)
                .body("items", hasSize(1))
                .body("next", nullValue());
        acme.deliveries(made.id(), "?state=DELIVERED").body("items", empty());
        acme.get("/" + made.id() + "/deliveries?state=LOST").statusCode(400).body("errors[0].field", equalTo("state"));
        acme.get("/" + made.id() + "/deliveries?cursor=x").statusCode(400).body("errors[0].field", equalTo("cursor"));
        acme.post("/" + made.id() + "/deliveries/" + UUID.randomUUID() + "/redeliver")
                .statusCode(404);
        Eventually.become(3L, () -> acme.<Number>of(made.id(), "pending").longValue());
    }
}
