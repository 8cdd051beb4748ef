package com.nexar.fulfilment.openapi;

import static io.restassured.RestAssured.given;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import com.sun.net.httpserver.HttpServer;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One of everything that has an id, at one place; or ids that never were. */
record Things(String brand, String location, Map<String, String> ids) {

    /** As paths name them; {@code type} is no id. */
    private static final String TYPE = "invoice";

    private static final String RECEIVER = receiver();

    /** A shipment on its way with all that belongs to it, an endpoint with a delivery, a comparison, a replay. */
    static Things make(EasyEcom easyecom, String locationKey, String ref, String key, SyncNow sync) {
        String[] place = ref.split("/");
        long id = easyecom.order(locationKey);
        sync.orders(ref);
        Wms wms = Wms.at(key, ref);
        wms.assign(id, "MX" + id).statusCode(200);
        wms.confirm(id).statusCode(200);
        Map<String, String> ids = new HashMap<>();
        ids.put("shipmentId", "" + id);
        ids.put("orderId", wms.shipment(id).extract().path("orderId"));
        ids.put(
                "operationId",
                wms.get("/orders/" + ids.get("orderId") + "/timeline")
                        .extract()
                        .path("entries.find { it.event == 'ASSIGN_SUCCEEDED' }.reference"));
        ids.put(
                "bundleId",
                wms.post("/document-bundles", Map.of("shipmentIds", List.of("" + id), "types", List.of("label")))
                        .statusCode(201)
                        .extract()
                        .path("bundleId"));
        ids.put("manifestId", wms.manifest(id).statusCode(201).extract().path("manifestId"));
        ids.put("endpointId", endpoint(key, place[0], place[1]));
        ids.put(
                "deliveryId",
                as(key).post("/v1/webhook-endpoints/" + ids.get("endpointId") + "/ping")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("deliveryId"));
        Eventually.become(
                "DELIVERED",
                () -> as(key).get("/v1/webhook-endpoints/" + ids.get("endpointId") + "/deliveries")
                        .jsonPath()
                        .getString("items[0].state"));
        ids.put("reportId", compared(place[0], place[1]));
        ids.put("replayId", replay(place[0], place[1], ids.get("operationId")));
        ids.put("sku", wms.shipment(id).extract().path("lines[0].sku"));
        ids.put("type", TYPE);
        return new Things(place[0], place[1], ids);
    }

    /** What nobody ever had, of the same form. */
    static Things none(String brand, String location) {
        Map<String, String> ids = new HashMap<>();
        ids.put("shipmentId", "8999999999");
        ids.put("orderId", "8999999998");
        for (String uuid :
                List.of("operationId", "bundleId", "manifestId", "endpointId", "deliveryId", "reportId", "replayId")) {
            ids.put(uuid, UUID.randomUUID().toString());
        }
        ids.put("sku", "NO-SUCH-SKU");
        ids.put("type", TYPE);
        return new Things(brand, location, ids);
    }

    /** An endpoint that takes whatever it is told, so that nothing of it changes later on by itself. */
    static String endpoint(String key, String brand, String location) {
        return as(key).body(Map.of(
                        "url", somewhere(), "brand", brand, "location", location, "types", List.of("sla.breached")))
                .post("/v1/webhook-endpoints")
                .then()
                .statusCode(201)
                .extract()
                .path("endpointId");
    }

    /** Where an endpoint can be, and nobody's is yet. */
    static String somewhere() {
        return RECEIVER + UUID.randomUUID();
    }

    /** What other tests would come upon. */
    void leave() {
        try (Database owner = Database.asOwner()) {
            for (String table : List.of("webhook_deliveries", "webhook_cursors", "webhook_endpoints")) {
                owner.run("delete from " + table + " where endpoint_id = cast(? as uuid)", ids.get("endpointId"));
            }
        }
    }

    /** The same things, named below another place. */
    Things at(String brand, String location) {
        return new Things(brand, location, ids);
    }

    Things with(String name, String id) {
        Map<String, String> changed = new HashMap<>(ids);
        changed.put(name, id);
        return new Things(brand, location, changed);
    }

    String path(String template) {
        String path = template.replace("{brand}", brand).replace("{location}", location);
        for (Map.Entry<String, String> id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getValue());
        }
        return path;
    }

    /** What tells these from others taken out, and what differs from one answer to the next. */
    String anonymous(String body) {
        String text = body.replaceAll("[0-9a-f]{32}", "TRACE").replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME");
        for (Map.Entry<String, String> id : ids.entrySet()) {
            if (!id.getKey().matches("type|sku")) {
                text = text.replace(id.getValue(), id.getKey());
            }
        }
        return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID")
                .replace(brand + "/" + location, "PLACE")
                .replace("/" + brand + "/locations/" + location, "/PLACE")
                .replaceAll("Brand " + brand + "\\b", "Brand BRAND");
    }

    private static String receiver() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            server.start();
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String compared(String brand, String location) {
        String report = as(Ground.OPERATOR_KEY)
                .body(Map.of("brand", brand, "location", location))
                .post("/v1/admin/drift-reports")
                .then()
                .statusCode(201)
                .extract()
                .path("reportId");
        Eventually.become(
                "DONE",
                () -> as(Ground.OPERATOR_KEY)
                        .get("/v1/admin/drift-reports/" + report)
                        .jsonPath()
                        .getString("report.state"));
        return report;
    }

    private static String replay(String brand, String location, String operation) {
        String id = UUID.randomUUID().toString();
        try (Database owner = Database.asOwner()) {
            owner.run(
                    "insert into replays (replay_id, brand, location, created_at, created_by)"
                            + " values (cast(? as uuid), ?, '*', now(), 'test')",
                    id,
                    brand);
            owner.run(
                    "insert into replay_items (replay_id, position, brand, location, operation_id, what, would, would_because)"
                            + " values (cast(? as uuid), 0, ?, ?, cast(? as uuid), 'ASSIGN', 'NOTHING', 'test')",
                    id,
                    brand,
                    location,
                    operation);
        }
        return id;
    }

    private static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key).contentType("application/json");
    }
}
