package com.nexar.fulfilment.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each trouble in front of a small server that remembers what reached it. */
class ProxyTest {

    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<String> reached = new CopyOnWriteArrayList<>();
    private HttpClient http;
    private HttpServer server;
    private Proxy proxy;

    @BeforeEach
    void start() throws IOException {
        http = client();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            reached.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            byte[] answer = "0123456789".repeat(20).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        proxy = EasyEcomProxy.before(server.getAddress().getPort(), 2);
    }

    @AfterEach
    void stop() {
        proxy.close();
        server.stop(0);
        http.close();
    }

    @Test
    void without_trouble_requests_pass_on_one_connection_and_are_recorded() throws Exception {
        assertThat(post("/a?x=1", "one")).isEqualTo(200);
        assertThat(post("/b", "two")).isEqualTo(200);

        assertThat(reached).containsExactly("POST /a?x=1 one", "POST /b two");
        assertThat(proxy.departures())
                .extracting(
                        Departure::pod, Departure::method, Departure::target, Departure::apiKey, Departure::forwarded)
                .containsExactly(tuple(2, "POST", "/a?x=1", "the-key", true), tuple(2, "POST", "/b", "the-key", true));
        assertThat(proxy.departures()).extracting(Departure::path).containsExactly("/a", "/b");
    }

    @Test
    void a_dropped_request_never_arrives_and_the_next_one_does() throws Exception {
        proxy.trouble(new Trouble.DropRequest(1));

        assertThatThrownBy(() -> post("/a", "one")).isInstanceOf(IOException.class);
        assertThat(post("/a", "two")).isEqualTo(200);

        assertThat(reached).containsExactly("POST /a two");
        assertThat(proxy.departures()).extracting(Departure::forwarded).containsExactly(false, true);
    }

    @Test
    void a_swallowed_request_never_arrives_and_its_caller_waits() {
        proxy.trouble(new Trouble.SwallowRequest(1));

        assertThatThrownBy(() -> post(SHORT, "/a", "one")).isInstanceOf(HttpTimeoutException.class);

        assertThat(reached).isEmpty();
    }

    @Test
    void of_a_dropped_or_swallowed_or_cut_answer_the_request_has_arrived() {
        proxy.trouble(new Trouble.DropAnswer(1));
        assertThatThrownBy(() -> post("/a", "one")).isInstanceOf(IOException.class);
        proxy.trouble(new Trouble.SwallowAnswer(1));
        assertThatThrownBy(() -> post(SHORT, "/a", "two")).isInstanceOf(HttpTimeoutException.class);
        proxy.trouble(new Trouble.ResetAfter(30, 1));
        assertThatThrownBy(() -> post("/a", "three")).isInstanceOf(IOException.class);

        assertThat(reached).containsExactly("POST /a one", "POST /a two", "POST /a three");
    }

    @Test
    void a_late_request_arrives_although_its_caller_has_given_up() {
        proxy.trouble(new Trouble.Late(Duration.ofMillis(800), 1));

        assertThatThrownBy(() -> post(SHORT, "/a", "one")).isInstanceOf(HttpTimeoutException.class);

        assertThat(reached).isEmpty();
        Glance.until("it arrives", Duration.ofSeconds(5), () -> reached.equals(List.of("POST /a one")));
    }

    @Test
    void a_refusal_is_the_proxys_own_word() throws Exception {
        proxy.trouble(new Trouble.Refuse(1).onlyAt("/a").about("one"));

        assertThat(post("/b", "one")).isEqualTo(200);
        assertThat(post("/a", "two")).isEqualTo(200);
        assertThat(post("/a", "one")).isEqualTo(200);
        assertThat(post("/a", "one")).isEqualTo(200);

        assertThat(reached).containsExactly("POST /b one", "POST /a two", "POST /a one");
    }

    @Test
    void delays_add_up_and_a_throttled_answer_trickles() throws Exception {
        proxy.trouble(new Trouble.Delay(Duration.ofMillis(100)));
        proxy.trouble(new Trouble.Delay(Duration.ofMillis(100)).onlyAt("/a"));
        long start = System.nanoTime();
        assertThat(post("/a", "one")).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(200));

        proxy.clear();
        proxy.trouble(new Trouble.Throttle(1000));
        start = System.nanoTime();
        assertThat(post("/a", "two")).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(150));
    }

    @Test
    void nothing_passes_a_black_hole_and_what_was_given_up_in_it_never_arrives() throws Exception {
        proxy.trouble(new Trouble.Blackhole());
        assertThatThrownBy(() -> post(SHORT, "/a", "one")).isInstanceOf(HttpTimeoutException.class);
        proxy.clear();

        assertThat(post("/a", "two")).isEqualTo(200);
        assertThat(reached).containsExactly("POST /a two");
    }

    @Test
    void a_cut_ends_all_connections_and_new_ones_work() throws Exception {
        assertThat(post("/a", "one")).isEqualTo(200);
        proxy.trouble(new Trouble.Cut());
        http.close(); // its pool may not have noticed yet that the connection is gone
        http = client();

        assertThat(post("/a", "two")).isEqualTo(200);
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private int post(String target, String body) throws IOException, InterruptedException {
        return post(PATIENCE, target, body);
    }

    private int post(Duration patience, String target, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.port() + target))
                .timeout(patience)
                .header("x-api-key", "the-key")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
}
