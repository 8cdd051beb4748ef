package com.nexar.fulfilment.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nexar.fulfilment.addresses.HostileUrls;
import com.nexar.fulfilment.addresses.Lookup;
import com.nexar.fulfilment.addresses.NamesOfTests;
import com.nexar.fulfilment.addresses.PublicAddress;
import com.nexar.fulfilment.addresses.Recorder;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.secrets.Secrets;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Endpoints that a caller names, from the check through the JVM's real resolver to the real client: no post goes to this machine or its
 * network unless that is allowed. 127.0.0.2 plays the internet; canaries listen at the same port of the machine's other addresses.
 */
class WebhookSsrfTest {

    private static final String GOOD = NamesOfTests.name("hooks", "127.0.0.2");
    private static final String EVIL = NamesOfTests.name("evil-hooks", "127.0.0.1");
    private static final Map<String, Integer> CASES = new TreeMap<>();
    private static final List<Recorder> CANARIES = new ArrayList<>();
    private static final Secrets SECRETS =
            new Secrets(Optional.of(Base64.getEncoder().encodeToString(new byte[32])));

    /** The one that plays the internet, though no webhook of ours gets there, or gets an answer. */
    private static final List<String> WELL = List.of(
            "https://" + GOOD + ":1/1.pdf",
            "https://" + GOOD + ".:PORT/1.pdf",
            "https://" + GOOD + "/:PORT@" + EVIL + ":PORT");

    /** Octal to others; to the JVM, which both checks it and connects to it, this is 177.0.0.1, on the internet. */
    private static final String READ_AS_DECIMAL = "https://0177.0.0.1:PORT/1.pdf";

    private static Vertx vertx;
    private static Recorder good;

    @BeforeAll
    static void listen() throws IOException {
        NamesOfTests.others("127.0.0.1");
        vertx = Vertx.vertx();
        good = Recorder.among(CANARIES, head -> Recorder.answer(204, "", ""));
    }

    @AfterAll
    static void leave() {
        good.close();
        CANARIES.forEach(Recorder::close);
        vertx.close().toCompletionStage().toCompletableFuture().join();
        System.out.println("SSRF cases of webhooks: " + CASES);
    }

    @BeforeEach
    void forget() {
        good.forget();
        good.answer(head -> Recorder.answer(204, "", ""));
        CANARIES.forEach(Recorder::forget);
    }

