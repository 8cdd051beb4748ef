package com.nexar.fulfilment.bundles;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures that cannot be meant stop the start; the message names the key. */
class SillyBundleSettingsTest {

    @Test
    void the_defaults_make_sense() {
        assertThatCode(() -> config(Map.of()).check()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"keep, 9m", "keep, -1d", "patience, -1s", "patience, 2d", "at-once, 0", "max-bytes, 0"})
    void a_silly_figure_stops_the_start_and_names_the_key(String key, String value) {
        assertThatThrownBy(
                        () -> config(Map.of("fulfilment.bundles." + key, value)).check())
                .hasMessageContaining("fulfilment.bundles." + key);
    }

    private static BundlesConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withConverter(java.time.Duration.class, 100, new io.quarkus.runtime.configuration.DurationConverter())
                .withMapping(BundlesConfig.class)
                .build()
                .getConfigMapping(BundlesConfig.class);
    }
}
