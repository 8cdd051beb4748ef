package com.nexar.fulfilment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Ground.class)
class AccessTest {

    @Inject
    SyncNow sync;

    @Test
    void a_key_sees_the_brands_and_locations_that_it_names() {
        brands(Ground.ACME_KEY).body("items.brand", equalTo(List.of("acme")));
        brands(Ground.ACME_KEY).body("items[0].locations.location", equalTo(List.of("blr1", "bom1")));
        brands(Ground.BLR1_KEY).body("items[0].locations.location", equalTo(List.of("blr1")));
        brands(Ground.ZETA_KEY).body("items.brand", equalTo(List.of("zeta")));
        brands(Ground.OPERATOR_KEY)
                .body(
                        "items.brand",
                        equalTo(List.of(
                                "acme",
                                "bronze",
                                "clinic",
                                "deck",
                                "dusk",
                                "forger",
                                "gale",
                                "gold",
                                "hook",
                                "mill",
                                "moat",
                                "pauper",
                                "silver",
                                "stranger",
                                "walk",
                                "wall",
                                "zeta")));
    }

    @Test
    void anything_else_is_404_and_looks_like_what_does_not_exist() {
        String foreign =
                detail(Wms.at(Ground.BLR1_KEY, "acme/bom1").get("/orders").statusCode(404));
        String unknown =
                detail(Wms.at(Ground.BLR1_KEY, "acme/nowhere").get("/orders").statusCode(404));
        Wms.at(Ground.ZETA_KEY, "acme/blr1").get("/orders").statusCode(404);
        Wms.at(Ground.ACME_KEY, "zeta/del1").get("/connection").statusCode(404);

        assertThat(foreign.replace("bom1", "X")).isEqualTo(unknown.replace("nowhere", "X"));
    }

    @Test
    void a_shipment_of_another_location_or_brand_is_404_for_every_verb_and_stays_untouched() {
        long bombay = EasyEcom.acme().order("nx1000000002");
        long delhi = EasyEcom.zeta().order("nx3000000001");
        sync.orders("acme/bom1");
        sync.orders("zeta/del1");
        Wms blr1 = Wms.blr1();

        for (long id : List.of(bombay, delhi)) {
            blr1.shipment(id).statusCode(404);
            blr1.assign(id, "STRANGE" + id).statusCode(404);
            blr1.confirm(id).statusCode(404);
            blr1.get("/shipments/" + id + "/documents").statusCode(404);
            blr1.get("/shipments/" + id + "/documents/label").statusCode(404);
            blr1.scan(id, "e", "IN_TRANSIT", "2026-01-01T00:00:00Z").statusCode(404);
            blr1.post("/manifests?dryRun=true", Map.of("shipmentIds", List.of("" + id)))
                    .statusCode(200)
                    .body("ready", hasSize(0))
                    .body("blocked[0].problem.code", equalTo("not-found"));
            blr1.get("/shipments?awb=STRANGE" + id).body("items", hasSize(0));
        }
        String order = Wms.bom1().shipment(bombay).extract().path("orderId");
        for (String below : List.of("", "/timeline", "/eligibility")) {
            blr1.get("/orders/" + order + below).statusCode(404);
        }
        assertThat(Wms.bom1().stage(bombay)).isEqualTo("RECEIVED");
        assertThat(EasyEcom.acme().effects(bombay, "assign")).isEmpty();
        assertThat(EasyEcom.zeta().effects(delhi, "confirm")).isEmpty();
    }

    @Test
    void an_operation_of_another_location_is_404() {
        long id = EasyEcom.acme().order("nx1000000002");
        sync.orders("acme/bom1");
        Wms.bom1().assign(id, "OPS" + id).statusCode(200);
        String order = Wms.bom1().shipment(id).extract().path("orderId");
        String operation = Wms.bom1()
                .get("/orders/" + order + "/timeline")
                .extract()
                .path("entries.find { it.event == 'ASSIGN_SUCCEEDED' }.reference");

        Wms.bom1().get("/operations/" + operation).statusCode(200).body("state", equalTo("SUCCEEDED"));
        Wms.blr1().get("/operations/" + operation).statusCode(404);
    }

    @Test
    void without_a_known_key_it_is_401_whatever_the_path() {
        for (String path : List.of("/v1/brands", "/v1/brands/acme/locations/blr1/orders", "/v1/nowhere", "/v1")) {
            given().get(path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", "Bearer")
                    .body("code", equalTo("unauthorized"));
            given().header("Authorization", "Bearer wrong").get(path).then().statusCode(401);
            given().header("Authorization", "Basic " + Ground.ACME_KEY)
                    .get(path)
                    .then()
                    .statusCode(401);
        }
    }

    @Test
    void roles_are_kept_apart() {
        Wms.at(Ground.OPERATOR_KEY, "acme/blr1").get("/orders").statusCode(403).body("code", equalTo("forbidden"));
        given().header("Authorization", "Bearer " + Ground.ACME_KEY)
                .get("/v1/admin/quarantine")
                .then()
                .statusCode(403);
    }

    private static ValidatableResponse brands(String key) {
        return given().header("Authorization", "Bearer " + key)
                .get("/v1/brands")
                .then()
                .statusCode(200);
    }

    private static String detail(ValidatableResponse response) {
        return response.extract().path("detail");
    }
}
