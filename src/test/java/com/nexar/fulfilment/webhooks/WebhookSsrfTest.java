package com.nexar.fulfilment.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nexar.fulfilment.addresses.HostileUrls;
import com.nexar.fulfilment.addresses.Lookup;
import com.nexar.fulfilment.addresses.NamesOfTests;
import com.nexar.fulfilment.addresses.NotAllowed;
import com.nexar.fulfilment.addresses.PublicAddress;
import com.nexar.fulfilment.addresses.Recorder;
import com.nexar.fulfilment.problems.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Endpoints that a caller names, from the check through the JVM's real resolver to the real client: no post goes to this machine or its
 * network unless that is allowed. 127.0.0.2 plays the internet; a canary listens at the same port of 127.0.0.1.
 */
class WebhookSsrfTest {

    private static final String GOOD = NamesOfTests.name("hooks", "127.0.0.2");
    private static final String EVIL = NamesOfTests.name("evil-hooks", "127.0.0.1");
    private static final Map<String, Integer> CASES = new TreeMap<>();

    private static Vertx vertx;
    private static Recorder good;
    private static Recorder canary;

    @BeforeAll
    static void listen() throws IOException {
        NamesOfTests.others("127.0.0.1");
        vertx = Vertx.vertx();
        while (canary == null) {
            good = new Recorder("127.0.0.2", 0, head -> Recorder.answer(204, "", ""));
            try {
                canary = Recorder.canary("127.0.0.1", good.port());
            } catch (BindException e) {
                good.close();
            }
        }
    }

    @AfterAll
    static void leave() {
        good.close();
        canary.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        System.out.println("SSRF cases of webhooks: " + CASES);
    }

    @BeforeEach
    void forget() {
        good.forget();
        canary.forget();
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
        count("refused");

        Throwable failure = catchThrowable(() -> posted(publicOnly(), url));

        assertThat(failure).isInstanceOfAny(Problem.class, Posting.NoAnswer.class);
        untouched();
        assertThat(good.heads()).isEmpty();
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

        assertThat(catchThrowable(() -> posted(publicOnly(), "https://" + host + ":" + good.port() + "/in")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(host);
        untouched();
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"127.0.0.1", "127.0.0.3", "::1", "169.254.169.254"})
    void an_endpoint_that_turned_inside_after_it_was_made_gets_nothing(String later) {
        count("rebound");
        String host = NamesOfTests.name("turning-hooks", "127.0.0.2", later);

        assertThat(catchThrowable(() -> posted(publicOnly(), "https://" + host + ":" + good.port() + "/in")))
                .isInstanceOf(NotAllowed.class);
        untouched();
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"127.0.0.1", "::1", "10.0.0.1"})
    void a_post_goes_to_the_address_that_was_checked_whatever_the_name_is_a_moment_later(String later) {
        count("rebound");
        String host = NamesOfTests.name("turned-hooks", "127.0.0.2", "127.0.0.2", later);

        assertThat(catchThrowable(() -> posted(anywhere(), "http://" + host + ":" + good.port() + "/in")))
                .isNull();

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

        assertThat(catchThrowable(() -> posted(anywhere(), url))).isInstanceOf(Problem.class);
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_no_way(int status) throws Exception {
        count("redirects");
        good.answer(head -> Recorder.answer(status, "Location: http://" + EVIL + ":" + good.port() + "/in\r\n", ""));

        assertThat(posted(anywhere(), "http://" + GOOD + ":" + good.port() + "/in")
                        .status())
                .isEqualTo(status);
        untouched();
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {"/in?a=%0d%0aX-Injected:%20y", "/%0d%0aX-Injected:y", "//evil.names.test/in", "/@evil", "?@evil"
            })
    void an_odd_path_is_one_request_of_one_line(String path) throws Exception {
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
    private static Posting.Answer posted(Addresses addresses, String text) throws NotAllowed, Posting.NoAnswer {
        URI url = addresses.checked(text);
        InetAddress to = addresses.resolved(url).getFirst();
        return new Posting(vertx, new HttpClientOptions(), 1, Duration.ofSeconds(3))
                .send(new Posting.Post(url, to, Map.of("webhook-id", "1"), "{}", System.nanoTime() + 10_000_000_000L));
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
        assertThat(canary.heads()).isEmpty();
        assertThat(canary.connections()).isZero();
    }

    private static synchronized void count(String what) {
        CASES.merge(what, 1, Integer::sum);
    }
}
