package com.nexar.fulfilment.easyecom;

import static com.nexar.fulfilment.easyecom.Gateways.BLR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nexar.fulfilment.brands.Location;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TokensTest {

    private static final Duration LOCKOUT = Duration.ofSeconds(60);

    private final SettableClock clock = new SettableClock("2026-02-03T00:00:00Z");
    private final AtomicInteger logins = new AtomicInteger();
    private Function<Location, Token> answer = location -> token(Duration.ofDays(90));
    private final SharedTokens shared = new MemoryTokens(LOCKOUT, clock);
    private final Tokens tokens = pod();

    private Tokens pod() {
        Logins.Asking asking = (location, departure) -> {
            logins.incrementAndGet();
            return answer.apply(location);
        };
        return pod(asking);
    }

    private Tokens pod(Logins.Asking asking) {
        EasyEcomConfig config = Gateways.config();
        var logins = new Logins(shared, asking, config, new Meters(new SimpleMeterRegistry()), clock);
        return new Tokens(shared, logins, config, clock);
    }

    @Test
    void twenty_threads_share_one_login() throws InterruptedException, ExecutionException {
        var start = new CountDownLatch(1);
        Set<String> seen = ConcurrentHashMap.newKeySet();
        answer = location -> {
            sleep(50);
            return token(Duration.ofDays(90));
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(threads.submit(() -> {
                    start.await();
                    return seen.add(tokens.token(BLR));
                }));
            }
            start.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(logins).hasValue(1);
        assertThat(seen).containsExactly("token-1");
    }

    @Test
    void twenty_threads_with_the_same_refused_token_share_one_new_login()
            throws InterruptedException, ExecutionException {
        String old = tokens.token(BLR);
        clock.advance(LOCKOUT);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(threads.submit(() -> {
                    tokens.drop(BLR, old);
                    return tokens.token(BLR);
                }));
            }
            for (Future<String> one : all) {
                assertThat(one.get()).isEqualTo("token-2");
            }
        }
        assertThat(logins).hasValue(2);
    }

    @Test
    void locations_do_not_share_a_token() {
        assertThat(tokens.token(BLR)).isEqualTo("token-1");
        assertThat(tokens.token(new Location("acme", "del1", "Delhi 1", "nx2"))).isEqualTo("token-2");
    }

    @Test
    void a_token_is_renewed_a_week_before_its_end() {
        tokens.token(BLR);
        clock.advance(Duration.ofDays(83).minusSeconds(1));
        assertThat(tokens.token(BLR)).isEqualTo("token-1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.token(BLR)).isEqualTo("token-2");
    }

    @Test
    void a_short_token_is_renewed_in_its_last_third_and_not_at_every_call() {
        answer = location -> token(Duration.ofMinutes(9));
        tokens.token(BLR);
        clock.advance(Duration.ofMinutes(5));
        assertThat(tokens.token(BLR)).isEqualTo("token-1");
        clock.advance(Duration.ofMinutes(2));
        assertThat(tokens.token(BLR)).isEqualTo("token-2");
    }

    @Test
    void a_failed_renewal_keeps_the_old_token_and_rests_for_the_lockout() {
        tokens.token(BLR);
        clock.advance(Duration.ofDays(84));
        answer = location -> {
            throw new EasyEcomUnavailable("down", LOCKOUT);
        };
        assertThat(tokens.token(BLR)).isEqualTo("token-1");
        assertThat(tokens.token(BLR)).isEqualTo("token-1");
        assertThat(logins).hasValue(2);
        clock.advance(LOCKOUT);
        assertThat(tokens.token(BLR)).isEqualTo("token-1");
        assertThat(logins).hasValue(3);
    }

    @Test
    void an_ended_token_is_not_used() {
        tokens.token(BLR);
        clock.advance(Duration.ofDays(90));
        assertThat(tokens.token(BLR)).isEqualTo("token-2");
    }

    @Test
    void inside_the_lockout_nobody_logs_in_again() {
        tokens.drop(BLR, tokens.token(BLR));
        clock.advance(Duration.ofSeconds(20));
        var unavailable = catchThrowableOfType(EasyEcomUnavailable.class, () -> tokens.token(BLR));
        assertThat(unavailable.retryAfter()).isEqualTo(Duration.ofSeconds(40));
        assertThat(logins).hasValue(1);
        clock.advance(Duration.ofSeconds(40));
        assertThat(tokens.token(BLR)).isEqualTo("token-2");
    }

    @Test
    void a_dropped_token_does_not_take_its_successor_along() {
        String old = tokens.token(BLR);
        tokens.drop(BLR, old);
        clock.advance(LOCKOUT);
        tokens.token(BLR);
        tokens.drop(BLR, old);
        assertThat(tokens.token(BLR)).isEqualTo("token-2");
    }

    @Test
    void refused_logins_count_for_the_lockout_and_stop_after_three() {
        answer = location -> {
            throw new Logins.LoginRefused("Invalid user credentials provided");
        };
        for (int i = 1; i <= 3; i++) {
            assertThatThrownBy(() -> tokens.token(BLR))
                    .isInstanceOf(EasyEcomUnavailable.class)
                    .hasMessageContaining("Invalid user credentials provided")
                    .hasMessageContaining("fulfilment.brands.acme.easyecom.email");
            assertThatThrownBy(() -> tokens.token(BLR)).isInstanceOf(EasyEcomUnavailable.class);
            assertThat(logins).hasValue(i);
            clock.advance(LOCKOUT);
        }
        clock.advance(Duration.ofDays(1));
        assertThatThrownBy(() -> tokens.token(BLR)).hasMessageContaining("until the settings change");
        assertThat(logins).hasValue(3);
    }

    @Test
    void another_pod_takes_the_token_that_is_there() {
        tokens.token(BLR);
        assertThat(pod().token(BLR)).isEqualTo("token-1");
        assertThat(logins).hasValue(1);
    }

    @Test
    void a_refused_token_is_replaced_by_the_one_another_pod_has_got_meanwhile() {
        Tokens other = pod();
        String old = tokens.token(BLR);
        assertThat(other.token(BLR)).isEqualTo(old);
        clock.advance(LOCKOUT);
        other.drop(BLR, old);
        assertThat(other.token(BLR)).isEqualTo("token-2");
        tokens.drop(BLR, old);
        assertThat(tokens.token(BLR)).isEqualTo("token-2");
        assertThat(logins).hasValue(2);
    }

    @Test
    void a_token_that_has_ended_is_not_taken_up_again() {
        tokens.token(BLR);
        clock.advance(Duration.ofDays(91));
        assertThat(pod().token(BLR)).isEqualTo("token-2");
    }

    @Test
    void a_renewal_is_for_all_pods() {
        Tokens other = pod();
        tokens.token(BLR);
        other.token(BLR);
        clock.advance(Duration.ofDays(84));
        assertThat(tokens.token(BLR)).isEqualTo("token-2");
        assertThat(other.token(BLR)).isEqualTo("token-2");
        assertThat(logins).hasValue(2);
    }

    @Test
    void a_login_that_could_not_leave_in_time_never_leaves() {
        Tokens late = pod((location, departure) -> {
            sleep(Logins.LEAVES_WITHIN.plusMillis(10).toMillis());
            try {
                departure.check();
            } catch (Wire.NeverSent e) {
                throw new Logins.NotSent(new EasyEcomUnavailable("too late", LOCKOUT));
            }
            return token(Duration.ofDays(90));
        });
        assertThatThrownBy(() -> late.token(BLR)).hasMessage("too late");
        assertThat(tokens.token(BLR)).isEqualTo("token-1");
    }

    @Test
    void a_login_that_never_left_costs_no_lockout() {
        answer = location -> {
            throw new Logins.NotSent(new EasyEcomUnavailable("no connection", LOCKOUT));
        };
        assertThatThrownBy(() -> tokens.token(BLR)).isInstanceOf(EasyEcomUnavailable.class);
        answer = location -> token(Duration.ofDays(90));
        assertThat(tokens.token(BLR)).isEqualTo("token-2");
    }

    @Test
    void the_end_of_a_token_is_its_own_exp_then_expires_in_then_90_days() {
        Instant now = clock.instant();
        long exp = now.plus(Duration.ofDays(91)).getEpochSecond();
        assertThat(expiry(jwt("{\"exp\":" + exp + "}"), "1000")).isEqualTo(now.plus(Duration.ofDays(91)));
        assertThat(expiry(jwt("{\"exp\":1}"), "1000")).isEqualTo(now.plusSeconds(1000));
        assertThat(expiry("opaque", "\"1000\"")).isEqualTo(now.plusSeconds(1000));
        assertThat(expiry(jwt("not json"), "null")).isEqualTo(now.plus(Duration.ofDays(90)));
        assertThat(expiry("a.%%%.c", "\"NA\"")).isEqualTo(now.plus(Duration.ofDays(90)));
    }

    @Test
    void the_older_shape_of_a_token_is_understood() {
        Token token = Token.read(Envelope.tree("{\"data\":{\"jwt_token\":\"old\"}}"), clock.instant());
        assertThat(token.value()).isEqualTo("old");
        assertThat(token).asString().doesNotContain("old");
        assertThat(Token.read(Envelope.tree("{\"data\":[],\"message\":\"no\"}"), clock.instant()))
                .isNull();
    }

    private Instant expiry(String jwt, String expiresIn) {
        String body = "{\"data\":{\"token\":{\"jwt_token\":\"" + jwt + "\",\"expires_in\":" + expiresIn + "}}}";
        return Token.read(Envelope.tree(body), clock.instant()).expiresAt();
    }

    private static String jwt(String claims) {
        return "h." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".s";
    }

    private Token token(Duration life) {
        return new Token(
                "token-" + logins.get(), clock.instant(), clock.instant().plus(life));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
