package com.nexar.fulfilment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** The sandbox' steering wheel, for tests: what people do in EasyEcom's own pages, and what it really holds. */
public final class EasyEcom {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String url;
    private final String account;

    /** The first account of the sandbox at this URL. */
    public EasyEcom(String url) {
        this(url, "demo-api-key-0000");
    }

    private EasyEcom(String url, String account) {
        this.url = url;
        this.account = account;
    }

    /** Of the running app tests, the account of acme. */
    public static EasyEcom acme() {
        return new EasyEcom(ConfigProvider.getConfig().getValue("test.sandbox.url", String.class));
    }

    public static EasyEcom zeta() {
        return acme().account("zeta-api-key");
    }

    public static EasyEcom walk() {
        return acme().account("walk-api-key");
    }

    public static EasyEcom gale() {
        return acme().account("gale-api-key");
    }

    public static EasyEcom hook() {
        return acme().account("hook-api-key");
    }

    public static EasyEcom deck() {
        return acme().account("deck-api-key");
    }

    public EasyEcom account(String apiKey) {
        return new EasyEcom(url, apiKey);
    }

    public String url() {
        return url;
    }

    public void open(String apiKey, Object tier, Map<String, String> locations) {
        List<Map<String, String>> all = new ArrayList<>();
        locations.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> all.add(Map.of("key", each.getKey(), "name", each.getValue())));
        post(
                "/sandbox/accounts",
                Map.of(
                        "apiKey",
                        apiKey,
                        "email",
                        "api.user@example.com",
                        "password",
                        "demo-password",
                        "tier",
                        tier,
                        "locations",
                        all,
                        "seed",
                        false));
    }

    /** One plain order of one shipment. */
    public long order(String locationKey) {
        return place(Map.of("location", locationKey)).getFirst();
    }

    /** @return the shipments of the first order placed */
    public List<Long> place(Map<String, ?> wish) {
        List<Long> ids = new ArrayList<>();
        post("/sandbox/orders", wish).path("orders").get(0).path("invoiceIds").forEach(id -> ids.add(id.asLong()));
        return ids;
    }

    public void act(long shipmentId, String what) {
        act(shipmentId, what, Map.of());
    }

    /** cancellation, hold, release, confirmation, print, relocation, disappearance, content, confirm-fail, … */
    public void act(long shipmentId, String what, Map<String, ?> body) {
        post("/sandbox/orders/" + shipmentId + "/" + what, body);
    }

    public JsonNode truth(long shipmentId) {
        return get("/sandbox/orders/" + shipmentId);
    }

    public void fault(String operation, String kind, int times) {
        post("/sandbox/faults", Map.of("operation", operation, "kind", kind, "times", times));
    }

    /** @param more such as {@code delay}, or {@code when} after its effect */
    public void fault(String operation, String kind, int times, Map<String, String> more) {
        Map<String, Object> fault = new HashMap<>(more);
        fault.put("operation", operation);
        fault.put("kind", kind);
        fault.put("times", times);
        post("/sandbox/faults", fault);
    }

    public void noFaults() {
        send("DELETE", "/sandbox/faults", "");
    }

    /** All tokens stop working at once, as when somebody changes the password. */
    public void revokeTokens() {
        send("DELETE", "/sandbox/tokens", "");
    }

    /** From now on it sends webhooks there, of this location alone. */
    public void webhooks(String to, String token, String version, String locationKey) {
        post("/sandbox/webhooks", Map.of("url", to, "token", token, "version", version, "location", locationKey));
    }

    public void noWebhooks() {
        send("DELETE", "/sandbox/webhooks", "");
    }

    /** How many requests of this operation reached it since this entry of the ledger. */
    public int countSince(long ledgerEntry, String operation) {
        return get("/sandbox/ledger?limit=100000&after=" + ledgerEntry + "&operation=" + operation)
                .path("entries")
                .size();
    }

    /** The last entry of the ledger. */
    public long ledgerEnd() {
        return get("/sandbox/ledger?limit=1").path("last").asLong();
    }

    public void vary(Map<String, String> switches) {
        post("/sandbox/variants", switches);
    }

    public void advance(String duration) {
        post("/sandbox/clock", Map.of("advance", duration));
    }

    /** What reached EasyEcom about this shipment with this operation; effects such as HAPPENED, in order. */
    public List<String> effects(long shipmentId, String operation) {
        List<String> effects = new ArrayList<>();
        get("/sandbox/ledger?limit=100000&invoiceId=" + shipmentId + "&operation=" + operation)
                .path("entries")
                .forEach(entry -> effects.add(entry.path("effect").asText()));
        return effects;
    }

    /** When each of these reached EasyEcom, in order. */
    public List<Instant> times(long shipmentId, String operation) {
        List<Instant> times = new ArrayList<>();
        get("/sandbox/ledger?limit=100000&invoiceId=" + shipmentId + "&operation=" + operation)
                .path("entries")
                .forEach(entry -> times.add(Instant.parse(entry.path("at").asText())));
        return times;
    }

    /** When an injected fault last stopped such a request before it could do anything. */
    public Instant lastFault(String operation) {
        Instant last = Instant.MIN;
        for (JsonNode entry :
                get("/sandbox/ledger?limit=100000&operation=" + operation).path("entries")) {
            last = entry.path("effect").asText().equals("FAULT")
                    ? Instant.parse(entry.path("at").asText())
                    : last;
        }
        return last;
    }

    public JsonNode get(String path) {
        return send("GET", path, null);
    }

    public JsonNode post(String path, Map<String, ?> body) {
        try {
            return send("POST", path, JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode send(String method, String path, String body) {
        String at = url + path + (path.contains("?") ? "&" : "?") + "account=" + account;
        HttpRequest request = HttpRequest.newBuilder(URI.create(at))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
