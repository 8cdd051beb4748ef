package com.nexar.fulfilment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What a stranger can make a pod hold, and for how long; with short times and few connections, in a start of its own. */
@QuarkusTest
@TestProfile(HttpLimitsTest.Settings.class)
@QuarkusTestResource(Ground.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HttpLimitsTest {

    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final Duration BODY = Duration.ofSeconds(1);
    private static final int CONNECTIONS = 40;

    public static class Settings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.idle-timeout", IDLE.toString(),
                    "quarkus.http.read-timeout", BODY.toString(),
                    "quarkus.http.limits.max-connections", Integer.toString(CONNECTIONS),
                    "fulfilment.access.limits.wrong-keys-per-minute", "5",
                    "fulfilment.board.behind-https", "true");
        }
    }

    @TestHTTPResource
    URI home;

    @Test
    void headers_together_have_a_limit() {
        assertThat(ask("X-Large: " + "x".repeat(20_000)).status()).isEqualTo(431);
        assertThat(ask("X-Many: x\r\n".repeat(3_000) + "X-Last: x").status()).isEqualTo(431);
        assertThat(ask("X-Fine: " + "x".repeat(8_000)).status()).isEqualTo(200);
    }

    @Test
    void behind_https_browsers_are_told_to_come_by_https_alone() {
        for (String path : List.of("/v1/brands", "/sign-in", "/q/openapi")) {
            given().get(path).then().header("Strict-Transport-Security", equalTo("max-age=63072000"));
        }
    }

    @Test
    void the_first_line_has_a_limit() {
        assertThat(RawHttp.ask(home, "GET /v1/brands?x=" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: x\r\n\r\n")
                        .status())
                .isEqualTo(414);
    }

    @Test
    void a_body_has_a_limit_whether_its_length_is_told_or_not() {
        RawHttp.Answer told = post("Content-Length: 3000000", "x".repeat(3_000_000));
        assertThat(told.status()).isEqualTo(413);
        assertThat(told.text()).contains("\"code\":\"too-large\"").contains("application/problem+json");

        String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
        RawHttp.Answer untold = post("Transfer-Encoding: chunked", chunk.repeat(100) + "0\r\n\r\n");
        assertThat(untold.status()).isEqualTo(413);
        assertThat(untold.text()).contains("\"code\":\"too-large\"");
    }

    @Test
    void what_is_no_HTTP_is_refused_and_not_guessed_at() {
        for (String request : List.of(
                "GET /v1/brands HTTP/9.9\r\nHost: x\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000 no TLS here\r\n\r\n",
                "GET /v1/brands HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
                "GET /v1/brands HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
                "GET /v1/brands HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "POST /v1/brands HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")) {
            RawHttp.Answer answer = RawHttp.ask(home, request);
            assertThat(answer.status()).as(request).isIn(-1, 400, 401, 501, 505);
            assertThat(answer.text()).doesNotContain("Exception").doesNotContain("at io.");
        }
    }

    @Test
    void two_lengths_of_one_body_smuggle_no_second_request() {
        String hidden = "GET /v1/admin/keys HTTP/1.1\r\nHost: x\r\n\r\n";
        RawHttp.Answer answer = RawHttp.ask(
                home,
                "POST /v1/nothing HTTP/1.1\r\nHost: x\r\nContent-Length: " + hidden.length()
                        + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden);
        // one answer to the first; the second is either part of its body or was read as a request without a key, never
        // with one
        assertThat(answer.text()).doesNotContain("\"keyId\"");
        assertThat(answer.status()).isIn(-1, 400, 401, 404);
    }

    @Test
    void a_connection_on_which_nothing_moves_is_closed() throws IOException {
        List<Socket> all = new ArrayList<>();
        try {
            for (String beginning : List.of("", "GET /v1/brands HTTP/1.1\r\nHost: x\r\nX-Half", "G")) {
                Socket socket = new Socket(home.getHost(), home.getPort());
                all.add(socket);
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
            }
            long begun = System.nanoTime();
            for (Socket socket : all) {
                assertThat(RawHttp.read(socket.getInputStream()).status()).isEqualTo(-1);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(IDLE.minusMillis(500), IDLE.plusSeconds(4));
        } finally {
            for (Socket socket : all) {
                socket.close();
            }
        }
    }

    @Test
    void a_body_that_comes_byte_by_byte_is_not_waited_for() throws Exception {
        for (String length : List.of("Content-Length: 1000", "Transfer-Encoding: chunked")) {
            try (Socket socket = new Socket(home.getHost(), home.getPort())) {
                socket.setSoTimeout(10_000);
                OutputStream out = socket.getOutputStream();
                out.write(head(length).getBytes(StandardCharsets.US_ASCII));
                long begun = System.nanoTime();
                boolean open = true;
                while (open
                        && System.nanoTime() - begun < Duration.ofSeconds(10).toNanos()) {
                    try {
                        out.write(
                                length.startsWith("T")
                                        ? "1\r\n \r\n".getBytes(StandardCharsets.US_ASCII)
                                        : new byte[] {' '});
                        Thread.sleep(200); // never idle
                    } catch (IOException closed) {
                        open = false;
                    }
                }
                assertThat(open).as(length).isFalse();
                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                        .isBetween(BODY.minusMillis(500), BODY.plusSeconds(4));
            }
        }
        given().header("Authorization", "Bearer " + Ground.ACME_KEY)
                .get("/v1/brands")
                .then()
                .statusCode(200);
    }

    @Test
    void so_many_connections_at_once_and_no_more() throws IOException {
        List<Socket> all = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS + 20; i++) {
                Socket socket = new Socket(home.getHost(), home.getPort());
                socket.setSoTimeout(1_000);
                all.add(socket);
            }
            long answered = all.stream().filter(HttpLimitsTest::answers).count();
            assertThat(answered).isBetween((long) CONNECTIONS - 10, (long) CONNECTIONS);
        } finally {
            for (Socket socket : all) {
                socket.close();
            }
        }
        Eventually.become(401, () -> statusOfHome());
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void keys_cannot_be_guessed_at_speed() {
        List<Response> guesses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            guesses.add(brands("guess-" + i));
        }
        assertThat(guesses).extracting(Response::statusCode).startsWith(401).endsWith(429, 429, 429);
        guesses.getLast()
                .then()
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("[1-5]?\\d|60"))
                .body("code", equalTo("rate-limited"))
                .body("detail", containsString("not looked at"));

        assertThat(brands(Ground.ACME_KEY).statusCode())
                .as("a key of the old kind could be a guess that is right")
                .isEqualTo(429);
        assertThat(brands(Ground.MADE_KEY).statusCode())
                .as("one with 256 random bits cannot")
                .isEqualTo(200);
        assertThat(brands(Ground.REVOKED_KEY).statusCode()).isEqualTo(429);
        assertThat(brands(Issuer.rs256(Issuer.claims())).statusCode())
                .as("nor can a signature")
                .isEqualTo(200);
        given().header("Sec-Fetch-Site", "same-origin")
                .formParam("key", "guess")
                .post("/sign-in")
                .then()
                .statusCode(429)
                .contentType("text/html;charset=UTF-8");
    }

    private int statusOfHome() {
        try {
            return RawHttp.ask(home, "GET /v1/brands HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .status();
        } catch (java.io.UncheckedIOException e) {
            return -1;
        }
    }

    private static boolean answers(Socket socket) {
        try {
            socket.getOutputStream()
                    .write("GET /v1/brands HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == 'H';
        } catch (IOException e) {
            return false;
        }
    }

    private RawHttp.Answer ask(String headers) {
        return RawHttp.ask(
                home,
                "GET /v1/brands HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Ground.MADE_KEY + "\r\n" + headers
                        + "\r\nConnection: close\r\n\r\n");
    }

    private RawHttp.Answer post(String length, String body) {
        return RawHttp.ask(home, head(length) + body);
    }

    private static String head(String length) {
        return "POST /v1/brands/acme/locations/blr1/manifests HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + Ground.MADE_KEY + "\r\nContent-Type: application/json\r\n" + length + "\r\n\r\n";
    }

    private static Response brands(String key) {
        return given().header("Authorization", "Bearer " + key).get("/v1/brands");
    }
}
