package com.nexar.fulfilment.easyecom;

import static com.nexar.fulfilment.easyecom.Gateways.BLR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.addresses.HostileUrls;
import com.nexar.fulfilment.addresses.Lookup;
import com.nexar.fulfilment.addresses.NamesOfTests;
import com.nexar.fulfilment.addresses.PublicAddress;
import com.nexar.fulfilment.addresses.Recorder;
import com.nexar.fulfilment.brands.Tier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * URLs that EasyEcom gives us, through the real client and the JVM's real resolver: none leads anywhere but to the brand's own EasyEcom
 * ({@code nextUrl}) or to a public address of an allowed origin (documents), and no credential goes along. 127.0.0.2 plays the internet;
 * canaries listen at the same ports of the machine's other addresses.
 */
class SsrfTest {

    private static final String API = NamesOfTests.name("api", "127.0.0.2");
    private static final String FILES = NamesOfTests.name("files-a.s3.in", "127.0.0.2");
    private static final String EVIL = NamesOfTests.name("evil", "127.0.0.1");

    private static final List<String> CREDENTIALS =
            List.of("x-api-key", "authorization", "licencekey", "location_key", "cookie", "access-token", "demo-");
    private static final Set<String> HEADERS = Set.of(
            "host",
            "x-api-key",
            "accept",
            "accept-encoding",
            "authorization",
            "content-type",
            "content-length",
            "connection",
            "traceparent");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final List<Integer> REDIRECTS = List.of(301, 302, 303, 307, 308);

    private static final String REDIRECTED = "redirects, each target once";
    private static final String REBOUND = "rebinding";

    /** So many of each kind at least, through the real client. */
    private static final Map<String, Integer> FLOORS = Map.of(
            "userinfo",
            20,
            "decimal, octal, hex",
            20,
            "IPv6-mapped",
            10,
            "IPv6",
            10,
            "CR, LF and other control characters",
            20,
            "other schemes",
            20,
            "this machine and its cloud",
            20,
            REBOUND,
            20,
            REDIRECTED,
            30);

    private static final Map<String, Integer> CASES = new TreeMap<>();
    private static int dropped;

    /** Each is read from another answer. */
    private static final List<String> KINDS = List.of("manifest", "label", "easyecom_invoice");

    private static final List<Recorder> CANARIES = new ArrayList<>();
    private static Recorder api;
    private static Recorder files;

    @TempDir
    Path folder;

    @BeforeAll
    static void listen() throws IOException {
        NamesOfTests.others("127.0.0.1");
        api = Recorder.among(CANARIES, SsrfTest::asEasyEcom);
        files = Recorder.among(CANARIES, head -> Recorder.answer(200, "", "%PDF-1.7 of EasyEcom"));
    }

    @AfterAll
    static void leave() {
        Stream.concat(Stream.of(api, files), CANARIES.stream()).forEach(Recorder::close);
        int all = CASES.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println("SSRF cases: " + CASES + ", " + all + " in all; " + dropped
                + " links that the reader of papers dropped are not among them");
        FLOORS.forEach((kind, least) ->
                assertThat(CASES.getOrDefault(kind, 0)).as(kind).isGreaterThanOrEqualTo(least));
        assertThat(all - CASES.get(REDIRECTED)).as("without redirects").isGreaterThanOrEqualTo(150);
    }

    @BeforeEach
    void forget() {
        Stream.concat(Stream.of(api, files), CANARIES.stream()).forEach(Recorder::forget);
        api.answer(SsrfTest::asEasyEcom);
        files.answer(head -> Recorder.answer(200, "", "%PDF-1.7 of EasyEcom"));
    }

    @Test
    void the_jvm_looks_names_up_anew_each_time_so_that_rebinding_can_be_seen() throws UnknownHostException {
        String name = NamesOfTests.name("twice", "127.0.0.2", "127.0.0.3");

        assertThat(InetAddress.getByName(name).getHostAddress()).isEqualTo("127.0.0.2");
        assertThat(InetAddress.getByName(name).getHostAddress()).isEqualTo("127.0.0.3");
    }

