package com.nexar.fulfilment;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A warehouse system as our users run it: one key, one location, and every answer is held against our own document. */
public final class Wms {

    private final String key;
    private final String base;
    private final String prefer;

    private Wms(String key, String base, String prefer) {
        this.key = key;
        this.base = base;
        this.prefer = prefer;
    }

    public static Wms at(String key, String ref) {
        String[] parts = ref.split("/");
        return new Wms(key, "/v1/brands/" + parts[0] + "/locations/" + parts[1], null);
    }

    public static Wms blr1() {
        return at(Ground.ACME_KEY, "acme/blr1");
    }

    public static Wms bom1() {
        return at(Ground.ACME_KEY, "acme/bom1");
    }

    public static Wms del1() {
        return at(Ground.ZETA_KEY, "zeta/del1");
    }

    public static Wms gal1() {
        return at(Ground.GALE_KEY, "gale/gal1");
    }

    /** The same, but its commands wait so many seconds for their outcome; 0 does not wait at all. */
    public Wms waiting(int seconds) {
        return new Wms(key, base, "wait=" + seconds);
    }

    /** Of an operation that goes on by itself. */
    public String state(String operationId) {
        return operation(operationId).extract().path("state");
    }

    public ValidatableResponse operation(String operationId) {
        return get("/operations/" + operationId).statusCode(200);
    }

    /** Below the location. */
    public ValidatableResponse get(String path) {
        return request().get(base + path).then();
    }

    public ValidatableResponse put(String path, Object body) {
        return request()
                .contentType(ContentType.JSON)
                .body(body)
                .put(base + path)
                .then();
    }

    public ValidatableResponse post(String path, Object body) {
        return request()
                .contentType(ContentType.JSON)
                .body(body)
                .post(base + path)
                .then();
    }

    public ValidatableResponse delete(String path) {
        return request().delete(base + path).then();
    }

    public RequestSpecification request() {
        RequestSpecification request = given().filter(new AgainstDocument()).header("Authorization", "Bearer " + key);
        return prefer == null ? request : request.header("Prefer", prefer);
    }

    public ValidatableResponse shipment(long id) {
        return get("/shipments/" + id);
    }

    public String stage(long id) {
        return shipment(id).statusCode(200).extract().path("stage");
    }

    public ValidatableResponse assign(long id, String awb) {
        return put(
                "/shipments/" + id + "/assignment",
                Map.of("courier", "NexarExpress", "awb", awb, "carrierId", "28001"));
    }

    public ValidatableResponse unassign(long id) {
        return delete("/shipments/" + id + "/assignment");
    }

    public ValidatableResponse hold(long id, String reason) {
        return put("/shipments/" + id + "/hold", Map.of("reason", reason));
    }

    public ValidatableResponse release(long id) {
        return delete("/shipments/" + id + "/hold");
    }

    public ValidatableResponse confirm(long id) {
        return post("/shipments/" + id + "/confirmation", Map.of());
    }

    public ValidatableResponse manifest(long... ids) {
        return post(
                "/manifests",
                Map.of(
                        "shipmentIds",
                        Arrays.stream(ids).mapToObj(Long::toString).toList()));
    }

    public ValidatableResponse acknowledge(long... ids) {
        return put(
                "/acknowledgements",
                Map.of(
                        "shipmentIds",
                        Arrays.stream(ids).mapToObj(Long::toString).toList()));
    }

    /** @param reason null for none */
    public ValidatableResponse decide(long id, String outcome, String reason) {
        Map<String, String> decision = new HashMap<>();
        decision.put("outcome", outcome);
        decision.put("reason", reason);
        return post("/cancellations/" + id + "/decision", decision);
    }

    public ValidatableResponse scan(long id, String eventId, String status, String at) {
        Map<String, String> scan = new HashMap<>();
        scan.put("eventId", eventId);
        scan.put("status", status);
        scan.put("occurredAt", at);
        return post("/shipments/" + id + "/tracking-events", scan);
    }
}
