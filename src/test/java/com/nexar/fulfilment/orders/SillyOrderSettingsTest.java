package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures that cannot be meant stop the start; the message names the key. */
class SillyOrderSettingsTest {

    private static final String KEY = "fulfilment.orders.cancellation.decide-within";

    @Test
    void a_warehouse_has_half_an_hour_unless_told_otherwise() {
        OrdersConfig config = config(Map.of());
        config.check();

        assertThat(config.cancellation().decideWithin()).isEqualTo(Duration.ofMinutes(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "59s", "-5m", "31d"})
    void a_silly_time_to_decide_is_named(String value) {
        assertThatThrownBy(() -> config(Map.of(KEY, value)).check())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(KEY);
    }

    private static OrdersConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withMapping(OrdersConfig.class)
                .build()
                .getConfigMapping(OrdersConfig.class);
    }
}