    @Test
    void whoever_is_meant_is_reached() {
        Recorder canary = CANARIES.getFirst();
        assertThat(asked("http://" + API + ":" + api.port() + "/o?cursor=1")).isInstanceOf(EasyEcomRefused.class);
        assertThat(calls()).hasSize(1);
        for (String kind : KINDS) {
            files.forget();
            assertThat(fetched(kind, allowed())).as(kind).isNull();
            assertThat(files.heads()).as(kind).hasSize(1);
        }
        assertThat(catchThrowable(() -> new java.net.Socket("127.0.0.1", canary.port()).close()))
                .isNull();
        eventuallySeen(canary);
    }

    static Stream<String> strangers() {
        int port = api.port();
        return Stream.of(
                        HostileUrls.disguised("http", API, EVIL, port),
                        HostileUrls.toAddresses("http", port),
                        HostileUrls.toAddresses("https", port),
                        HostileUrls.ofOtherSchemes(EVIL, port),
                        HostileUrls.withoutScheme(EVIL, port),
                        List.of("https://" + API + ":" + port + "/o", "http://" + API + "/o"))
                .flatMap(List::stream);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("strangers")
    void a_next_url_to_a_stranger_is_refused_and_nobody_is_asked(String url) {
        count(HostileUrls.kind(url));

        Throwable failure = asked(url);

        assertThat(failure).isInstanceOf(EasyEcomRefused.class);
        assertThat(calls()).isEmpty();
        harmless(failure);
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "/o?cursor=1\r\nX-Injected: y",
                "/o\nX-Injected: y",
                "/o\rX-Injected: y",
                "/o\r\n\r\nGET /stolen HTTP/1.1",
                "/o HTTP/1.1\r\nHost: evil\r\n\r\nGET /x",
                "/o\u0000",
                "/o?c=\t1",
                "/o\u007f",
                "/o\u0085X-Injected: y",
                "/o\u001b[2J",
                "orders\r\n?c=1",
                "http://api.names.test:1/\r\nX-Injected: y"
            })
    void a_next_url_with_control_characters_is_refused(String url) {
        count(HostileUrls.kind(url));

        Throwable failure = asked(url);

        assertThat(failure).isInstanceOf(EasyEcomRefused.class);
        assertThat(calls()).isEmpty();
        harmless(failure);
    }

