package com.nexar.fulfilment.easyecom;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures towards EasyEcom that cannot be meant stop the start; the message names the key. */
class SillyCallSettingsTest {

    @Test
    void the_defaults_are_sensible() {
        Gateways.config("timeout=30s").check();
    }

    @ParameterizedTest
    @CsvSource({
        "timeout, 0s",
        "quiet.after-timeout, 2s",
        "quiet.after-error, 0s",
        "quiet.after-error, 36s",
        "quota.command-reserve, 1",
        "quota.command-reserve, -0.1",
        "quota.look-again, 0s",
        "bulkhead.commands, 0",
        "bulkhead.reads, -1",
        "connections, 95",
    })
    void a_silly_figure_is_named(String key, String value) {
        assertThatThrownBy(() -> Gateways.config(key + "=" + value).check())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fulfilment.easyecom." + key);
    }
}
