package peer;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@Singleton
public class EasyEcom {

    private final HttpClient http;
    /** One for all: on a request's own an answer may have ended before anybody listened to it. */
    private final Context loop;
    private final String url;
    private final String apiKey;
    private final JsonObject login;
    private volatile String token;

    EasyEcom(
            Vertx vertx,
            @ConfigProperty(name = "easyecom.url") String url,
            @ConfigProperty(name = "easyecom.api-key") String apiKey,
            @ConfigProperty(name = "easyecom.email") String email,
            @ConfigProperty(name = "easyecom.password") String password,
            @ConfigProperty(name = "easyecom.location-key") String locationKey) {
        this.http = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(64));
        this.loop = vertx.getOrCreateContext();
        this.url = url;
        this.apiKey = apiKey;
        this.login = new JsonObject()
                .put("email", email)
                .put("password", password)
                .put("location_key", locationKey);
    }

    void assign(long shipmentId, String courier, String awb, String carrierId) {
        JsonObject body = new JsonObject()
                .put("invoiceId", shipmentId)
                .put("courier", courier)
                .put("awbNum", awb)
                .put("companyCarrierId", Long.valueOf(carrierId));
        ask(HttpMethod.POST, "/Carrier/assignAWB", body, token());
    }

    void confirm(long orderId, long shipmentId) {
        String query = "?order_id=" + orderId + "&invoice_id=" + shipmentId;
        ask(HttpMethod.POST, "/orders/confirm_order" + query, null, token());
    }

    void read(long shipmentId) {
        ask(HttpMethod.GET, "/orders/V2/getOrderDetails?invoice_id=" + shipmentId, null, token());
    }

    private String token() {
        if (token == null) {
            JsonObject answer = ask(HttpMethod.POST, "/access/token", login, null);
            token = answer.getJsonObject("data").getJsonObject("token").getString("jwt_token");
        }
        return token;
    }

    private JsonObject ask(HttpMethod method, String path, JsonObject body, String token) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(url + path)
                .putHeader("x-api-key", apiKey)
                .putHeader("Content-Type", "application/json");
        if (token != null) {
            options.putHeader("Authorization", "Bearer " + token);
        }
        CompletableFuture<Buffer> told = new CompletableFuture<>();
        loop.runOnContext(go -> http.request(options)
                .compose(request -> body == null ? request.send() : request.send(body.toBuffer()))
                .compose(HttpClientResponse::body)
                .onSuccess(told::complete)
                .onFailure(told::completeExceptionally));
        JsonObject answer = told.join().toJsonObject();
        if (answer.getInteger("code", 200) != 200) {
            throw new IllegalStateException(answer.getString("message"));
        }
        return answer;
    }
}
