package com.nexar.fulfilment.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long until the next try, and until the next look. */
class BackoffTest {

    private static final Instant NOW = Instant.parse("2026-02-03T10:00:00Z");

    private final Backoff backoff = new Backoff(config(Map.of()), null, Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({"0, 1000", "1, 2000", "2, 4000", "5, 32000", "6, 60000", "16, 60000", "1000, 60000"})
    void a_pause_is_anything_from_nothing_to_a_bound_that_doubles_up_to_the_longest(int failures, long bound) {
        List<Long> drawn = IntStream.range(0, 2000)
                .mapToObj(i -> backoff.after(failures, null).toMillis())
                .toList();

        assertThat(drawn).allMatch(pause -> pause >= 0 && pause <= bound);
        assertThat(drawn).anyMatch(pause -> pause < bound / 10).anyMatch(pause -> pause > bound / 10 * 9);
    }

    @Test
    void what_EasyEcom_asked_for_comes_before_the_jitter() {
        Duration asked = Duration.ofSeconds(30);

        for (int i = 0; i < 500; i++) {
            assertThat(backoff.after(0, asked)).isBetween(asked, asked.plusSeconds(1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT0.2S",
        "PT4S, PT1S",
        "PT20S, PT5S",
        "PT1M59S, PT5S",
        "PT2M, PT20S",
        "PT12M, PT2M",
        "PT1H, PT5M",
        "P3D, PT5M",
    })
    void an_open_outcome_is_looked_at_ever_less_often(Duration age, Duration pause) {
        assertThat(backoff.look(NOW.minus(age), null)).isEqualTo(pause);
        assertThat(backoff.look(NOW.minus(age), NOW)).as("quiet long ago").isEqualTo(pause);
    }

    @Test
    void the_first_look_after_an_answer_got_lost_is_soon_unless_the_operation_is_old() {
        assertThat(backoff.firstLook(NOW)).isEqualTo(Duration.ofMillis(200));
        assertThat(backoff.firstLook(NOW.minusSeconds(100))).isEqualTo(Duration.ofMillis(200));
        assertThat(backoff.firstLook(NOW.minus(Duration.ofMinutes(12)))).isEqualTo(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @CsvSource({"PT2S, PT2.2S", "PT3S, PT3.2S", "PT20S, PT20.2S", "PT35S, PT17.5S"})
    void within_a_quiet_period_nothing_can_be_decided_so_there_are_few_looks_and_one_right_after_it(
            Duration left, Duration pause) {
        assertThat(backoff.look(NOW, NOW.plus(left))).isEqualTo(pause);
        assertThat(backoff.look(NOW.minusSeconds(40), NOW.plus(left))).isEqualTo(pause);
    }

    @ParameterizedTest
    @CsvSource({
        "lease, 500ms, 1 second or more",
        "lease, 19s, 18 seconds or less",
        "renew-every, off, cannot be off",
        "renew-every, 8s, less than half of lease",
        "renew-every, 0s, more than 0",
        "at-once, 0, 1 or more",
        "retry-at-most, 500ms, not be below retry-pause",
        "give-up-after, 1m, longer than retry-at-most",
    })
    void a_silly_setting_stops_the_start_and_names_its_key(String key, String value, String why) {
        OperationsConfig silly = config(Map.of("fulfilment.operations." + key, value));

        assertThatThrownBy(() -> new Backoff(silly, null, Clock.systemUTC()))
                .hasMessageContaining("fulfilment.operations." + key)
                .hasMessageContaining(why);
    }

    static OperationsConfig config(Map<String, String> changes) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(changes, "test", 100))
                .withMapping(OperationsConfig.class)
                .build()
                .getConfigMapping(OperationsConfig.class);
    }
}
