package com.nexar.fulfilment.idempotency;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A time that cannot be meant stops the start; the message names the key. */
class SillyKeepTest {

    private static final String KEEP = "fulfilment.idempotency.keep";

    @Test
    void answers_that_are_forgotten_at_once_stop_the_start() {
        for (String silly : new String[] {"0s", "4m", "-1h"}) {
            assertThatThrownBy(() -> config(silly).check()).hasMessageContaining(KEEP);
        }
        assertThatCode(() -> config("5m").check()).doesNotThrowAnyException();
    }

    private static IdempotencyConfig config(String keep) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(Map.of(KEEP, keep), "test", 100))
                .withConverter(java.time.Duration.class, 100, new io.quarkus.runtime.configuration.DurationConverter())
                .withMapping(IdempotencyConfig.class)
                .build()
                .getConfigMapping(IdempotencyConfig.class);
    }
}
