package peer;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

@Component
class EasyEcom {

    private final RestClient http;
    private final String url;
    private final Map<String, String> login;
    private volatile String token;

    EasyEcom(
            RestClient.Builder builder,
            @Value("${easyecom.url}") String url,
            @Value("${easyecom.api-key}") String apiKey,
            @Value("${easyecom.email}") String email,
            @Value("${easyecom.password}") String password,
            @Value("${easyecom.location-key}") String locationKey) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        this.http = builder.requestFactory(new JdkClientHttpRequestFactory(client))
                .defaultHeader("x-api-key", apiKey)
                .build();
        this.url = url;
        this.login = Map.of("email", email, "password", password, "location_key", locationKey);
    }

    void assign(long shipmentId, String courier, String awb, String carrierId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("invoiceId", shipmentId);
        body.put("courier", courier);
        body.put("awbNum", awb);
        body.put("companyCarrierId", Long.valueOf(carrierId));
        check(http.post()
                .uri(URI.create(url + "/Carrier/assignAWB"))
                .header("Authorization", "Bearer " + token())
                .body(body)
                .retrieve()
                .body(JsonNode.class));
    }

    void confirm(long orderId, long shipmentId) {
        check(http.post()
                .uri(URI.create(url + "/orders/confirm_order?order_id=" + orderId + "&invoice_id=" + shipmentId))
                .header("Authorization", "Bearer " + token())
                .retrieve()
                .body(JsonNode.class));
    }

    /** @param path such as {@code nextUrl} has it */
    JsonNode orders(String path) {
        return check(http.get()
                        .uri(URI.create(url + path))
                        .header("Authorization", "Bearer " + token())
                        .retrieve()
                        .body(JsonNode.class))
                .path("data");
    }

    private String token() {
        if (token == null) {
            login();
        }
        return token;
    }

    private synchronized void login() {
        if (token == null) {
            token = http.post()
                    .uri(URI.create(url + "/access/token"))
                    .body(login)
                    .retrieve()
                    .body(JsonNode.class)
                    .at("/data/token/jwt_token")
                    .asString();
        }
    }

    private static JsonNode check(JsonNode answer) {
        if (answer.path("code").asInt(200) != 200) {
            throw new IllegalStateException(answer.path("message").asString());
        }
        return answer;
    }
}