    static Stream<String> ours() {
        String at = "http://" + API + ":" + api.port();
        String evil = EVIL + ":" + api.port();
        return Stream.of(
                "/o?cursor=a%3D%3D",
                "o?cursor=1",
                "/@" + evil + "/o",
                "@" + evil + "/o",
                "." + evil + "/o",
                ":" + api.port() + "/o",
                "../../etc/passwd",
                "/../../etc/passwd",
                "/o?next=http://" + evil + "/",
                "/http://" + evil + "/o",
                "%2f%2f" + evil + "/o",
                "/%5c%5c" + evil,
                "/o%0d%0aX-Injected:%20y",
                "/o?c=%0D%0AX-Injected:%20y",
                "/o?c=\u560d\u560aX-Injected: y",
                "/o?c=\u010d\u010aX-Injected: y",
                "/o\u2028X-Injected: y",
                "/o HTTP/1.1",
                "/o?c=\ud800",
                "/o?c=" + "a".repeat(100_000),
                at + "//" + evil + "/o",
                at + "/\\" + evil + "/o",
                at + "#@" + evil + "/o",
                at + "?@" + evil + "/o",
                at.toUpperCase(Locale.ROOT) + "/o");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("ours")
    void a_next_url_that_stays_at_home_is_asked_there_in_one_line(String url) {
        count("at home");

        Throwable failure = asked(url);

        assertThat(calls()).hasSize(1);
        harmless(failure);
    }

    static Stream<String> targets() {
        String evil = EVIL + ":" + api.port();
        return Stream.of(
                "http://" + evil + "/1.pdf",
                "https://" + evil + "/1.pdf",
                "//" + evil + "/1.pdf",
                "\\\\" + evil + "\\1.pdf",
                "/\\" + evil + "/1.pdf",
                "http://127.0.0.1:" + api.port() + "/1.pdf",
                "http://[::1]:" + api.port() + "/1.pdf",
                "http://[::ffff:127.0.0.1]:" + api.port() + "/1.pdf",
                "http://2130706433:" + api.port() + "/1.pdf",
                "http://169.254.169.254/latest/meta-data/",
                "http://[fd00:ec2::254]/latest/meta-data/",
                "http://" + API + ":" + api.port() + "@" + evil + "/1.pdf",
                "file:///etc/passwd",
                "gopher://" + evil + "/_x",
                "jar:http://" + evil + "/a!/b",
                "data:application/pdf,%25PDF-1.7",
                "http://",
                ":",
                "http:");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("targets")
    void easyecom_s_redirects_are_followed_nowhere(String target) {
        count(REDIRECTED);
        for (int status : REDIRECTS) {
            forget();
            api.answer(head -> head.startsWith("POST ") ? asEasyEcom(head) : redirect(status, target));

            Throwable failure = asked("/o?cursor=1");

            assertThat(failure).isInstanceOf(EasyEcomUnavailable.class);
            assertThat(calls()).isNotEmpty(); // asked again, but there
            harmless(failure);
        }
    }

    static Stream<String> foreignDocuments() {
        int port = files.port();
        return Stream.of(
                        HostileUrls.disguised("http", FILES, EVIL, port),
                        HostileUrls.toAddresses("http", port),
                        HostileUrls.toAddresses("https", port),
                        HostileUrls.ofOtherSchemes(EVIL, port),
                        HostileUrls.withoutScheme(EVIL, port),
                        List.of(
                                "https://" + FILES + ":" + port + "/1.pdf",
                                "http://" + FILES + "/1.pdf",
                                "http://files-a.b.s3.in.names.test:" + port + "/1.pdf",
                                "http://files-a.s3.in.evil.names.test:" + port + "/1.pdf",
                                "http://files-.s3.in.names.test:" + port + "/1.pdf",
                                "http://files-a.s3..names.test:" + port + "/1.pdf",
                                "http://files-a.s3.names.test:" + port + "/1.pdf",
                                "http://files-a.s3.in.names.test.evil.names.test:" + port + "/1.pdf",
                                "http://files-a.s3.in.names.testevil.names.test:" + port + "/1.pdf",
                                "http://evil-files-a.s3.in.names.test:" + port + "/1.pdf",
                                "https://ee-uploaded-files-x.s3.ap-south-1.amazonaws.com.evil.names.test:" + port))
                .flatMap(List::stream);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("foreignDocuments")
    void a_document_that_lies_elsewhere_is_not_fetched(String url) {
        int before = dropped;

        Throwable failure = fetched(kind(url), url);

        if (dropped == before) {
            count(HostileUrls.kind(url));
        }
        assertThat(failure).isInstanceOf(EasyEcomRefused.class);
        assertThat(files.connections()).isZero();
        harmless(failure);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("targets")
    void a_document_that_redirects_elsewhere_is_not_followed(String target) {
        count(REDIRECTED);
        for (int status : REDIRECTS) {
            forget();
            files.answer(head -> redirect(status, target.replace(":" + api.port(), ":" + files.port())));

            Throwable failure = fetched("label", allowed());

            assertThat(failure).isInstanceOfAny(EasyEcomRefused.class, EasyEcomUnavailable.class);
            assertThat(files.heads()).hasSize(1);
            harmless(failure);
        }
    }

    /** The name is allowed, what it resolves to is not. */
    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.3",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.0.1",
                "100.64.0.1",
                "169.254.169.254",
                "::1",
                "::",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "fd00:ec2::254",
                "fe80::1",
                "127.0.0.2,127.0.0.1",
                "127.0.0.1,127.0.0.2",
                "127.0.0.2,::1",
                "127.0.0.2,127.0.0.2,10.0.0.1"
            })
    void a_document_whose_host_has_a_private_address_is_not_fetched(String addresses) {
        count(REBOUND);
        String host = NamesOfTests.name("files-inside.s3.in", addresses);

        Throwable failure = fetched("label", "http://" + host + ":" + files.port() + "/1.pdf");

        assertThat(failure).isInstanceOf(EasyEcomRefused.class).hasMessageContaining(host);
        assertThat(files.connections()).isZero();
        harmless(failure);
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "127.0.0.2|127.0.0.1",
                "127.0.0.2|127.0.0.1|127.0.0.2",
                "127.0.0.2|127.0.0.3",
                "127.0.0.2|::1",
                "127.0.0.2|127.0.0.1,127.0.0.2"
            })
    void a_document_comes_from_the_address_that_was_checked_whatever_its_name_is_a_moment_later(String looks) {
        count(REBOUND);
        String host = NamesOfTests.name("files-turning.s3.in", looks.split("\\|"));

        assertThat(fetched("label", "http://" + host + ":" + files.port() + "/1.pdf"))
                .isNull();

        assertThat(files.heads()).singleElement().asString().containsIgnoringCase("Host: " + host + ":" + files.port());
        untouched();
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_to_the_same_name_is_looked_up_again(int status) {
        count(REBOUND);
        String host = NamesOfTests.name("files-turned.s3.in", "127.0.0.2", "127.0.0.1");
        String url = "http://" + host + ":" + files.port() + "/1.pdf";
        files.answer(head -> redirect(status, url));

        Throwable failure = fetched("label", url);

        assertThat(failure).isInstanceOf(EasyEcomRefused.class);
        assertThat(files.heads()).hasSize(1);
        harmless(failure);
    }

    @Test
    void a_name_that_resolves_to_nothing_may_do_so_later() {
        count("unresolved");
        var gateways = gateways(List.of("http://files-gone.invalid:" + files.port()));
        URI url = URI.create("http://files-gone.invalid:" + files.port() + "/1.pdf");

        Throwable failure = catchThrowable(() -> gateways.documents.fetch(BLR, url, file(), 1000));

        assertThat(failure).isInstanceOf(EasyEcomUnavailable.class).hasMessageContaining("files-gone.invalid");
        harmless(failure);
    }

    static Stream<String> odd() {
        String at = "http://" + FILES + ":" + files.port();
        return Stream.of(
                at + "/1.pdf?a=%0d%0aX-Injected:%20y",
                at + "/%0d%0aX-Injected:%20y",
                at + "/\u560d\u560aX-Injected:y",
                at + "/\u010d\u010aX-Injected:y",
                at + "/o\u2029X-Injected:y",
                at + "/a b.pdf",
                at + "//" + EVIL + "/1.pdf",
                at + "/@" + EVIL + "/1.pdf",
                at + "/1.pdf#@" + EVIL,
                at + "?@" + EVIL,
                at + "/" + "a".repeat(50_000),
                at + "/1.pdf?api_key=x&Authorization=y");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("odd")
    void an_odd_path_at_an_allowed_origin_is_one_request_there_without_credentials(String url) {
        count("at home");

        Throwable failure = fetched("label", url);

        assertThat(files.heads()).hasSizeLessThanOrEqualTo(1);
        if (failure != null) {
            harmless(failure);
        }
        untouched();
        withoutCredentials();
    }

    private static String kind(String url) {
        return KINDS.get(url.length() % KINDS.size());
    }

    private Throwable asked(String nextUrl) {
        Gateways gateways = gateways(List.of());
        return catchThrowable(() -> gateways.orders.next(BLR, nextUrl));
    }

    /** Null where a PDF came; what is no link at all is as good as refused. */
    private Throwable fetched(String kind, String url) {
        Gateways gateways = gateways(List.of("http://files-*.s3.*.names.test:" + files.port()));
        URI link = kind.equals("manifest") ? manifest(url) : listed(gateways, kind, url);
        if (link == null) {
            dropped++;
            return new EasyEcomRefused("No link.", 200, "");
        }
        return catchThrowable(() -> gateways.documents.fetch(BLR, link, file(), 100_000));
    }

    private static URI listed(Gateways gateways, String kind, String url) {
        String ascii = write(JSON.createObjectNode()
                .put("code", 200)
                .set("data", JSON.createObjectNode().put(kind, url)));
        api.answer(head -> head.startsWith("POST ") ? asEasyEcom(head) : Recorder.answer(200, "", ascii));
        return gateways.documents.list(BLR, 90210001).get(kind);
    }

    private static URI manifest(String url) {
        return ManifestReply.read(JSON.createObjectNode()
                        .set(
                                "data",
                                JSON.createObjectNode()
                                        .put("manifest_number", "M1")
                                        .put("manifest_url", url)))
                .document();
    }

    private static Gateways gateways(List<String> origins) {
        Lookup lookup = new Lookup(
                false,
                "fulfilment.documents.allow-private-addresses=true",
                InetAddress::getAllByName,
                address -> address.getHostAddress().equals("127.0.0.2") || PublicAddress.is(address));
        return new Gateways(
                URI.create("http://" + API + ":" + api.port()), origins, lookup, Clock.systemUTC(), Tier.UNLIMITED);
    }

    private static void harmless(Throwable failure) {
        assertThat(failure).isInstanceOf(EasyEcomFailure.class);
        assertThat(failure.getMessage())
                .hasSizeLessThan(700)
                .matches(text -> text.codePoints().noneMatch(Character::isISOControl), "has no control characters");
        untouched();
        withoutCredentials();
        for (String head : calls()) {
            String[] lines = head.split("\r\n");
            assertThat(lines[0]).matches("[A-Z]+ /[\\x21-\\x7e]* HTTP/1\\.1");
            assertThat(Arrays.stream(lines).skip(1).map(line -> line.split(":")[0].toLowerCase(Locale.ROOT)))
                    .isSubsetOf(HEADERS);
        }
    }

    private static void untouched() {
        assertThat(CANARIES).allSatisfy(canary -> {
            assertThat(canary.heads()).isEmpty();
            assertThat(canary.connections()).isZero();
        });
    }

    private static void withoutCredentials() {
        for (String head : files.heads()) {
            String headers = head.substring(head.indexOf("\r\n") + 2).toLowerCase(Locale.ROOT);
            assertThat(CREDENTIALS).noneMatch(headers::contains);
            assertThat(headers).doesNotContain("x-injected");
        }
    }

    private static void eventuallySeen(Recorder canary) {
        Eventually.become(1, canary::connections);
    }

    /** All that came to EasyEcom except logins. */
    private static List<String> calls() {
        return api.heads().stream()
                .filter(head -> !head.startsWith("POST /access/token "))
                .toList();
    }

    private static String asEasyEcom(String head) {
        return head.startsWith("POST /access/token ")
                ? Recorder.answer(200, "", "{\"data\":{\"token\":{\"jwt_token\":\"demo-token\"}},\"message\":null}")
                : Recorder.answer(404, "Content-Type: text/html\r\n", "<html>not found</html>");
    }

    private static String redirect(int status, String target) {
        return Recorder.answer(status, "Location: " + target + "\r\n", "");
    }

    private static String allowed() {
        return "http://" + FILES + ":" + files.port() + "/1.pdf";
    }

    private Path file() {
        return folder.resolve("document.pdf");
    }

    private static String write(com.fasterxml.jackson.databind.JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static synchronized void count(String what) {
        CASES.merge(what, 1, Integer::sum);
    }
}
