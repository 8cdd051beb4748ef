package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** An account of its own in a running sandbox, seen over real HTTP as EasyEcom's clients see it. */
final class Brand {
    static final String CARRIER = "28001";
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final String url;
    final String key;
    final String first;
    final String second;
    private final Map<String, String> tokens = new HashMap<>();

    private Brand(String url, String key, String first, String second) {
        this.url = url;
        this.key = key;
        this.first = first;
        this.second = second;
    }

    static Brand open(Sandbox sandbox) {
        return open(sandbox, "");
    }

    /** An unlimited account with two locations and quick confirmations. */
    static Brand open(Sandbox sandbox, String more) {
        int number = NUMBERS.incrementAndGet();
        Brand brand = new Brand(sandbox.url(), "key-" + number, "nx-" + number + "-1", "nx-" + number + "-2");
        Reply opened = brand.send(
                "POST",
                "/sandbox/accounts",
                """
                {"apiKey":"%s","email":"%s@example.com","password":"demo-password",
                 "locations":[{"key":"%s","name":"One"},{"key":"%s","name":"Two"}]%s}""".formatted(brand.key, brand.key, brand.first, brand.second, more),
                Map.of());
        if (opened.status() != 201) {
            throw new AssertionError(opened.text());
        }
        brand.vary("confirm-duration", "0-0");
        return brand;
    }

    Reply login(String location) {
        return send("POST", "/access/token", credentials(location), Map.of("x-api-key", key));
    }

    String credentials(String location) {
        return """
                {"email":"%s@example.com","password":"demo-password","location_key":"%s"}""".formatted(key, location);
    }

    String token(String location) {
        return tokens.computeIfAbsent(
                location,
                each -> login(each).data().path("token").path("jwt_token").asText());
    }

    Reply get(String path) {
        return get(first, path);
    }

    Reply get(String location, String path) {
        return send("GET", path, null, headers(location));
    }

    Reply post(String path, String body) {
        return send("POST", path, body, headers(first));
    }

    Reply put(String path, String body) {
        return send("PUT", path, body, headers(first));
    }

    Reply control(String method, String path, String body) {
        String sign = path.contains("?") ? "&" : "?";
        return send(method, "/sandbox" + path + sign + "account=" + key, body, Map.of());
    }

    void vary(String name, String value) {
        Reply reply = control("POST", "/variants", "{\"" + name + "\":\"" + value + "\"}");
        if (reply.status() != 200) {
            throw new AssertionError(reply.text());
        }
    }

    void advance(String duration) {
        control("POST", "/clock", "{\"advance\":\"" + duration + "\"}");
    }

    void act(long invoiceId, String action) {
        Reply reply = control("POST", "/orders/" + invoiceId + "/" + action, "{}");
        if (reply.status() != 200) {
            throw new AssertionError(reply.text());
        }
    }

    /** The invoice id of a new order in the first location. */
    long order(String fields) {
        return control("POST", "/orders", "{" + fields + "}")
                .json()
                .at("/orders/0/invoiceIds/0")
                .asLong();
    }

    long order() {
        return order("");
    }

    JsonNode truth(long invoiceId) {
        return control("GET", "/orders/" + invoiceId, null).json();
    }

    JsonNode row(long invoiceId) {
        return get("/orders/V2/getAllOrders?invoice_id=" + invoiceId).orders().path(0);
    }

    JsonNode details(long invoiceId) {
        return get("/orders/V2/getOrderDetails?invoice_id=" + invoiceId).data().path(0);
    }

    Reply assign(long invoiceId, String awb) {
        return post("/Carrier/assignAWB", """
                {"invoiceId":%d,"courier":"NexarExpress","awbNum":"%s","companyCarrierId":%s}""".formatted(invoiceId, awb, CARRIER));
    }

    Reply confirm(long invoiceId) {
        return post(
                "/orders/confirm_order?order_id=" + truth(invoiceId).path("orderId") + "&invoice_id=" + invoiceId
                        + "&weight=200&height=2&length=30&width=25",
                "");
    }

    Reply manifest(String carrier, String marketplace, String... awbs) {
        return post("/Manifest/generateManifest", """
                {"carrier_id":"%s","marketplace_id":"%s","awb_numbers":["%s"]}""".formatted(carrier, marketplace, String.join("\",\"", awbs)));
    }

    Reply track(String awb, int status) {
        return post("/Carrier/V2/updateTrackingStatus", """
                {"awb":"%s","current_shipment_status_id":%d,"estimated_delivery_date":"2026-02-06",
                 "history_scans":[{"status":"S%d","time":"2026-02-04 09:10:00","location":"Hub"}]}""".formatted(awb, status, status));
    }

    /** An order that is assigned and confirmed. */
    long confirmed(String awb) {
        long invoiceId = order();
        assign(invoiceId, awb);
        confirm(invoiceId);
        return invoiceId;
    }

    /** The last entry of the ledger. */
    JsonNode last() {
        JsonNode entries = control("GET", "/ledger", null).json().path("entries");
        return entries.path(entries.size() - 1);
    }

    Map<String, String> headers(String location) {
        return Map.of(
                "x-api-key", key, "Authorization", "Bearer " + token(location), "Content-Type", "application/json");
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    Reply send(String method, String path, String body, Map<String, String> headers) {
        try {
            return sendOrFail(method, path, body, headers);
        } catch (IOException failed) {
            throw new AssertionError(method + " " + path, failed);
        }
    }

    Reply sendOrFail(String method, String path, String body, Map<String, String> headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(5))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            String type = response.headers().firstValue("content-type").orElse("");
            return new Reply(response.statusCode(), type, response.body());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
