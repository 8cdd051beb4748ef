package com.nexar.fulfilment.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.brands.Tier;
import com.nexar.fulfilment.easyecom.ClockDifference;
import com.nexar.fulfilment.easyecom.Quota;
import com.nexar.fulfilment.easyecom.QuotaDay;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the doctor makes of clock and quota, at the edges. */
class CircumstancesTest {

    private static final Location BLR = new Location("acme", "blr1", "Bengaluru 1", "nx1");

    /** With a tolerance of 30 s, and answers that took a second. */
    @ParameterizedTest
    @CsvSource({"0,OK", "30,OK", "-31,OK", "32,WARNING", "-32,WARNING", "121,WARNING", "122,FAILED", "-3600,FAILED"})
    void a_clock_that_is_off(long ahead, CheckItem.Result expected) {
        var heard = new ClockDifference(Duration.ofSeconds(ahead), Duration.ofSeconds(1), Instant.EPOCH);
        assertThat(Circumstances.clock(Optional.of(heard), Duration.ofSeconds(30))
                        .result())
                .isEqualTo(expected);
        assertThat(Circumstances.clock(Optional.empty(), Duration.ofSeconds(30)).result())
                .isEqualTo(CheckItem.Result.SKIPPED);
    }

    /** Of 50 000, of which 5 000 are for commands: a tenth of the rest is 4 500. */
    @ParameterizedTest
    @CsvSource({"50000,OK", "9500,OK", "9499,WARNING", "5001,WARNING", "5000,FAILED", "0,FAILED"})
    void calls_that_run_short(int left, CheckItem.Result expected) {
        var quota = new Quota(
                Tier.BRONZE, 50_000, left, 5_000, Instant.EPOCH, Duration.ZERO, QuotaDay.UTC, 50_000 - left, 0);
        assertThat(Circumstances.quota(BLR, quota, 0.1).result()).isEqualTo(expected);
    }

    @Test
    void what_does_not_come_in_time_is_given_up() {
        var never = new CompletableFuture<String>();
        Asked<String> asked = Asked.of(never, System.nanoTime() + 1_000_000, "acme/blr1: orders");
        assertThat(asked.answered()).isFalse();
        assertThat(asked.failure()).hasMessageContaining("fulfilment.connection.checks.within");
        assertThat(never).isCancelled();
        var bug = CompletableFuture.<String>failedFuture(new IllegalArgumentException("a bug"));
        assertThatThrownBy(() -> Asked.of(bug, System.nanoTime() + 1_000_000_000, "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
