package com.nexar.fulfilment.webhooks;

import static io.restassured.RestAssured.given;

import com.nexar.fulfilment.AgainstDocument;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The endpoints as one key sees them; every answer is held against the document. */
public final class Hooks {

    private static final String ALL = "/v1/webhook-endpoints";

    private final String key;
    private final List<String> made = new ArrayList<>();

    public Hooks(String key) {
        this.key = key;
    }

    /** @param location null for all; types none for all */
    ValidatableResponse add(String url, String brand, String location, String... types) {
        Map<String, Object> order = new HashMap<>(Map.of("url", url, "brand", brand, "types", List.of(types)));
        if (location != null) {
            order.put("location", location);
        }
        return request().body(order).post(ALL).then();
    }

    /** @return id and secret */
    public Made made(String url, String brand, String location, String... types) {
        ValidatableResponse answer = add(url, brand, location, types).statusCode(201);
        made.add(answer.extract().path("endpointId"));
        return new Made(made.getLast(), answer.extract().path("secret"));
    }

    public record Made(String id, String secret) {}

    public ValidatableResponse get(String path) {
        return request().get(ALL + path).then();
    }

    public ValidatableResponse endpoint(String id) {
        return get("/" + id);
    }

    <T> T of(String id, String field) {
        return endpoint(id).statusCode(200).extract().path(field);
    }

    public ValidatableResponse change(String id, Map<String, ?> change) {
        return request().body(change).patch(ALL + "/" + id).then();
    }

    public ValidatableResponse post(String path) {
        return request().post(ALL + path).then();
    }

    ValidatableResponse remove(String id) {
        return request().delete(ALL + "/" + id).then();
    }

    public ValidatableResponse endFormer(String id) {
        return request().delete(ALL + "/" + id + "/former-secrets").then();
    }

    public ValidatableResponse deliveries(String id, String query) {
        return get("/" + id + "/deliveries" + query).statusCode(200);
    }

    int count(String id, String state) {
        return deliveries(id, "?limit=500&state=" + state)
                .extract()
                .<List<?>>path("items")
                .size();
    }

    public void removeAll() {
        made.forEach(this::remove);
    }

    private RequestSpecification request() {
        return given().filter(new AgainstDocument())
                .header("Authorization", "Bearer " + key)
                .contentType(ContentType.JSON);
    }
}
