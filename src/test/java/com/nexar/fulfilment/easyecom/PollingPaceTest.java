package com.nexar.fulfilment.easyecom;

import static com.nexar.fulfilment.easyecom.Gateways.BLR;
import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.brands.Tier;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PollingPaceTest {

    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final ReadWindow DAY =
            new ReadWindow(Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-02-02T00:00:00Z"));

    private final StubServer stub =
            new StubServer().on("/orders/V2/getAllOrders", StubServer.json("{\"code\":200,\"data\":{\"orders\":[]}}"));
    private final SettableClock clock = new SettableClock("2026-02-03T12:00:00Z");

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void what_is_left_for_polling_lasts_until_the_day_ends() {
        Gateways poor = gateways(Tier.DEFAULT);
        var pace = new PollingPace(poor.calls);
        poor.budget.used(
                250); // 250 are left, 50 of them for commands; half of the rest is this list's: 100 in 12 hours
        assertThat(pace.interval(BLR, "orders", EVERY, 0.5, 1)).isEqualTo(Duration.ofSeconds(432));
        assertThat(pace.interval(BLR, "orders", EVERY, 0.5, 2)).isEqualTo(Duration.ofSeconds(864));
    }

    @Test
    void the_configured_interval_is_a_floor() {
        assertThat(new PollingPace(gateways(Tier.DIAMOND).calls).interval(BLR, "orders", EVERY, 0.5, 2))
                .isEqualTo(EVERY);
    }

    @Test
    void when_nothing_is_left_for_polling_it_waits_for_the_next_day() {
        Gateways poor = gateways(Tier.DEFAULT);
        poor.budget.used(450);
        assertThat(new PollingPace(poor.calls).interval(BLR, "orders", EVERY, 0.5, 1))
                .isEqualTo(Duration.ofHours(12));
    }

    @Test
    void a_round_that_takes_more_calls_comes_less_often() {
        Gateways poor = gateways(Tier.DEFAULT);
        var pace = new PollingPace(poor.calls);
        poor.budget.used(246); // four with the login
        pace.round(BLR, "orders", () -> {
            for (int i = 0; i < 3; i++) {
                poor.orders.first(BLR, DAY);
            }
        });
        assertThat(stub.calls()).hasSize(3);
        assertThat(pace.interval(BLR, "orders", EVERY, 0.5, 1)).isEqualTo(Duration.ofSeconds(4 * 432));
    }

    @Test
    void a_round_that_another_pod_has_says_nothing() {
        Gateways poor = gateways(Tier.DEFAULT);
        var pace = new PollingPace(poor.calls);
        pace.round(BLR, "orders", () -> {});
        poor.budget.used(250);
        assertThat(pace.interval(BLR, "orders", EVERY, 0.5, 1)).isEqualTo(Duration.ofSeconds(432));
    }

    @Test
    void where_calls_are_not_counted_it_is_as_configured() {
        assertThat(new PollingPace(gateways(Tier.UNLIMITED).calls).interval(BLR, "orders", EVERY, 0.5, 2))
                .isEqualTo(EVERY);
    }

    private Gateways gateways(Tier tier) {
        return new Gateways(stub.url(), clock, tier, "permit-wait=5s");
    }
}
