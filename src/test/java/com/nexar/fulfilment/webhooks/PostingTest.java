package com.nexar.fulfilment.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One POST: to the address that was checked, under the name, whose certificate counts. */
class PostingTest {

    private static final String NAME = "hooks.example.test";
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final long ANY_TIME =
            System.nanoTime() + Duration.ofMinutes(10).toNanos();

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<String> hosts = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @AfterEach
    void leave() {
        server.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void the_name_is_asked_for_at_the_address_and_its_certificate_verified() throws Exception {
        Path keys = tls(NAME);

        assertThat(posting(keys)
                        .send(post("https://" + NAME + ":" + port() + "/in?a=%20b"))
                        .status())
                .isEqualTo(204);
        assertThat(hosts).containsExactly(NAME + ":" + port() + " /in?a=%20b");
        assertThatThrownBy(() -> posting(keys).send(post("https://other.example.test:" + port() + "/in")))
                .isInstanceOf(Posting.NoAnswer.class)
                .hasMessageContaining("TLS");
        assertThat(hosts).hasSize(1);
    }

    @Test
    void a_certificate_of_nobody_s_is_refused() throws Exception {
        tls(NAME);

        assertThatThrownBy(() -> plain().send(post("https://" + NAME + ":" + port() + "/in")))
                .isInstanceOf(Posting.NoAnswer.class)
                .hasMessageContaining("TLS");
    }

    @Test
    void a_redirect_is_an_answer_and_not_a_way() throws Exception {
        http();
        server.createContext("/away", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:" + port() + "/in");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });

        assertThat(plain().send(post("http://" + NAME + ":" + port() + "/away")).status())
                .isEqualTo(307);
        assertThat(hosts).isEmpty();
    }

    @Test
    void an_answer_that_is_long_or_never_ends_is_not_waited_for() throws Exception {
        http();
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] much = new byte[4096];
            try (exchange) {
                for (int i = 0; i < 100_000; i++) {
                    exchange.getResponseBody().write(much);
                }
            }
        });

        assertThat(plain().send(post("http://" + NAME + ":" + port() + "/endless"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void silence_a_closed_door_and_lateness_have_their_own_words() throws Exception {
        http();
        server.createContext("/silent", exchange -> sleep());

        assertThatThrownBy(() -> plain().send(post("http://" + NAME + ":" + port() + "/silent")))
                .isInstanceOf(Posting.NoAnswer.class)
                .hasMessageContaining("no answer within 500 ms");
        assertThatThrownBy(() -> plain().send(post("http://" + NAME + ":1/in")))
                .isInstanceOf(Posting.NoAnswer.class)
                .hasMessageContaining("no connection");
        assertThatThrownBy(() -> plain().send(new Posting.Post(
                        URI.create("http://" + NAME + ":" + port() + "/in"),
                        HERE,
                        Map.of(),
                        "{}",
                        System.nanoTime() - 1)))
                .isInstanceOf(Posting.NoAnswer.class);
        assertThat(hosts).isEmpty();
    }

    private Posting plain() {
        return new Posting(vertx, new HttpClientOptions(), 4, Duration.ofMillis(500));
    }

    private Posting posting(Path keys) {
        return new Posting(
                vertx,
                new HttpClientOptions()
                        .setTrustOptions(
                                new PfxOptions().setPath(keys.toString()).setPassword("changeit")),
                4,
                Duration.ofSeconds(5));
    }

    private static Posting.Post post(String url) {
        return new Posting.Post(URI.create(url), HERE, Map.of("x-test", "1"), "{}", ANY_TIME);
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void http() throws Exception {
        start(HttpServer.create(new InetSocketAddress(HERE, 0), 0));
    }

    private Path tls(String name) throws Exception {
        Path keys = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "x",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        keys.toString(),
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=dns:" + name)
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(keys)) {
            store.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(store, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer https = HttpsServer.create(new InetSocketAddress(HERE, 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context));
        start(https);
        return trust(store);
    }

    /** Only the certificate. */
    private Path trust(KeyStore of) throws Exception {
        Path file = folder.resolve("trust.p12");
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("x", of.getCertificate("x"));
        try (var out = Files.newOutputStream(file)) {
            trust.store(out, "changeit".toCharArray());
        }
        return file;
    }

    private void start(HttpServer fresh) {
        server = fresh;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/in", exchange -> {
            hosts.add(exchange.getRequestHeaders().getFirst("Host") + " " + exchange.getRequestURI());
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    private static void sleep() {
        try {
            Thread.sleep(3_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