    static Stream<String> hostile() {
        int port = good.port();
        return Stream.of(
                        HostileUrls.disguised("https", GOOD, EVIL, port),
                        HostileUrls.disguised("http", GOOD, EVIL, port),
                        HostileUrls.toAddresses("https", port),
                        HostileUrls.toAddresses("http", port),
                        HostileUrls.ofOtherSchemes(EVIL, port),
                        HostileUrls.withoutScheme(EVIL, port),
                        List.of(
                                "https://" + GOOD + ":0/",
                                "https://" + GOOD + ":65536/",
                                "https://" + GOOD + ":70000/",
                                "https://" + GOOD + ":2147483647/"))
                .flatMap(List::stream);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("hostile")
    void an_endpoint_that_is_not_on_the_internet_is_refused_and_nothing_is_posted(String url) {
        String known = url.replace(":" + good.port(), ":PORT");
        boolean well = WELL.contains(known) || known.equals(READ_AS_DECIMAL);
        count(well ? "not hostile after all" : HostileUrls.kind(url));

        Throwable failure = catchThrowable(() -> publicOnly().checked(url));

        if (well) {
            assertThat(failure).isNull();
        } else {
            assertThat(failure).isInstanceOf(Problem.class);
        }
        untouched();
        assertThat(good.connections()).isZero();
    }

    /** Should one have been stored all the same: a delivery looks for itself. */
    @ParameterizedTest(name = "{index}")
    @MethodSource("hostile")
    void a_delivery_to_such_an_endpoint_posts_nothing(String url) {
        if (!readable(url) || url.contains("//0177.0.0.1:")) {
            return;
        }
        count("stored and not posted");

        assertThat(delivered(publicOnly(), url))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.status()).isNull());
        untouched();
        assertThat(good.heads()).noneMatch(head -> head.startsWith("POST"));
    }

    private static boolean readable(String url) {
        try {
            URI read = new URI(url);
            return read.getHost() != null && read.getScheme() != null && read.getPort() <= 65_535;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.3",
                "10.0.0.1",
                "::1",
                "::ffff:127.0.0.1",
                "64:ff9b::7f00:1",
                "169.254.169.254",
                "0.0.0.0",
                "127.0.0.2,127.0.0.1",
                "127.0.0.1,127.0.0.2",
                "127.0.0.2,::1"
            })
    void an_endpoint_whose_name_has_a_private_address_is_refused(String addresses) {
        count("resolved inside");
        String host = NamesOfTests.name("inside-hooks", addresses);

        assertThat(catchThrowable(() -> publicOnly().checked("https://" + host + ":" + good.port() + "/in")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(host);
        untouched();
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"127.0.0.1", "127.0.0.3", "::1", "169.254.169.254"})
    void an_endpoint_that_turned_inside_after_it_was_made_gets_nothing(String later) {
        count("rebound");
        String host = NamesOfTests.name("turning-hooks", "127.0.0.2", later);

        assertThat(posted(publicOnly(), "https://" + host + ":" + good.port() + "/in"))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                    assertThat(failed.status()).isNull();
                    assertThat(failed.why()).startsWith(host + " is ");
                });
        untouched();
        assertThat(good.connections()).isZero();
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"127.0.0.1", "::1", "10.0.0.1"})
    void a_post_goes_to_the_address_that_was_checked_whatever_the_name_is_a_moment_later(String later) {
        count("rebound");
        String host = NamesOfTests.name("turned-hooks", "127.0.0.2", "127.0.0.2", later);

        assertThat(posted(anywhere(), "http://" + host + ":" + good.port() + "/in"))
                .isEqualTo(new Outcome.Taken(204));

        assertThat(good.heads()).singleElement().asString().containsIgnoringCase("host: " + host + ":" + good.port());
        untouched();
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://[::ffff:169.254.169.254]/latest",
                "http://[fd00:ec2::254]/latest",
                "http://2852039166/latest",
                "http://0xa9fea9fe/latest",
                "http://0.0.0.0/",
                "http://0/",
                "http://[::]/",
                "http://224.0.0.1/"
            })
    void machines_credentials_are_out_of_reach_even_where_private_addresses_are_allowed(String url) {
        count("never");

        assertThat(catchThrowable(() -> anywhere().checked(url))).isInstanceOf(Problem.class);
        assertThat(delivered(anywhere(), url))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.why()).containsAnyOf("never connected to", "does not resolve"));
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_no_way(int status) {
        count("redirects");
        good.answer(head -> Recorder.answer(status, "Location: http://" + EVIL + ":" + good.port() + "/in\r\n", ""));

        assertThat(posted(anywhere(), "http://" + GOOD + ":" + good.port() + "/in"))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.status()).isEqualTo(status));
        untouched();
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {"/in?a=%0d%0aX-Injected:%20y", "/%0d%0aX-Injected:y", "//evil.names.test/in", "/@evil", "?@evil"
            })
    void an_odd_path_is_one_request_of_one_line(String path) {
        count("odd paths");
        good.answer(head -> Recorder.answer(204, "", ""));

        posted(anywhere(), "http://" + GOOD + ":" + good.port() + path);

        assertThat(good.heads())
                .singleElement()
                .asString()
                .startsWith("POST " + (path.startsWith("/") ? "" : "/") + path + " HTTP/1.1\r\n")
                .doesNotContain("\r\nX-Injected");
        untouched();
    }

    /** As an endpoint is made, and then a delivery posted. */
    private static Outcome posted(Addresses addresses, String text) {
        return delivered(addresses, addresses.checked(text).toString());
    }

    /** By what posts all deliveries, from the row's URL on. */
    private static Outcome delivered(Addresses addresses, String url) {
        UUID endpoint = UUID.randomUUID();
        var posting = new Posting(vertx, new HttpClientOptions(), 1, Duration.ofSeconds(2));
        var attempt = new Attempt(addresses, posting, new EndpointTable(null, SECRETS), Clock.systemUTC());
        byte[] secret = SECRETS.encrypted("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "webhook-endpoints/" + endpoint);
        return attempt.of(new Due(
                UUID.randomUUID(),
                "shipment.received",
                "{}",
                0,
                1,
                Instant.now(),
                new Due.Receiver(endpoint, "acme", "blr1", url, List.of(secret)),
                false,
                System.nanoTime() + 10_000_000_000L));
    }

    private static Addresses publicOnly() {
        return new Addresses(
                false,
                new Lookup(
                        false,
                        "…",
                        InetAddress::getAllByName,
                        address -> address.getHostAddress().equals("127.0.0.2") || PublicAddress.is(address)));
    }

    private static Addresses anywhere() {
        return new Addresses(true, new Lookup(true, "…"));
    }

    private static void untouched() {
        assertThat(CANARIES).hasSizeGreaterThanOrEqualTo(2).allSatisfy(canary -> {
            assertThat(canary.heads()).isEmpty();
            assertThat(canary.connections()).isZero();
        });
    }

    private static synchronized void count(String what) {
        CASES.merge(what, 1, Integer::sum);
    }
}
