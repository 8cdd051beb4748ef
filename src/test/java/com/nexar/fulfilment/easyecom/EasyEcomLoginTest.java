package com.nexar.fulfilment.easyecom;

import static com.nexar.fulfilment.easyecom.Gateways.BLR;
import static com.nexar.fulfilment.easyecom.StubServer.json;
import static com.nexar.fulfilment.easyecom.StubServer.reply;
import static com.nexar.fulfilment.easyecom.StubServer.slow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nexar.fulfilment.brands.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins over HTTP, as the calls that need a token see them. */
class EasyEcomLoginTest {

    private static final String OK = "{\"code\":200,\"data\":[]}";

    private final StubServer stub = new StubServer().on("/orders/holdOrders", json(OK));
    private final SettableClock clock = new SettableClock("2026-02-03T00:00:00Z");
    private final Gateways gateways = new Gateways(stub.url(), clock, Tier.UNLIMITED);

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void twenty_writes_at_once_share_one_login() throws InterruptedException, ExecutionException {
        stub.on(StubServer.TOKEN_PATH, slow(50, json("{\"data\":{\"token\":{\"jwt_token\":\"shared\"}}}")));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(threads.submit(this::hold));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(stub.logins()).hasSize(1);
        assertThat(stub.calls())
                .hasSize(20)
                .allMatch(c -> c.headers().get("authorization").equals("Bearer shared"));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429})
    void a_throttled_login_is_not_tried_again_inside_the_lockout(int status) {
        stub.on(StubServer.TOKEN_PATH, reply(status, "application/json", "{\"message\":\"Forbidden\"}"));
        assertThat(unavailable().retryAfter()).isEqualTo(Duration.ofSeconds(60));
        clock.advance(Duration.ofSeconds(45));
        assertThat(unavailable().retryAfter()).isEqualTo(Duration.ofSeconds(15));
        assertThat(stub.logins()).hasSize(1);
        assertThat(stub.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Bad gateway</html>", "{\"data\":", ""})
    void a_login_without_a_readable_answer_leaves_the_write_unsent(String body) {
        stub.on(StubServer.TOKEN_PATH, reply(502, "text/html", body));
        unavailable();
        assertThat(stub.calls()).isEmpty();
    }

    @Test
    void a_login_that_an_open_breaker_stopped_costs_no_lockout() {
        var touchy = new Gateways(stub.url(), clock, Tier.UNLIMITED, "breaker.calls=2", "breaker.open-for=60s");
        stub.on(StubServer.TOKEN_PATH, reply(500, "text/html", "<html></html>"));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> touchy.connection.login(BLR)).isInstanceOf(EasyEcomUnavailable.class);
            clock.advance(Duration.ofSeconds(60));
        }
        assertThatThrownBy(() -> touchy.connection.login(BLR)).hasMessageContaining("failed too often");
        assertThatThrownBy(() -> touchy.connection.login(BLR)).hasMessageContaining("failed too often");
        assertThat(stub.logins()).hasSize(2);
    }

    @Test
    void a_login_for_a_good_token_asks_nobody() {
        gateways.connection.login(BLR);
        gateways.connection.login(BLR);
        assertThat(stub.logins()).hasSize(1);
    }

    private void hold() {
        gateways.orders.hold(BLR, 90210001, "short");
    }

    private EasyEcomUnavailable unavailable() {
        return catchThrowableOfType(EasyEcomUnavailable.class, this::hold);
    }
}
