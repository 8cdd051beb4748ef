package com.nexar.bench.intake;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Pages of the list of orders. */
@Component
class EasyEcom {

    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    record Page(List<JsonNode> rows, String next) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json;
    private final String url;
    private final String apiKey;
    private final String token;

    EasyEcom(
            ObjectMapper json,
            @Value("${intake.easyecom}") String url,
            @Value("${intake.api-key}") String apiKey,
            @Value("${intake.location-key}") String locationKey) {
        this.json = json;
        this.url = url;
        this.apiKey = apiKey;
        String body = json.writeValueAsString(Map.of(
                "email", "api.user@example.com", "password", "demo-password", "location_key", locationKey));
        this.token = send(HttpRequest.newBuilder(URI.create(url + "/access/token"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)))
                .at("/data/token/jwt_token")
                .asString();
    }

    Page page(String cursor) {
        LocalDateTime now = LocalDateTime.now(INDIA);
        String target = cursor != null
                ? cursor
                : "/orders/V2/getAllOrders?limit=250&updated_after=" + text(now.minusDays(7).plusMinutes(1))
                        + "&updated_before=" + text(now);
        JsonNode data = send(HttpRequest.newBuilder(URI.create(target.startsWith("http") ? target : url + target))
                        .header("Authorization", "Bearer " + token))
                .path("data");
        List<JsonNode> rows = new ArrayList<>();
        data.path("orders").forEach(rows::add);
        return new Page(rows, data.path("nextUrl").isString() ? data.path("nextUrl").asString() : null);
    }

    private static String text(LocalDateTime time) {
        return URLEncoder.encode(TIME.format(time), StandardCharsets.UTF_8);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(
                    request.header("x-api-key", apiKey).build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("EasyEcom answered " + response.statusCode());
            }
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
