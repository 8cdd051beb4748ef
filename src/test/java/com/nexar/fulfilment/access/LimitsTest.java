package com.nexar.fulfilment.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What is counted of callers and strangers, and that the counting itself stays small. */
class LimitsTest {

    private static final long SECOND = 1_000_000_000L;

    private static final class Settable extends Clock {
        private Instant now = Instant.parse("2026-02-03T10:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final Settable clock = new Settable();

    @Test
    void a_bucket_grants_its_burst_and_then_its_rate() {
        Bucket bucket = new Bucket(2, 3, 0);

        assertThat(bucket.take(0).left()).isEqualTo(2);
        assertThat(bucket.take(0).left()).isEqualTo(1);
        Rate last = bucket.take(0);
        assertThat(last.granted()).isTrue();
        assertThat(last.left()).isZero();
        assertThat(last.next()).isEqualTo(Duration.ofMillis(500));
        assertThat(last.full()).isEqualTo(last.refill()).isEqualTo(Duration.ofMillis(1_500));

        assertThat(bucket.take(SECOND / 4).granted()).isFalse();
        assertThat(bucket.take(SECOND / 2).granted()).isTrue();
        assertThat(bucket.take(SECOND / 2).granted()).isFalse();
        assertThat(bucket.take(60 * SECOND).left())
                .as("never more than its burst")
                .isEqualTo(2);
    }

    @Test
    void a_request_that_is_not_granted_costs_nothing() {
        Bucket bucket = new Bucket(1, 1, 0);
        bucket.take(0);
        for (int i = 0; i < 100; i++) {
            assertThat(bucket.take(SECOND / 2).granted()).isFalse();
        }
        assertThat(bucket.take(SECOND).granted()).isTrue();
    }

    @Test
    void after_so_many_wrong_keys_an_address_has_to_wait_for_the_rest_of_the_minute() {
        WrongKeys wrong = new WrongKeys(3, 100, clock);
        for (int i = 0; i < 3; i++) {
            assertThat(wrong.pause("192.0.2.1")).isZero();
            wrong.count("192.0.2.1");
            clock.now = clock.now.plusSeconds(10);
        }
        assertThat(wrong.pause("192.0.2.1")).isEqualTo(Duration.ofSeconds(30));
        assertThat(wrong.pause("192.0.2.2")).isZero();
        clock.now = clock.now.plusSeconds(30);
        assertThat(wrong.pause("192.0.2.1")).isZero();
        wrong.count("192.0.2.1");
        assertThat(wrong.pause("192.0.2.1")).isZero();
    }

    @Test
    void of_IPv6_the_network_counts_and_an_address_may_be_missing() {
        assertThat(WrongKeys.network("2001:db8:1:2::3"))
                .isEqualTo(WrongKeys.network("2001:db8:1:2:ffff:ffff:ffff:ffff"))
                .isNotEqualTo(WrongKeys.network("2001:db8:1:3::3"));
        assertThat(WrongKeys.network("0:0:0:0:0:0:0:1%lo")).isEqualTo(WrongKeys.network("::1"));
        assertThat(WrongKeys.network("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(WrongKeys.network(null)).isEqualTo("null");
    }

    @Test
    void a_million_addresses_are_not_remembered() {
        WrongKeys wrong = new WrongKeys(1, 1_000, clock);
        for (int i = 0; i < 1_000_000; i++) {
            wrong.count("10." + (i >> 16) + "." + ((i >> 8) & 255) + "." + (i & 255));
        }
        assertThat(wrong.remembered()).isEqualTo(1_000);
    }
}
