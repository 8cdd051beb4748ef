package com.nexar.fulfilment.easyecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.brands.Tier;
import com.nexar.fulfilment.problems.ProblemCode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The bucket in the database, with several pods at it. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class BudgetTableTest {

    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final int[] ONE_COMMAND = {1, 0, 0, 0};

    @Inject
    Pods pods;

    private final Location at = Pods.somewhere();

    @Test
    void what_leaves_all_pods_together_conforms_to_the_tier() throws Exception {
        Terms silver = new Terms(Tier.SILVER, 0, QuotaDay.UTC);
        var left = new ConcurrentLinkedQueue<Long>();
        var lapsed = new AtomicInteger();
        List<Callable<Void>> callers = new ArrayList<>();
        for (int pod = 0; pod < 3; pod++) {
            var line = new PermitLine(silver, pods.budget(), PATIENT);
            for (int caller = 0; caller < 30; caller++) {
                callers.add(() -> {
                    while (!leaves(line, left)) {
                        lapsed.incrementAndGet(); // a busy machine: another permit, as a call does
                    }
                    return null;
                });
            }
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> caller : threads.invokeAll(callers)) {
                caller.get();
            }
        }

        assertThat(left).hasSize(90);
        assertThat(excess(left.stream().sorted().toList(), Tier.SILVER)).isLessThanOrEqualTo(0);
        // what lapsed comes back with the next lot; of the last ones there may be none
        assertThat(pods.budget().standing(at, silver).used()).isBetween(90, 90 + lapsed.get());
    }

    private boolean leaves(PermitLine line, Collection<Long> left) {
        Permit permit = line.take(at, Lane.COMMANDS, null);
        try {
            long now = System.nanoTime(); // before the check, so that a pause of this thread counts for neither
            permit.use();
            left.add(now);
            return true;
        } catch (Wire.PermitLapsed e) {
            return false;
        } finally {
            line.settle(permit);
        }
    }

    @Test
    void an_idle_hour_does_not_save_up_more_than_the_burst() {
        Terms bronze = new Terms(Tier.BRONZE, 0, QuotaDay.UTC);
        pods.budget().take(at, bronze, asked(1));
        change("refilled_at = now() - interval '1 hour'");
        assertThat(pods.budget().take(at, bronze, asked(100)).granted()).containsExactly(7, 0, 0, 0);
    }

    @Test
    void a_pause_holds_for_every_pod_and_never_becomes_shorter() {
        Terms bronze = new Terms(Tier.BRONZE, 0, QuotaDay.UTC);
        pods.budget().take(at, bronze, asked(1));
        pods.budget().pause(at, Duration.ofSeconds(120));
        pods.budget().pause(at, Duration.ofSeconds(6));
        SharedBudget.Taken taken = pods.budget().take(at, bronze, asked(1));
        assertThat(taken.granted()).containsExactly(0, 0, 0, 0);
        assertThat(taken.pausedFor()).isBetween(Duration.ofSeconds(110), Duration.ofSeconds(120));
    }

    @Test
    void the_last_calls_of_the_day_are_for_commands() {
        Terms poor = new Terms(Tier.DEFAULT, 50, QuotaDay.UTC);
        pods.budget().take(at, poor, asked(1));
        change("used = 449, tokens = 7.5");
        var all = new SharedBudget.Asked(new int[] {0, 1, 1, 0}, 0, null, 0);
        assertThat(pods.budget().take(at, poor, all).granted()).containsExactly(0, 1, 0, 0);
        assertThat(pods.budget().take(at, poor, asked(1)).granted()).containsExactly(1, 0, 0, 0);
        assertThat(pods.budget().standing(at, poor).used()).isEqualTo(451);
    }

    @Test
    void unused_permits_come_back_to_the_day_they_were_of() {
        Terms bronze = new Terms(Tier.BRONZE, 0, QuotaDay.UTC);
        Instant today = pods.budget().take(at, bronze, asked(5)).standing().resetsAt();
        var back = new SharedBudget.Asked(ONE_COMMAND, 3, today, 0);
        assertThat(pods.budget().take(at, bronze, back).standing().used()).isEqualTo(3);
        var ofYesterday = new SharedBudget.Asked(ONE_COMMAND, 3, today.minus(1, ChronoUnit.DAYS), 2);
        SharedBudget.Standing standing =
                pods.budget().take(at, bronze, ofYesterday).standing();
        assertThat(standing.used()).isEqualTo(4);
        assertThat(standing.confirmed()).isEqualTo(2);
    }

    @Test
    void the_day_ends_at_midnight_utc_at_midnight_in_india_or_24_hours_after_its_first_call() {
        for (QuotaDay day : QuotaDay.values()) {
            Location place = Pods.somewhere();
            Terms terms = new Terms(Tier.BRONZE, 0, day);
            SharedBudget.Standing before = pods.budget().standing(place, terms);
            Instant now = Instant.now();
            SharedBudget.Standing after =
                    pods.budget().take(place, terms, asked(1)).standing();
            switch (day) {
                case UTC -> assertThat(after.resetsAt()).isEqualTo(midnight(now, ZoneOffset.UTC));
                case IST -> assertThat(after.resetsAt()).isEqualTo(midnight(now, ZoneOffset.ofHoursMinutes(5, 30)));
                case ROLLING ->
                    assertThat(after.resetsAt())
                            .isCloseTo(
                                    now.plus(24, ChronoUnit.HOURS),
                                    org.assertj.core.api.Assertions.within(5, ChronoUnit.SECONDS));
            }
            assertThat(before.resetsAt()).isEqualTo(day == QuotaDay.ROLLING ? null : after.resetsAt());
            assertThat(pods.budget().standing(place, terms).resetsAt()).isEqualTo(after.resetsAt());
        }
    }

    @Test
    void a_new_day_starts_with_nothing_used() {
        Terms bronze = new Terms(Tier.BRONZE, 0, QuotaDay.IST);
        pods.budget().take(at, bronze, asked(1));
        change("used = 50000");
        assertThat(pods.budget().take(at, bronze, asked(1)).granted()).containsExactly(0, 0, 0, 0);
        assertThat(pods.budget().standing(at, bronze).used()).isEqualTo(50_000);
        change("day_ends_at = now() - interval '1 second'");
        assertThat(pods.budget().standing(at, bronze).used()).isZero();
        assertThat(pods.budget().take(at, bronze, asked(1)).standing().used()).isEqualTo(1);
    }

    @Test
    void a_day_that_easyecom_says_is_used_up_is_used_up_for_all_pods_until_it_is_asked_again() {
        try (var stub = new StubServer()) {
            stub.on(
                    "/orders/holdOrders",
                    StubServer.reply(429, "application/json", "{\"message\":\"Limit Exceeded\"}"));
            var one = new EasyEcomOrders(pods.pod(at, stub.url(), Tier.BRONZE, "demo-password"));
            var other = new EasyEcomOrders(pods.pod(at, stub.url(), Tier.BRONZE, "demo-password"));
            for (EasyEcomOrders pod : List.of(one, other, one)) {
                var exhausted = catchThrowableOfType(EasyEcomUnavailable.class, () -> pod.hold(at, 1, "short"));
                assertThat(exhausted.code()).isEqualTo(ProblemCode.QUOTA_EXHAUSTED);
                assertThat(exhausted.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(15));
            }
            assertThat(stub.calls()).hasSize(1);
            change("spent_until = now()");
            assertThat(catchThrowableOfType(EasyEcomUnavailable.class, () -> one.hold(at, 1, "short")))
                    .hasMessageContaining("EasyEcom says");
            assertThat(stub.calls()).hasSize(2);
        }
    }

    @Test
    void a_retry_after_is_obeyed_by_the_other_pod() {
        try (var stub = new StubServer()) {
            stub.on(
                    "/orders/holdOrders",
                    StubServer.header("Retry-After", "90", StubServer.reply(429, "text/plain", "Too Many Requests")));
            var one = new EasyEcomOrders(pods.pod(at, stub.url(), Tier.BRONZE, "demo-password"));
            var other = new EasyEcomOrders(pods.pod(at, stub.url(), Tier.BRONZE, "demo-password"));
            for (EasyEcomOrders pod : List.of(one, other)) {
                var paused = catchThrowableOfType(EasyEcomUnavailable.class, () -> pod.hold(at, 1, "short"));
                assertThat(paused.retryAfter()).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(90));
            }
            assertThat(stub.calls()).hasSize(1);
        }
    }

    private static SharedBudget.Asked asked(int commands) {
        return new SharedBudget.Asked(new int[] {commands, 0, 0, 0}, 0, null, 0);
    }

    private void change(String how) {
        try (Database owner = Database.asOwner()) {
            owner.run("update easyecom_budgets set " + how + " where brand = ?", at.brand());
        }
    }

    /** By how many the fullest stretch between two departures exceeds what a token bucket lets through. */
    private static double excess(List<Long> left, Tier tier) {
        double worst = Double.NEGATIVE_INFINITY;
        for (int from = 0; from < left.size(); from++) {
            for (int to = from; to < left.size(); to++) {
                double seconds = (left.get(to) - left.get(from)) / 1e9;
                worst = Math.max(worst, to - from + 1 - (tier.burst() + tier.perSecond() * seconds));
            }
        }
        return worst;
    }

    private static Instant midnight(Instant now, ZoneOffset offset) {
        return LocalDate.ofInstant(now, offset).plusDays(1).atStartOfDay(offset).toInstant();
    }
}
