package com.nexar.fulfilment.easyecom;

import static com.nexar.fulfilment.easyecom.StubServer.json;
import static com.nexar.fulfilment.easyecom.StubServer.reply;
import static com.nexar.fulfilment.easyecom.StubServer.slow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.brands.Tier;
import com.nexar.fulfilment.easyecom.SharedTokens.Claim;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens and logins in the database, with several pods at it. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class TokenTableTest {

    private static final Duration LEASE = Duration.ofSeconds(40);
    private static final Duration LEAVES = Duration.ofSeconds(5);
    private static final String DENIED = "{\"data\":[],\"message\":\"Invalid user credentials provided\"}";

    @Inject
    Pods pods;

    private final StubServer stub = new StubServer().on("/orders/holdOrders", json("{\"code\":200,\"data\":[]}"));
    private final Location at = Pods.somewhere();

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void ten_pods_share_one_login_and_wait_for_it() throws InterruptedException, ExecutionException {
        stub.on(StubServer.TOKEN_PATH, slow(600, json("{\"data\":{\"token\":{\"jwt_token\":\"shared\"}}}")));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                EasyEcomOrders pod = pod();
                all.add(threads.submit(() -> pod.hold(at, 1, "short")));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(stub.logins()).hasSize(1);
        assertThat(stub.calls())
                .hasSize(10)
                .allMatch(call -> "Bearer shared".equals(call.headers().get("authorization")));
    }

    @Test
    void the_token_does_not_stand_in_the_table_as_text() {
        pod().hold(at, 1, "short");
        try (Database owner = Database.asOwner()) {
            assertThat(owner.number(
                            "select count(*) from easyecom_tokens where brand = ? and token is not null"
                                    + " and position('token-1'::bytea in token) = 0",
                            at.brand()))
                    .isEqualTo(1);
        }
    }

    @Test
    void after_a_401_the_token_that_another_pod_has_got_is_tried_first() {
        EasyEcomOrders one = pod();
        EasyEcomOrders other = pod();
        one.hold(at, 1, "short");
        other.hold(at, 1, "short");
        lastLoginWas("2 minutes");
        stub.on("/orders/holdOrders", unknown(), json("{\"code\":200,\"data\":[]}"));
        one.hold(at, 1, "short");
        stub.on("/orders/holdOrders", unknown(), json("{\"code\":200,\"data\":[]}"));
        other.hold(at, 1, "short");
        assertThat(stub.logins()).hasSize(2);
        assertThat(stub.calls().getLast().headers()).containsEntry("authorization", "Bearer token-2");
    }

    @Test
    void three_refused_logins_of_any_pods_stop_until_the_settings_change() {
        stub.on(StubServer.TOKEN_PATH, json(DENIED));
        for (int i = 1; i <= 3; i++) {
            EasyEcomOrders pod = pod();
            assertThatThrownBy(() -> pod.hold(at, 1, "short"))
                    .hasMessageContaining("Invalid user credentials provided");
            assertThat(catchThrowableOfType(EasyEcomUnavailable.class, () -> pod().hold(at, 1, "short"))
                            .retryAfter())
                    .isGreaterThan(Duration.ofSeconds(50));
            assertThat(stub.logins()).hasSize(i);
            lastLoginWas("2 minutes");
        }
        assertThatThrownBy(() -> pod().hold(at, 1, "short")).hasMessageContaining("until the settings change");
        assertThat(stub.logins()).hasSize(3);

        stub.on(StubServer.TOKEN_PATH, json("{\"data\":{\"token\":{\"jwt_token\":\"mended\"}}}"));
        new EasyEcomOrders(pods.pod(at, stub.url(), Tier.UNLIMITED, "the-right-one")).hold(at, 1, "short");
        assertThat(stub.logins()).hasSize(4);
    }

    @Test
    void a_token_of_other_settings_is_not_used() {
        pod().hold(at, 1, "short");
        lastLoginWas("2 minutes");
        new EasyEcomOrders(pods.pod(at, stub.url(), Tier.UNLIMITED, "another-user")).hold(at, 1, "short");
        assertThat(stub.calls().getLast().headers()).containsEntry("authorization", "Bearer token-2");
    }

    @Test
    void one_login_at_a_time_and_the_attempt_counts_from_before_it_leaves() {
        SharedTokens one = table();
        SharedTokens other = table();
        assertThat(one.claim(at, 0, LEAVES, LEASE)).isEqualTo(new Claim.Granted(1));
        assertThat(other.claim(at, 0, LEAVES, LEASE)).isEqualTo(new Claim.Busy());
        // the pod died: its lease lapses, and the lockout counts from the last moment at which it could have sent
        change("lease_until = now()");
        assertThat(((Claim.LockedOut) other.claim(at, 0, LEAVES, LEASE)).remaining())
                .isBetween(Duration.ofSeconds(62), Duration.ofSeconds(65));
        lastLoginWas("60 seconds");
        assertThat(other.claim(at, 0, LEAVES, LEASE)).isEqualTo(new Claim.Granted(2));
    }

    @Test
    void a_pod_that_comes_back_after_its_lease_changes_nothing() {
        SharedTokens slow = table();
        slow.claim(at, 0, LEAVES, LEASE);
        change("lease_until = now(), last_attempt_at = '-infinity'");
        SharedTokens other = table();
        other.claim(at, 0, LEAVES, LEASE);
        slow.refused(at, 1, "late");
        slow.notSent(at, 1);
        slow.succeeded(at, 1, token("late"));
        assertThat(other.claim(at, 0, LEAVES, LEASE)).isEqualTo(new Claim.Busy());
        other.succeeded(at, 2, token("good"));
        assertThat(slow.read(at).token().value()).isEqualTo("good");
    }

    @Test
    void a_login_that_never_left_gives_its_slot_back() {
        SharedTokens table = table();
        table.claim(at, 0, LEAVES, LEASE);
        table.notSent(at, 1);
        assertThat(table.claim(at, 0, LEAVES, LEASE)).isEqualTo(new Claim.Granted(2));
    }

    @Test
    void a_login_without_an_answer_counts_for_the_lockout_but_not_as_refused() {
        SharedTokens table = table();
        table.claim(at, 0, LEAVES, LEASE);
        table.failed(at, 1);
        assertThat(table.claim(at, 0, LEAVES, LEASE)).isInstanceOf(Claim.LockedOut.class);
        try (Database owner = Database.asOwner()) {
            assertThat(owner.number("select refusals from easyecom_tokens where brand = ?", at.brand()))
                    .isZero();
        }
    }

    @Test
    void a_dropped_token_is_dropped_for_all_unless_there_is_a_newer_one() {
        SharedTokens table = table();
        table.claim(at, 0, LEAVES, LEASE);
        table.succeeded(at, 1, token("first"));
        table.drop(at, 1);
        assertThat(table.read(at)).isNull();
        lastLoginWas("2 minutes");
        table.claim(at, 1, LEAVES, LEASE);
        table.succeeded(at, 2, token("second"));
        table.drop(at, 1);
        assertThat(table.read(at).token().value()).isEqualTo("second");
        assertThat(table.claim(at, 1, LEAVES, LEASE)).isInstanceOf(Claim.Renewed.class);
    }

    private EasyEcomOrders pod() {
        return new EasyEcomOrders(pods.pod(at, stub.url(), Tier.UNLIMITED, "demo-password"));
    }

    private SharedTokens table() {
        return pods.tokens(stub.url(), "demo-password", Gateways.config());
    }

    private static Token token(String value) {
        return new Token(value, Instant.now(), Instant.now().plus(Duration.ofDays(90)));
    }

    private static StubServer.Answer unknown() {
        return reply(401, "application/json", "{\"code\":401,\"message\":\"Invalid Api token.\",\"data\":[]}");
    }

    private void lastLoginWas(String ago) {
        change("last_attempt_at = now() - interval '" + ago + "'");
    }

    private void change(String how) {
        try (Database owner = Database.asOwner()) {
            owner.run("update easyecom_tokens set " + how + " where brand = ?", at.brand());
        }
    }
}
