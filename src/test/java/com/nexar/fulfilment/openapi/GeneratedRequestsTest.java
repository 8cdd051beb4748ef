package com.nexar.fulfilment.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Thousands of requests made of our own document, right and wrong, against the running facade: no answer that is not documented, none that
 * shows our inside, and never a 500. With {@code -Pfuzz} 20,000; {@code -Dfuzz.seed=} repeats a run.
 */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class GeneratedRequestsTest {

    private static final long SEED = Long.getLong("fuzz.seed", 20_261_128L);
    private static final int REQUESTS =
            Integer.getInteger("fuzz.requests", Boolean.getBoolean("fuzz.long") ? 20_000 : 1_500);
    private static final int AT_ONCE = 4;
    private static final int ORDERS = 40;

    @Inject
    SyncNow sync;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private AnswerRules rules;
    private final Map<String, List<String>> faults = new ConcurrentSkipListMap<>();
    private final Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
    private final Map<Integer, Integer> strayed = new ConcurrentSkipListMap<>();
    private final AtomicInteger drawn = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();

    @AfterEach
    void leave() {
        Wms wms = Wms.at(Ground.MILL_KEY, "mill/ml1");
        List<String> endpoints =
                wms.request().get("/v1/webhook-endpoints").then().extract().path("items.endpointId");
        endpoints.forEach(
                id -> wms.request().delete("/v1/webhook-endpoints/" + id).then().statusCode(204));
        Wms operator = Wms.at(Ground.MILL_OPERATOR_KEY, "mill/ml1");
        for (String location : List.of("ml1", "ml2")) {
            operator.request()
                    .delete("/v1/admin/locations/mill/" + location + "/pause")
                    .then();
        }
    }

    @Test
    void no_answer_is_undocumented_or_shows_our_inside() throws Exception {
        Document document = Document.asHandedOut();
        rules = new AnswerRules(document);
        Pool pool = new Pool(orders());
        RequestMill mill = new RequestMill(document, pool);
        List<Future<?>> workers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int worker = 0; worker < AT_ONCE; worker++) {
                workers.add(threads.submit(() -> {
                    // what the client does not send, and what may have been answered as another's, does not count
                    while (answered.get() < REQUESTS) {
                        one(mill, pool, drawn.getAndIncrement());
                    }
                    return null;
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        }

        System.out.println("Generated requests: " + drawn + " drawn, " + answered + " answered, by status " + statuses
                + "; beside these on paths that may be another's " + strayed + "; -Dfuzz.seed=" + SEED);
        assertThat(shown()).isEmpty();
        assertThat(answered.get()).isGreaterThanOrEqualTo(REQUESTS);
        assertThat(drawn.get()).as("a few are not sent, and a few stray").isLessThan(2 * REQUESTS);
        assertThat(strayed).containsKey(404);
        assertThat(statuses.keySet()).contains(200, 202, 400, 401, 404, 409);
    }

    private void one(RequestMill mill, Pool pool, int number) throws IOException, InterruptedException {
        var random = new SplittableRandom(SEED + number * 0x9E3779B97F4A7C15L);
        String operation = mill.operations().get(number % mill.operations().size());
        RequestMill.Made made;
        synchronized (mill) {
            made = mill.request(operation, random);
        }
        HttpResponse<byte[]> answer = sent(made);
        if (answer == null) {
            return;
        }
        (made.strayed() ? strayed : statuses).merge(answer.statusCode(), 1, Integer::sum);
        if (!made.strayed()) {
            answered.incrementAndGet();
        }
        for (String fault : rules.faults(operation, made, answer)) {
            String body = new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
            faults.computeIfAbsent(operation + ": " + fault, first -> new CopyOnWriteArrayList<>())
                    .add("#" + number + " " + made + "\n   " + answer.statusCode() + " "
                            + body.substring(0, Math.min(600, body.length())));
        }
        if (answer.statusCode() < 300) {
            pool.learn(AnswerRules.tree(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8)));
        }
    }

    /** Null where the client itself does not send such a thing. */
    private HttpResponse<byte[]> sent(RequestMill.Made made) throws IOException, InterruptedException {
        HttpRequest.Builder request;
        try {
            request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + made.target()))
                    .timeout(Duration.ofSeconds(60))
                    .method(
                            made.verb(),
                            made.body() == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofByteArray(made.body()));
            made.headers().forEach(request::header);
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (!made.path().endsWith("/changes/stream")) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        }
        HttpResponse<InputStream> stream = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = stream.body()) {
            return new Begun(stream, stream.statusCode() < 300 ? new byte[0] : body.readAllBytes());
        }
    }

    private List<String> orders() {
        EasyEcom easyecom = EasyEcom.acme().account("mill-api-key");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            ids.add(Long.toString(easyecom.order(i % 4 == 3 ? "nx8300000002" : "nx8300000001")));
        }
        sync.orders("mill/ml1");
        sync.orders("mill/ml2");
        return ids;
    }

    /** Each kind of fault once, with how often it was. */
    private Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>();
        faults.forEach((fault, requests) -> shown.put(fault, requests.size() + " times, as in " + requests.getFirst()));
        return shown;
    }

    /** A stream that was only begun. */
    private record Begun(HttpResponse<InputStream> stream, byte[] body) implements HttpResponse<byte[]> {
        @Override
        public int statusCode() {
            return stream.statusCode();
        }

        @Override
        public HttpRequest request() {
            return stream.request();
        }

        @Override
        public java.util.Optional<HttpResponse<byte[]>> previousResponse() {
            return java.util.Optional.empty();
        }

        @Override
        public java.net.http.HttpHeaders headers() {
            return stream.headers();
        }

        @Override
        public java.util.Optional<javax.net.ssl.SSLSession> sslSession() {
            return java.util.Optional.empty();
        }

        @Override
        public URI uri() {
            return stream.uri();
        }

        @Override
        public HttpClient.Version version() {
            return stream.version();
        }
    }
}
