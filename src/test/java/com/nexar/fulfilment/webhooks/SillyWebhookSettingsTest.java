package com.nexar.fulfilment.webhooks;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures that cannot be meant stop the start; the message names the key. */
class SillyWebhookSettingsTest {

    @Test
    void the_defaults_are_sensible() {
        WebhookSettings.with(Map.of()).check();
    }

    @ParameterizedTest
    @CsvSource({
        "timeout, 0s",
        "timeout, 2m",
        "'schedule', '5s,0s'",
        "schedule, 30d",
        "probe-at-most, 1s",
        "disable-after, 0s",
        "secret-overlap, -1s",
        "per-endpoint, 0",
        "at-once, 7",
        "keep, 10s",
    })
    void a_silly_figure_is_named(String key, String value) {
        WebhooksConfig silly = WebhookSettings.with(Map.of("fulfilment.webhooks." + key, value));

        assertThatThrownBy(silly::check)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fulfilment.webhooks." + key);
    }
}
