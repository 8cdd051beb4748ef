package com.nexar.fulfilment.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pauses over days, a little spread, and no shorter than the endpoint asks for. */
class BackoffTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final Backoff backoff = new Backoff(WebhookSettings.with(Map.of()));

    @Test
    void the_pauses_are_those_of_Standard_Webhooks_and_up_to_a_tenth_longer() {
        List<Duration> pauses = List.of(
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofHours(5),
                Duration.ofHours(10),
                Duration.ofHours(14),
                Duration.ofHours(20),
                Duration.ofHours(24));
        for (int failures = 1; failures <= pauses.size(); failures++) {
            Duration pause = pauses.get(failures - 1);
            for (int i = 0; i < 50; i++) {
                assertThat(backoff.after(failures, null)).isBetween(pause, pause.plus(pause.dividedBy(10)));
            }
        }
    }

    @Test
    void after_the_last_one_it_is_over() {
        assertThat(backoff.after(10, null)).isNull();
        assertThat(backoff.after(10, Duration.ofMinutes(1))).isNull();
    }

    @Test
    void an_endpoint_that_asks_for_a_rest_has_it_within_reason() {
        assertThat(backoff.after(1, Duration.ofMinutes(2))).isEqualTo(Duration.ofMinutes(2));
        assertThat(backoff.after(1, Duration.ofDays(400))).isEqualTo(Duration.ofHours(1));
        assertThat(backoff.after(1, Duration.ofSeconds(-7))).isBetween(Duration.ofSeconds(5), Duration.ofMillis(5500));
        assertThat(backoff.after(4, Duration.ofSeconds(1))).isGreaterThanOrEqualTo(Duration.ofHours(2));
    }

    @Test
    void a_rest_is_asked_for_in_seconds_or_as_a_date() {
        assertThat(Attempt.rest("120", NOON)).isEqualTo(Duration.ofMinutes(2));
        assertThat(Attempt.rest("Tue, 24 Nov 2026 12:00:30 GMT", NOON)).isEqualTo(Duration.ofSeconds(30));
        assertThat(Attempt.rest("soon", NOON)).isNull();
        assertThat(Attempt.rest("99999999999999999999", NOON)).isNull();
        assertThat(Attempt.rest(null, NOON)).isNull();
    }
}
