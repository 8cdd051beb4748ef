package com.nexar.fulfilment.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.orders.SyncNow;
import com.nexar.fulfilment.products.ProductsNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every operation of the API's document with every kind of key. What an operation is expected to say stands in one table; one that has no
 * row there fails.
 */
@QuarkusTest
@QuarkusTestResource(Ground.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationMatrixTest {

    private static final String L = "/v1/brands/{brand}/locations/{location}";

    /** Who gets in, and by what the place is told. */
    private enum Door {
        /** A location's own: role wms, the place in the path. */
        LOCATION,
        /** The same, for operators as well. */
        CONNECTION,
        /** Administration of a place in the path. */
        ADMIN_PATH,
        /** Administration of a brand or location that a query or body names. */
        ADMIN_NAMED,
        /** Administration of something by its id alone. */
        ADMIN_ID,
        /** A webhook endpoint by its id: operators may look. */
        ENDPOINT_LOOK,
        /** The same, for wms alone. */
        ENDPOINT_CHANGE,
        /** Names no place: everybody sees their own. */
        OWN,
        /** The same, for wms alone; the body names the place. */
        OWN_CHANGE,
        /** The same, for operators alone. */
        OWN_ADMIN,
        /** EasyEcom's. */
        INBOUND
    }

    private static final String PAUSE = "put /v1/admin/locations/{brand}/{location}/pause";
    private static final String RESUME = "delete /v1/admin/locations/{brand}/{location}/pause";

    private static final Map<String, Door> DOORS = new TreeMap<>();

    static {
        door(Door.OWN, "get /v1/brands", "get /v1/webhook-endpoints");
        door(Door.OWN_CHANGE, "post /v1/webhook-endpoints");
        door(Door.OWN_ADMIN, "get /v1/admin/keys");
        door(Door.CONNECTION, "get " + L + "/connection", "post " + L + "/connection/checks");
        door(
                Door.LOCATION,
                "get " + L + "/products",
                "get " + L + "/products/{sku}",
                "get " + L + "/orders",
                "get " + L + "/orders/{orderId}",
                "get " + L + "/orders/{orderId}/timeline",
                "get " + L + "/orders/{orderId}/eligibility",
                "get " + L + "/shipments",
                "get " + L + "/shipments/{shipmentId}",
                "put " + L + "/shipments/{shipmentId}/assignment",
                "delete " + L + "/shipments/{shipmentId}/assignment",
                "put " + L + "/shipments/{shipmentId}/hold",
                "delete " + L + "/shipments/{shipmentId}/hold",
                "post " + L + "/shipments/{shipmentId}/confirmation",
                "post " + L + "/confirmations",
                "get " + L + "/shipments/{shipmentId}/documents",
                "get " + L + "/shipments/{shipmentId}/documents/{type}",
                "post " + L + "/document-bundles",
                "get " + L + "/document-bundles/{bundleId}",
                "get " + L + "/document-bundles/{bundleId}/document",
                "post " + L + "/manifests",
                "get " + L + "/manifests/{manifestId}",
                "get " + L + "/manifests/{manifestId}/document",
                "post " + L + "/shipments/{shipmentId}/tracking-events",
                "put " + L + "/acknowledgements",
                "get " + L + "/cancellations",
                "post " + L + "/cancellations/{shipmentId}/decision",
                "post " + L + "/tracking-events",
                "get " + L + "/operations/{operationId}",
                "get " + L + "/changes",
                "get " + L + "/changes/stream");
        door(
                Door.ADMIN_NAMED,
                "get /v1/admin/operations",
                "get /v1/admin/operations/given-up",
                "get /v1/admin/quarantine",
                "get /v1/admin/audit",
                "get /v1/admin/drift-reports",
                "post /v1/admin/drift-reports",
                "post /v1/admin/resyncs",
                "post /v1/admin/replays");
        door(
                Door.ADMIN_ID,
                "post /v1/admin/operations/{operationId}/settlement",
                "get /v1/admin/replays/{replayId}",
                "post /v1/admin/replays/{replayId}/commit",
                "get /v1/admin/drift-reports/{reportId}");
        door(
                Door.ADMIN_PATH,
                "get /v1/admin/locations/{brand}/{location}/pause",
                "put /v1/admin/locations/{brand}/{location}/pause",
                "delete /v1/admin/locations/{brand}/{location}/pause");
        door(
                Door.ENDPOINT_LOOK,
                "get /v1/webhook-endpoints/{endpointId}",
                "get /v1/webhook-endpoints/{endpointId}/deliveries");
        door(
                Door.ENDPOINT_CHANGE,
                "patch /v1/webhook-endpoints/{endpointId}",
                "delete /v1/webhook-endpoints/{endpointId}",
                "post /v1/webhook-endpoints/{endpointId}/secret",
                "delete /v1/webhook-endpoints/{endpointId}/former-secrets",
                "post /v1/webhook-endpoints/{endpointId}/ping",
                "post /v1/webhook-endpoints/{endpointId}/deliveries/{deliveryId}/redeliver");
        door(Door.INBOUND, "post /inbound/easyecom/{brand}/{location}");
    }

    /** These are asked for a brand alone; what they show of it is held by {@link #a_list_shows_nothing_of_others}. */
    private static final List<String> WHOLE_BRAND = List.of("get /v1/admin/audit", "get /v1/admin/drift-reports");

    /** What the right key gets all the same, and why; everything else is one of the document's 2xx. */
    private static final Map<String, Integer> NOT_2XX = Map.of(
            // asked from a place that never was, so that the answer has an end
            "get " + L + "/changes/stream",
            400,
            // nothing is paused, which is told in other words than the wall's
            "get /v1/admin/locations/{brand}/{location}/pause",
            404,
            // the command has ended, and there is nothing left to decide
            "post /v1/admin/operations/{operationId}/settlement",
            409);

    @Inject
    SyncNow sync;

    @Inject
    ProductsNow products;

    private Document document;
    private Things own;
    private Things neighbour;
    private Things stranger;

    private synchronized void made() {
        document = Document.asHandedOut();
        if (own == null) {
            products.products("wall");
            own = Things.make(
                    EasyEcom.acme().account("wall-api-key"), "nx8400000001", "wall/wl1", Ground.WALL_KEY, sync);
            neighbour = Things.make(
                    EasyEcom.acme().account("wall-api-key"), "nx8400000002", "wall/wl2", Ground.WALL_KEY, sync);
            stranger = Things.make(
                    EasyEcom.acme().account("moat-api-key"), "nx8500000001", "moat/mo1", Ground.MOAT_KEY, sync);
            for (Things things : List.of(own, neighbour, stranger)) { // so that there is something to read in the audit
                for (String pause : List.of(PAUSE, RESUME)) {
                    assertThat(request(pause, Ground.OPERATOR_KEY, things).statusCode())
                            .isBetween(200, 204);
                }
            }
        }
    }

    @AfterAll
    void leave() {
        for (Things things : own == null ? List.<Things>of() : List.of(own, neighbour, stranger)) {
            things.leave();
        }
    }

    @Test
    void every_operation_has_its_door_in_the_table() {
        document = Document.asHandedOut();

        assertThat(DOORS.keySet()).isEqualTo(document.operations().keySet());
    }

    @Test
    void without_a_live_key_nothing_opens() {
        made();
        each(operation -> {
            if (door(operation) == Door.INBOUND) {
                return;
            }
            answered(operation, "no key", request(operation, null, own), 401);
            answered(
                    operation,
                    "a key that is not in the configuration, as one that was revoked",
                    request(operation, Ground.REVOKED_KEY, own),
                    401);
            answered(operation, "a key that has expired", request(operation, Ground.ENDED_KEY, own), 401);
            answered(operation, "another way to say a key", basic(operation), 401);
        });
    }

    @Test
    void every_role_opens_its_own_doors_only() {
        made();
        each(operation -> {
            switch (door(operation)) {
                case LOCATION, ENDPOINT_CHANGE, OWN_CHANGE ->
                    answered(operation, "role operator", request(operation, Ground.OPERATOR_KEY, own), 403);
                case ADMIN_PATH, ADMIN_NAMED, ADMIN_ID, OWN_ADMIN ->
                    answered(operation, "role wms", request(operation, Ground.WALL_KEY, own), 403);
                case CONNECTION, ENDPOINT_LOOK, OWN ->
                    assertThat(request(operation, Ground.OPERATOR_KEY, own).statusCode())
                            .as(operation + " with role operator")
                            .isEqualTo(200);
                case INBOUND -> {}
            }
        });
    }

    @Test
    void another_location_and_another_brand_look_like_what_never_was() {
        made();
        Map<String, String> before = rows();
        each(operation -> {
            switch (door(operation)) {
                case LOCATION, CONNECTION -> {
                    walled(operation, Ground.WALL_1_KEY, neighbour, Things.none("wall", "nowhere"));
                    walled(operation, Ground.WALL_1_KEY, neighbour.at("moat", "mo1"), Things.none("wall", "nowhere"));
                    walled(operation, Ground.MOAT_KEY, own, Things.none("atlantis", "nowhere"));
                }
                case ADMIN_PATH -> {
                    walled(operation, Ground.WALL_1_OPERATOR_KEY, neighbour, Things.none("wall", "nowhere"));
                    walled(operation, Ground.MOAT_OPERATOR_KEY, own, Things.none("atlantis", "nowhere"));
                }
                case ADMIN_NAMED -> {
                    walled(operation, Ground.MOAT_OPERATOR_KEY, own, Things.none("atlantis", "nowhere"));
                    if (!WHOLE_BRAND.contains(operation)) {
                        walled(operation, Ground.WALL_1_OPERATOR_KEY, neighbour, Things.none("wall", "nowhere"));
                    }
                }
                case ADMIN_ID -> {
                    walled(operation, Ground.MOAT_OPERATOR_KEY, own, Things.none("wall", "wl1"));
                    walled(operation, Ground.WALL_1_OPERATOR_KEY, neighbour, Things.none("wall", "wl1"));
                }
                case ENDPOINT_LOOK, ENDPOINT_CHANGE -> {
                    walled(operation, Ground.MOAT_KEY, own, Things.none("wall", "wl1"));
                    walled(operation, Ground.WALL_1_KEY, neighbour, Things.none("wall", "wl1"));
                }
                case OWN_CHANGE -> {
                    walled(operation, Ground.MOAT_KEY, own, Things.none("atlantis", "nowhere"));
                    walled(operation, Ground.WALL_1_KEY, neighbour, Things.none("wall", "nowhere"));
                }
                case OWN, OWN_ADMIN, INBOUND -> {}
            }
        });
        assertThat(rows()).as("nothing of theirs has changed").isEqualTo(before);
    }

    @Test
    void an_id_of_another_location_or_brand_is_answered_like_one_that_never_was() {
        made();
        Map<String, String> before = rows();
        each(operation -> {
            boolean names = operation.contains("Id}")
                    || operation.equals("get " + L + "/shipments")
                    || document.operations().get(operation).has("requestBody");
            if (door(operation) != Door.LOCATION || !names) {
                return; // asks for nothing by name; and products are of the whole brand
            }
            for (Things foreign : List.of(neighbour, stranger)) {
                Things here = foreign.at("wall", "wl1");
                Things never = Things.none("wall", "wl1");
                Response theirs = request(operation, Ground.WALL_1_KEY, here);
                Response none = request(operation, Ground.WALL_1_KEY, never);
                assertThat(theirs.statusCode()).as(operation).isEqualTo(none.statusCode());
                assertThat(here.anonymous(theirs.asString()))
                        .as(operation + " of " + foreign.brand() + "/" + foreign.location())
                        .isEqualTo(never.anonymous(none.asString()));
                if (operation.contains("Id}")) {
                    assertThat(theirs.statusCode()).as(operation).isEqualTo(404);
                }
            }
        });
        assertThat(rows()).as("nothing of theirs has changed").isEqualTo(before);
    }

    @Test
    void a_list_shows_nothing_of_others() {
        made();
        List<String> lists = new ArrayList<>(WHOLE_BRAND);
        DOORS.forEach((operation, door) -> {
            if (door == Door.OWN || door == Door.OWN_ADMIN) {
                lists.add(operation);
            }
        });
        for (String list : lists) {
            boolean forOperators = list.contains("/admin/");
            String all = request(list, forOperators ? Ground.OPERATOR_KEY : Ground.WALL_KEY, own)
                    .asString();
            String narrowed = request(list, forOperators ? Ground.WALL_1_OPERATOR_KEY : Ground.WALL_1_KEY, own)
                    .asString();
            String moat = request(list, forOperators ? Ground.MOAT_OPERATOR_KEY : Ground.MOAT_KEY, stranger)
                    .asString();

            assertThat(all).as(list).contains(mark(list, own), mark(list, neighbour));
            assertThat(narrowed)
                    .as(list + " for one location")
                    .contains(mark(list, own))
                    .doesNotContain(mark(list, neighbour), mark(list, stranger));
            assertThat(moat)
                    .as(list + " for the other brand")
                    .contains(mark(list, stranger))
                    .doesNotContain(mark(list, own), mark(list, neighbour));
        }
    }

    /** By what these things would be known in a list. */
    private String mark(String list, Things things) {
        return switch (list) {
            case "get /v1/brands", "get /v1/admin/audit" -> '"' + things.location() + '"';
            case "get /v1/webhook-endpoints" -> things.ids().get("endpointId");
            case "get /v1/admin/drift-reports" -> things.ids().get("reportId");
            case "get /v1/admin/keys" ->
                things == own ? "\"wall-1-wms\"" : things == neighbour ? "\"wall-wms\"" : "\"moat-wms\"";
            default -> throw new AssertionError(list + ": by what would one know others in it?");
        };
    }

    @Test
    void the_right_key_opens_what_is_its_own() {
        made();
        Prepared prepared = new Prepared(sync, own);
        List<String> wrong = new ArrayList<>();
        each(operation -> {
            String key = switch (door(operation)) {
                case LOCATION, CONNECTION -> Ground.WALL_1_KEY;
                case OWN, OWN_CHANGE, ENDPOINT_LOOK, ENDPOINT_CHANGE -> Ground.WALL_KEY;
                case ADMIN_PATH, ADMIN_NAMED, ADMIN_ID, OWN_ADMIN -> Ground.OPERATOR_KEY;
                case INBOUND -> null; // EasyEcoms_door_takes…
            };
            if (key == null) {
                return;
            }
            if (operation.equals(RESUME)) {
                request(PAUSE, key, own);
            }
            Response answer = request(operation, key, prepared.to(operation));
            if (operation.equals(PAUSE)) {
                request(RESUME, key, own); // nothing else would be sent
            }
            int status = answer.statusCode();
            boolean right = NOT_2XX.containsKey(operation)
                    ? status == NOT_2XX.get(operation)
                    : status / 100 == 2
                            && document.operations()
                                    .get(operation)
                                    .path("responses")
                                    .has("" + status);
            if (!right) {
                wrong.add(operation + " is " + status + ": " + answer.asString());
            }
            if (operation.equals("post /v1/webhook-endpoints") && status == 201) {
                own.with("endpointId", answer.path("endpointId")).leave();
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void EasyEcoms_door_takes_the_token_of_its_own_brand_and_no_key() {
        String hook = "/inbound/easyecom/hook/hk1";
        for (String token : new String[] {null, "wrong", Ground.WALL_KEY, Ground.HOOK_KEY, Ground.OPERATOR_KEY}) {
            inbound(hook, token).then().statusCode(401);
        }
        Response unknownPlace = inbound("/inbound/easyecom/hook/nowhere", Ground.HOOK_TOKEN);
        Response otherBrand = inbound("/inbound/easyecom/wall/wl1", Ground.HOOK_TOKEN);
        assertThat(unknownPlace.statusCode()).isEqualTo(401);
        assertThat(otherBrand.statusCode()).isEqualTo(401);
        assertThat(own.anonymous(otherBrand.asString())).isEqualTo(own.anonymous(unknownPlace.asString()));
        inbound(hook, Ground.HOOK_TOKEN).then().statusCode(200);
        given().header("Authorization", "Bearer " + Ground.HOOK_TOKEN)
                .get("/v1/brands")
                .then()
                .statusCode(401);
    }

    private void walled(String operation, String key, Things foreign, Things never) {
        Response theirs = request(operation, key, foreign);
        Response none = request(operation, key, never);
        answered(operation, foreign.brand() + "/" + foreign.location() + " with " + key, theirs, 404);
        assertThat(none.statusCode()).as(operation).isEqualTo(404);
        assertThat(foreign.anonymous(theirs.asString())).as(operation).isEqualTo(never.anonymous(none.asString()));
    }

    private static void answered(String operation, String who, Response answer, int status) {
        assertThat(answer.statusCode())
                .as(operation + " with " + who + ": " + answer.asString())
                .isEqualTo(status);
        assertThat(answer.contentType()).as(operation).isEqualTo("application/problem+json");
    }

    private interface Column {
        void of(String operation);
    }

    /** What removes comes last. */
    private void each(Column column) {
        document.operations().keySet().stream()
                .sorted(Comparator.<String, Boolean>comparing(operation -> operation.startsWith("delete"))
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(column::of);
    }

    private Response request(String operation, String key, Things things) {
        return send(operation, key, things, body(operation, things));
    }

    private Response basic(String operation) {
        String[] parts = operation.split(" ");
        return given().header("Authorization", "Basic " + Ground.WALL_KEY).request(verb(parts[0]), own.path(parts[1]));
    }

    private Response send(String operation, String key, Things things, String body) {
        String[] parts = operation.split(" ");
        RequestSpecification request = given().redirects().follow(false);
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        if (!parts[0].equals("get") && !parts[0].equals("delete")) {
            request.contentType("application/json");
            if (document.operations().get(operation).has("requestBody")) {
                request.body(body);
            }
        }
        if (operation.endsWith("/changes/stream")) {
            request.header("Last-Event-ID", "none"); // so that who gets in gets an answer with an end: 400
        }
        if (operation.endsWith("/shipments") && parts[0].equals("get")) {
            request.queryParam("awb", "MX" + things.ids().get("shipmentId"));
        }
        if (door(operation) == Door.ADMIN_NAMED && parts[0].equals("get")) {
            request.queryParam("brand", things.brand());
            if (!WHOLE_BRAND.contains(operation)) {
                request.queryParam("location", things.location());
            }
        }
        return request.request(verb(parts[0]), things.path(parts[1]));
    }

    /** The document's first example, about these things. */
    private String body(String operation, Things things) {
        JsonNode examples = document.operations().get(operation).at("/requestBody/content/application~1json/examples");
        if (!examples.elements().hasNext()) {
            return "{}";
        }
        JsonNode body = examples.elements().next().path("value").deepCopy();
        about(body, things);
        if (door(operation) == Door.ADMIN_NAMED) {
            ((ObjectNode) body).put("location", things.location());
        }
        return body.toString();
    }

    private static void about(JsonNode node, Things things) {
        if (node instanceof ArrayNode list) {
            list.forEach(each -> about(each, things));
        } else if (node instanceof ObjectNode fields) {
            for (String id : List.of("brand", "location", "shipmentId")) {
                String value = id.equals("brand")
                        ? things.brand()
                        : id.equals("location")
                                ? things.location()
                                : things.ids().get(id);
                if (fields.path(id).isTextual()) {
                    fields.put(id, value);
                }
            }
            if (fields.path("items") instanceof ArrayNode items) {
                while (items.size() > 1) { // each of these things is there once
                    items.remove(1);
                }
            }
            if (fields.path("url").isTextual()) {
                fields.put("url", Things.somewhere());
            }
            if (fields.path("shipmentIds").isArray()) {
                fields.putArray("shipmentIds").add(things.ids().get("shipmentId"));
            }
            if (fields.path("operationIds").isArray()) {
                fields.putArray("operationIds").add(things.ids().get("operationId"));
                fields.remove("quarantineIds");
            }
            fields.forEach(each -> about(each, things));
        }
    }

    /** All that there is of the other location and brand, as one hash a table. */
    private Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        try (Database owner = Database.asOwner()) {
            List<String> tables = owner.texts("select c.table_name from information_schema.columns c"
                    + " join information_schema.tables t using (table_schema, table_name)"
                    + " where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name = 'location'"
                    + " order by 1");
            assertThat(tables).hasSizeGreaterThan(15);
            for (String table : tables) {
                rows.put(
                        table,
                        owner.text("select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from " + table
                                + " t where brand = 'moat' or (brand = 'wall' and location = 'wl2')"));
            }
        }
        return rows;
    }

    private static Response inbound(String path, String token) {
        RequestSpecification request = given().contentType("application/json").body("{\"order_id\":1}");
        if (token != null) {
            request.header("Access-Token", token);
        }
        return request.post(path);
    }

    private static String verb(String verb) {
        return verb.toUpperCase(java.util.Locale.ROOT);
    }

    private static Door door(String operation) {
        Door door = DOORS.get(operation);
        assertThat(door).as(operation + " has a row in this test's table").isNotNull();
        return door;
    }

    private static void door(Door door, String... operations) {
        for (String operation : new ArrayList<>(List.of(operations))) {
            DOORS.put(operation, door);
        }
    }
}
