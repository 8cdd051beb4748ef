package com.nexar.fulfilment.retention;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures that cannot be meant stop the start; the message names the key. */
class SillyRetentionSettingsTest {

    @Test
    void the_defaults_make_sense() {
        assertThatCode(() -> config(Map.of()).check()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "personal-data, 59m",
        "personal-data, -1d",
        "quarantine, 0s",
        "quarantine, 91d",
        "replays, 59m",
        "replays, 91d",
        "operations, 30m",
        "operations, 89d"
    })
    void a_silly_figure_stops_the_start_and_names_the_key(String key, String value) {
        assertThatThrownBy(() ->
                        config(Map.of("fulfilment.retention." + key, value)).check())
                .hasMessageContaining("fulfilment.retention." + key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"changes.retention", "webhooks.keep", "inbound.keep", "idempotency.keep", "bundles.keep"})
    void what_other_rooms_keep_is_gone_with_the_buyer_at_the_latest(String key) {
        Map<String, String> others = new HashMap<>();
        List.of("changes.retention", "webhooks.keep", "inbound.keep", "idempotency.keep", "bundles.keep")
                .forEach(each -> others.put("fulfilment." + each, "90d"));
        assertThatCode(() -> config(Map.of()).check(settings(others))).doesNotThrowAnyException();
        others.put("fulfilment." + key, "91d");

        assertThatThrownBy(() -> config(Map.of()).check(settings(others)))
                .hasMessageContaining("Configuration fulfilment." + key + ": must not be longer");
    }

    private static SmallRyeConfig settings(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withConverter(Duration.class, 100, new DurationConverter())
                .build();
    }

    private static RetentionConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(RetentionConfig.class)
                .build()
                .getConfigMapping(RetentionConfig.class);
    }
}
