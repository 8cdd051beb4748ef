package com.nexar.fulfilment.easyecom;

import static com.nexar.fulfilment.easyecom.Gateways.BLR;
import static com.nexar.fulfilment.easyecom.StubServer.cut;
import static com.nexar.fulfilment.easyecom.StubServer.header;
import static com.nexar.fulfilment.easyecom.StubServer.json;
import static com.nexar.fulfilment.easyecom.StubServer.reply;
import static com.nexar.fulfilment.easyecom.StubServer.slow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nexar.fulfilment.brands.Tier;
import com.nexar.fulfilment.problems.ProblemCode;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every gateway against every way in which EasyEcom can fail, counting the requests that left. */
class EasyEcomFailuresTest {

    private static final String OK =
            "{\"code\":200,\"message\":\"Successful\",\"data\":{\"orders\":[],\"products\":[]}}";
    private static final String UNKNOWN_TOKEN = "{\"code\":401,\"message\":\"Invalid Api token.\",\"data\":[]}";
    private static final ReadWindow DAY =
            new ReadWindow(Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-02-02T00:00:00Z"));

    /** One call of each gateway. */
    enum Doing {
        LIST_ORDERS("/orders/V2/getAllOrders", false, g -> g.orders.first(BLR, DAY)),
        READ_SHIPMENT("/orders/V2/getOrderDetails", false, g -> g.orders.shipment(BLR, 90210001)),
        READ_ORDER("/orders/V2/getOrderDetails", false, g -> g.orders.order(BLR, 70110001)),
        LIST_PRODUCTS("/Products/GetProductMaster", false, g -> g.products.first(BLR, null)),
        LIST_DOCUMENTS("/orders/documents", false, g -> g.documents.list(BLR, 90210001)),
        HOLD("/orders/holdOrders", true, g -> g.orders.hold(BLR, 90210001, "short")),
        RELEASE("/orders/unholdOrders", true, g -> g.orders.release(BLR, 90210001)),
        ASSIGN(
                "/Carrier/assignAWB",
                true,
                g -> g.assignments.assign(BLR, new AssignRequest(90210001, "NexarExpress", "NXR1", "28001", null))),
        CONFIRM("/orders/confirm_order", true, g -> g.confirmations.confirm(BLR, 70110001, 90210001, null)),
        MANIFEST("/Manifest/generateManifest", true, g -> g.manifests.generate(BLR, "28001", "10", List.of("NXR1"))),
        TRACK(
                "/Carrier/V2/updateTrackingStatus",
                true,
                g -> g.tracking.update(BLR, new TrackingUpdate("NXR1", 2, null, null, List.of())));

        final String path;
        final boolean write;
        final Consumer<Gateways> call;

        Doing(String path, boolean write, Consumer<Gateways> call) {
            this.path = path;
            this.write = write;
            this.call = call;
        }
    }

    private final StubServer stub = new StubServer();
    private final Gateways gateways = new Gateways(stub.url());

    @AfterEach
    void close() {
        stub.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_good_answer_takes_one_request_with_both_headers(Doing doing) {
        stub.on(doing.path, json(OK));
        doing.call.accept(gateways);
        assertThat(stub.only().headers())
                .containsEntry("x-api-key", "demo-api-key-0000")
                .containsEntry("authorization", "Bearer token-1");
        assertThat(stub.logins()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LIST_DOCUMENTS", "READ_SHIPMENT", "READ_ORDER"})
    void a_refusal_inside_a_200_leaves_one_request_and_keeps_their_words(Doing doing) {
        stub.on(doing.path, json("{\"code\":400,\"message\":\"Order is on hold\",\"data\":[]}"));
        var refused = catchThrowableOfType(EasyEcomRefused.class, () -> doing.call.accept(gateways));
        assertThat(refused.code()).isEqualTo(ProblemCode.UPSTREAM_REFUSED);
        assertThat(refused.upstream().code()).isEqualTo(400);
        assertThat(refused.upstream().message()).isEqualTo("Order is on hold");
        assertThat(stub.calls()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"READ_SHIPMENT", "READ_ORDER"})
    void a_refusal_to_show_a_shipment_says_nothing_about_it_and_a_404_nothing_about_any(Doing doing) {
        stub.on(
                doing.path,
                json("{\"code\":400,\"message\":\"Something went wrong\",\"data\":[]}"),
                reply(404, "application/json", "{\"message\":\"Not Found\"}"),
                reply(404, "text/html", "<html>404</html>"));
        assertThat(unavailable(doing, gateways).ofOneRow()).isTrue();
        assertThat(unavailable(doing, gateways).ofOneRow()).isFalse();
        assertThat(unavailable(doing, gateways).ofOneRow()).isFalse();
        assertThat(stub.calls()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void a_refused_token_is_renewed_once_and_the_call_repeated_once_in_every_guise(Doing doing) {
        for (StubServer.Answer guise : List.of(
                reply(401, "application/json", UNKNOWN_TOKEN),
                json("{\"code\":401,\"message\":\"token is invalid\",\"data\":[]}"),
                json("{\"data\":[],\"message\":\"Unauthorized access\"}"))) {
            try (var stub = new StubServer()) {
                stub.on(doing.path, guise, json(OK));
                var gateways = new Gateways(stub.url(), "token.login-lockout=0s");
                doing.call.accept(gateways);
                assertThat(stub.calls()).hasSize(2);
                assertThat(stub.calls().getLast().headers()).containsEntry("authorization", "Bearer token-2");
                assertThat(stub.logins()).hasSize(2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HOLD", "RELEASE", "ASSIGN", "CONFIRM", "MANIFEST", "TRACK"})
    void words_about_somebody_elses_token_never_send_a_write_again_and_leave_ours_as_it_is(Doing doing) {
        stub.on(doing.path, json("{\"code\":500,\"message\":\"Unauthorized response from courier\"}"));
        failsAsUnclear(doing, Duration.ofSeconds(3), 1);
        stub.on(doing.path, json("{\"code\":400,\"message\":\"You are unauthorized to use this carrier\"}"));
        assertThatThrownBy(() -> doing.call.accept(gateways)).isInstanceOf(EasyEcomRefused.class);
        assertThat(stub.calls()).hasSize(2);
        assertThat(stub.logins()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_token_refused_twice_is_unavailable_after_two_requests(Doing doing) {
        stub.on(doing.path, reply(401, "application/json", UNKNOWN_TOKEN));
        var lenient = new Gateways(stub.url(), "token.login-lockout=0s");
        assertThatThrownBy(() -> doing.call.accept(lenient)).isInstanceOf(EasyEcomUnavailable.class);
        assertThat(stub.calls()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_token_refused_inside_the_lockout_waits_for_its_end(Doing doing) {
        stub.on(doing.path, reply(401, "application/json", UNKNOWN_TOKEN));
        var unavailable = unavailable(doing, gateways);
        assertThat(unavailable.retryAfter()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
        assertThat(stub.calls()).hasSize(1);
        assertThat(stub.logins()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void too_many_requests_are_unavailable_and_only_reads_try_again(Doing doing) {
        stub.on(doing.path, reply(429, "text/plain", "Too Many Requests"));
        var unavailable = unavailable(doing, gateways);
        assertThat(unavailable.code()).isEqualTo(ProblemCode.UPSTREAM_UNAVAILABLE);
        assertThat(unavailable.retryAfter()).isEqualTo(Duration.ofMillis(20));
        assertThat(stub.calls()).hasSize(doing.write ? 1 : 3);
    }

    @ParameterizedTest
    @EnumSource
    void a_long_retry_after_is_handed_on_instead_of_waited_for(Doing doing) {
        stub.on(doing.path, header("Retry-After", "120", reply(429, "text/plain", "Too Many Requests")));
        assertThat(unavailable(doing, gateways).retryAfter()).isEqualTo(Duration.ofSeconds(120));
        assertThat(stub.calls()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_500_makes_a_write_uncertain_for_3_s_and_a_read_unavailable(Doing doing) {
        stub.on(doing.path, reply(500, "text/html", "<html><h1>Server Error</h1></html>"));
        failsAsUnclear(doing, Duration.ofSeconds(3), 3);
    }

    @ParameterizedTest
    @EnumSource
    void a_504_makes_a_write_uncertain_for_35_s(Doing doing) {
        stub.on(doing.path, reply(504, "application/json", "{\"message\":\"Endpoint request timed out\"}"));
        failsAsUnclear(doing, Duration.ofSeconds(35), 3);
    }

    @ParameterizedTest
    @EnumSource
    void no_answer_in_time_makes_a_write_uncertain_and_is_not_tried_again(Doing doing) {
        stub.on(doing.path, slow(1_000, json(OK)));
        var hasty = new Gateways(stub.url(), "timeout=150ms", "connect-timeout=150ms");
        hasty.connection.login(BLR);
        failsAsUnclear(doing, hasty, Duration.ofSeconds(35), 1);
    }

    @ParameterizedTest
    @EnumSource
    void a_page_of_html_is_no_answer(Doing doing) {
        stub.on(doing.path, reply(200, "text/html", "<html><h1>Maintenance</h1></html>"));
        failsAsUnclear(doing, Duration.ofSeconds(35), 3);
    }

    @ParameterizedTest
    @EnumSource
    void a_body_that_breaks_off_is_no_answer(Doing doing) {
        stub.on(doing.path, cut("{\"code\":200,\"data\":["));
        failsAsUnclear(doing, Duration.ofSeconds(35), 3);
    }

    @ParameterizedTest
    @EnumSource
    void complete_but_cut_json_is_no_answer(Doing doing) {
        stub.on(doing.path, json("{\"code\":200,\"data\":["));
        failsAsUnclear(doing, Duration.ofSeconds(35), 3);
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_beyond_the_size_cap_is_no_answer(Doing doing) {
        stub.on(doing.path, json("{\"code\":200,\"data\":[\"" + "x".repeat(3000) + "\"]}"));
        failsAsUnclear(doing, new Gateways(stub.url(), "max-response-size=2K"), Duration.ofSeconds(35), 3);
    }

    @ParameterizedTest
    @EnumSource
    void without_a_connection_nothing_was_sent(Doing doing) {
        // A kept connection that dies under a write would rightly make it uncertain.
        stub.on(
                StubServer.TOKEN_PATH,
                header("Connection", "close", json("{\"data\":{\"token\":{\"jwt_token\":\"t\"}}}")));
        gateways.connection.login(BLR);
        stub.close();
        var unavailable = unavailable(doing, gateways);
        assertThat(unavailable.code()).isEqualTo(ProblemCode.UPSTREAM_UNAVAILABLE);
        assertThat(unavailable.retryAfter()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void an_open_breaker_sends_nothing(Doing doing) {
        stub.on(doing.path, reply(500, "text/html", "<html></html>"));
        var touchy = new Gateways(stub.url(), "breaker.calls=4", "breaker.open-for=60s", "read-retries=0");
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> doing.call.accept(touchy)).isInstanceOf(EasyEcomFailure.class);
        }
        assertThat(unavailable(doing, touchy).retryAfter()).isEqualTo(Duration.ofSeconds(60));
        assertThat(stub.calls()).hasSize(4);
        assertThat(touchy.connection.state(BLR).breaker()).isEqualTo("OPEN");
    }

    @Test
    void refusals_and_429_never_open_the_breaker() {
        var touchy = new Gateways(stub.url(), "breaker.calls=2", "read-retries=0");
        stub.on(Doing.HOLD.path, json("{\"code\":400,\"message\":\"no\"}"), reply(429, "text/plain", "slow down"));
        for (int i = 0; i < 6; i++) {
            assertThatThrownBy(() -> Doing.HOLD.call.accept(touchy)).isInstanceOf(EasyEcomFailure.class);
        }
        assertThat(stub.calls()).hasSize(6);
        assertThat(touchy.connection.state(BLR).breaker()).isEqualTo("CLOSED");
    }

    @Test
    void a_breaker_closes_again_after_its_pause() throws InterruptedException {
        var touchy = new Gateways(
                stub.url(), "breaker.calls=2", "breaker.open-for=50ms", "breaker.successes=1", "read-retries=0");
        var dead = reply(503, "text/html", "<html></html>");
        stub.on(Doing.HOLD.path, dead, dead, json(OK));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> Doing.HOLD.call.accept(touchy)).isInstanceOf(EasyEcomUncertain.class);
        }
        Thread.sleep(80);
        Doing.HOLD.call.accept(touchy);
        assertThat(touchy.connection.state(BLR).breaker()).isEqualTo("CLOSED");
    }

    @Test
    void one_kind_of_endpoint_does_not_take_the_others_down() {
        stub.on(Doing.HOLD.path, reply(500, "text/html", "<html></html>")).on(Doing.LIST_ORDERS.path, json(OK));
        var touchy = new Gateways(stub.url(), "breaker.calls=2");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> Doing.HOLD.call.accept(touchy)).isInstanceOf(EasyEcomFailure.class);
        }
        Doing.LIST_ORDERS.call.accept(touchy);
        assertThat(stub.calls()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void a_gateway_that_says_forbidden_names_the_api_key(Doing doing) {
        stub.on(doing.path, reply(403, "application/json", "{\"message\":\"Forbidden\"}"));
        assertThat(unavailable(doing, gateways)).hasMessageContaining("x-api-key");
        assertThat(stub.calls()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void nothing_is_sent_inside_a_transaction(Doing doing) {
        gateways.inTransaction = true;
        assertThatThrownBy(() -> doing.call.accept(gateways)).isInstanceOf(IllegalStateException.class);
        assertThat(stub.calls()).isEmpty();
        assertThat(stub.logins()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_used_up_quota_sends_nothing_until_midnight(Doing doing) {
        var clock = new SettableClock("2026-02-03T20:00:00Z");
        var poor = new Gateways(stub.url(), clock, Tier.DEFAULT, "permit-wait=20s");
        stub.on(doing.path, json(OK));
        poor.connection.login(BLR);
        poor.budget.used(500);
        var exhausted = unavailable(doing, poor);
        assertThat(exhausted.code()).isEqualTo(ProblemCode.QUOTA_EXHAUSTED);
        assertThat(exhausted.retryAfter()).isEqualTo(Duration.ofHours(4));
        assertThat(stub.calls()).isEmpty();
        clock.advance(Duration.ofHours(4));
        doing.call.accept(poor);
        assertThat(stub.calls()).hasSize(1);
    }

    @Test
    void an_uncertain_write_says_until_when_it_may_have_left() {
        stub.on(Doing.CONFIRM.path, reply(502, "text/html", "<html></html>"));
        Instant before = Instant.now();
        var uncertain = catchThrowableOfType(
                EasyEcomUncertain.class,
                () -> gateways.confirmations.confirm(BLR, 1, 2, new UpstreamPackage(BigDecimal.TEN, null, null, null)));
        assertThat(uncertain.sentNotAfter()).isBetween(before, Instant.now());
        assertThat(uncertain.code()).isEqualTo(ProblemCode.OUTCOME_UNKNOWN);
    }

    @Test
    void the_state_of_a_connection_tells_the_last_error_without_secrets() {
        stub.on(Doing.HOLD.path, reply(500, "text/html", "<html></html>"));
        assertThatThrownBy(() -> Doing.HOLD.call.accept(gateways)).isInstanceOf(EasyEcomUncertain.class);
        ConnectionState state = gateways.connection.state(BLR);
        assertThat(state.lastError())
                .contains("hold of 90210001")
                .doesNotContain("token-1", "demo-api-key", "demo-password");
        assertThat(state.lastErrorAt()).isNotNull().isEqualTo(state.lastCallAt());
        assertThat(state.tokenExpiresAt()).isEqualTo(state.tokenIssuedAt().plus(Duration.ofDays(90)));
        assertThat(state.quota().leftToday()).isNull();
    }

    @Test
    void a_wrong_host_never_hears_of_us() {
        var nowhere = new Gateways(URI.create("http://127.0.0.1:1"));
        assertThatThrownBy(() -> Doing.HOLD.call.accept(nowhere))
                .isInstanceOf(EasyEcomUnavailable.class)
                .hasMessageContaining("could not be reached");
    }

    private void failsAsUnclear(Doing doing, Duration quiet, int readAttempts) {
        failsAsUnclear(doing, gateways, quiet, readAttempts);
    }

    private void failsAsUnclear(Doing doing, Gateways gateways, Duration quiet, int readAttempts) {
        if (doing.write) {
            var uncertain = catchThrowableOfType(EasyEcomUncertain.class, () -> doing.call.accept(gateways));
            assertThat(uncertain.quietPeriod()).isEqualTo(quiet);
            assertThat(stub.calls()).hasSize(1);
        } else {
            assertThat(unavailable(doing, gateways).retryAfter()).isNotNull();
            assertThat(stub.calls()).hasSize(readAttempts);
        }
    }

    private static EasyEcomUnavailable unavailable(Doing doing, Gateways gateways) {
        return catchThrowableOfType(EasyEcomUnavailable.class, () -> doing.call.accept(gateways));
    }
}
