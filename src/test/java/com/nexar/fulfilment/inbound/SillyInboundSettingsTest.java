package com.nexar.fulfilment.inbound;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures that cannot be meant stop the start; the message names the key. */
class SillyInboundSettingsTest {

    @Test
    void the_defaults_are_sensible() {
        InboundSettings.with(Map.of()).check();
    }

    @ParameterizedTest
    @CsvSource({
        "gather, 2m",
        "rest, 11m",
        "retry-pause, 0s",
        "retry-at-most, 1s",
        "batch, 0",
        "keep, 2h", // EasyEcom's longest window could not be counted
        "guardian.patience, 0s",
        "guardian.alarm, 0",
        "polling.degraded, 500ms",
        "polling.working, 5s",
    })
    void a_silly_figure_is_named(String key, String value) {
        InboundConfig silly = InboundSettings.with(Map.of("fulfilment.inbound." + key, value));

        assertThatThrownBy(silly::check)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fulfilment.inbound." + key);
    }
}
