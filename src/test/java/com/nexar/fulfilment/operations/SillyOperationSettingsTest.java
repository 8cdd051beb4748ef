package com.nexar.fulfilment.operations;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures that cannot be meant stop the start; the message names the key. */
class SillyOperationSettingsTest {

    @Test
    void the_defaults_are_sensible() {
        BackoffTest.config(Map.of()).check();
    }

    @ParameterizedTest
    @CsvSource({
        "lease, 500ms",
        "lease, 19s", // others would take over later than 20 s after a pod's death
        "at-once, 0",
        "step-at-most, 15s",
        "retry-pause, 0s",
        "retry-at-most, 500ms",
        "give-up-after, 30s",
    })
    void a_silly_figure_is_named(String key, String value) {
        assertThatThrownBy(() -> BackoffTest.config(Map.of("fulfilment.operations." + key, value))
                        .check())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fulfilment.operations." + key);
    }
}
