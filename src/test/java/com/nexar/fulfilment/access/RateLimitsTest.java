package com.nexar.fulfilment.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One caller takes no more than its own: requests, streams, and the brand's calls of EasyEcom. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class RateLimitsTest {

    private static final String LONG_POLL = "/v1/brands/acme/locations/blr1/changes?after=latest&wait=2";

    @TestHTTPResource
    URI home;

    @Inject
    SyncNow sync;

    @Inject
    OpenStreams streams;

    @Test
    void a_key_that_asks_too_fast_waits_and_others_do_not() throws InterruptedException {
        String key = Ground.SLOW_KEYS.get(0);
        List<Response> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(get(key, "/v1/brands"));
        }
        assertThat(answers.subList(0, 5)).allMatch(answer -> answer.statusCode() == 200);
        answers.getFirst()
                .then()
                .header("RateLimit-Policy", equalTo("\"key\";q=5;w=5"))
                .header("RateLimit", equalTo("\"key\";r=4;t=1"));
        Response refused = answers.stream()
                .filter(answer -> answer.statusCode() != 200)
                .findFirst()
                .orElseThrow();
        refused.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", equalTo("1"))
                .header("RateLimit", matchesPattern("\"key\";r=0;t=[45]"))
                .body("code", equalTo("rate-limited"))
                .body("retryable", equalTo(true))
                .body("detail", containsString("nothing was done"));
        assertThat(get(Ground.ACME_KEY, "/v1/brands").statusCode()).isEqualTo(200);

        Thread.sleep(1_100); // Retry-After
        assertThat(get(key, "/v1/brands").statusCode()).isEqualTo(200);
    }

    @Test
    void whose_path_does_not_exist_is_counted_too() {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            statuses.add(get(Ground.SLOW_KEYS.get(1), "/v1/nowhere").statusCode());
        }
        assertThat(statuses).startsWith(404, 404, 404, 404, 404).contains(429);
    }

    @Test
    void below_a_location_the_calls_of_EasyEcom_and_the_keys_requests_stand_in_one_header() {
        Wms.at(Ground.GOLD_KEY, "gold/in1")
                .get("/orders")
                .header("RateLimit-Policy", equalTo("\"easyecom\";q=500000;w=86400, \"key\";q=100000;w=1"))
                .header("RateLimit", matchesPattern("\"easyecom\";r=\\d+;t=\\d+, \"key\";r=\\d+;t=1"));
    }

    @Test
    void streams_and_long_polls_of_a_key_are_so_many_at_once() throws Exception {
        String key = Ground.SLOW_KEYS.get(2);
        String path = "/v1/brands/acme/locations/blr1/changes/stream?after=latest";
        try (Socket one = ask(key, path);
                Socket two = ask(key, path)) {
            assertThat(firstLine(one)).contains("200");
            assertThat(firstLine(two)).contains("200");

            get(key, path)
                    .then()
                    .statusCode(429)
                    .header("Retry-After", equalTo("5"))
                    .body("code", equalTo("rate-limited"));
            get(key, LONG_POLL).then().statusCode(429);
            get(key, "/v1/brands").then().statusCode(200);
        }
    }

    @Test
    void who_has_ended_a_long_poll_may_begin_another() throws Exception {
        String key = Ground.SLOW_KEYS.get(3);
        String patient = LONG_POLL.replace("wait=2", "wait=25");
        try (Socket one = ask(key, patient);
                Socket two = ask(key, patient)) {
            // a third that asked while they are on their way would take the place of one of them
            Eventually.become(
                    2, () -> streams.open("slow-wms", Ground.sha256(key).substring(0, 12)));
            get(key, LONG_POLL).then().statusCode(429).body("detail", containsString("long polls open"));
            EasyEcom.acme().order("nx1000000001"); // ends both
            sync.orders("acme/blr1");
            assertThat(firstLine(one)).contains("200");
            assertThat(firstLine(two)).contains("200");
        }
        Eventually.become(200, () -> get(key, LONG_POLL).statusCode());
    }

    @Test
    void who_has_had_its_share_of_EasyEcoms_calls_asks_for_nothing_more_and_leaves_the_rest_to_others() {
        long id = EasyEcom.acme().account("bronze-api-key").order("nx8200000001");
        long other = EasyEcom.acme().account("bronze-api-key").order("nx8200000001");
        sync.orders("bronze/brz1");
        Wms greedy = Wms.at(Ground.SHARE_KEY, "bronze/brz1");
        greedy.assign(id, "SHARE" + id).statusCode(200);
        try (Database owner = Database.asOwner()) {
            Eventually.become(
                    true,
                    () -> greedy.assign(id, "SHARE" + id).extract().statusCode() == 200
                            && owner.number("select coalesce(max(used), 0) from easyecom_shares where brand = 'bronze'"
                                            + " and client = 'share-wms'")
                                    > 0);
            owner.run("update easyecom_shares set used = 5 where brand = 'bronze' and client = 'share-wms'");
        }
        Eventually.become(
                429, () -> greedy.assign(other, "SHARE" + other).extract().statusCode());

        greedy.confirm(id)
                .statusCode(429)
                .body("code", equalTo("rate-limited"))
                .body("detail", containsString("5 of the 50000"));
        greedy.post("/manifests?dryRun=true", Map.of("shipmentIds", List.of("" + id)))
                .statusCode(429);
        greedy.post("/connection/checks", Map.of()).statusCode(429);
        greedy.get("/shipments/" + id).statusCode(200);
        assertThat(EasyEcom.acme().account("bronze-api-key").effects(id, "confirm"))
                .isEmpty();
        Wms.at(Ground.BRONZE_KEY, "bronze/brz1").confirm(id).statusCode(200);
    }

    private Socket ask(String key, String path) throws Exception {
        Socket socket = new Socket(home.getHost(), home.getPort());
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key
                                + "\r\nAccept: */*\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String firstLine(Socket socket) throws Exception {
        StringBuilder line = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next != '\n' && next >= 0;
                next = socket.getInputStream().read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    private static Response get(String key, String path) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + key)
                .get(path);
    }
}
