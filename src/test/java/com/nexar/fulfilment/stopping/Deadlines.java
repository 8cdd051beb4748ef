package com.nexar.fulfilment.stopping;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** Deadlines of pods that are told to stop by a test. */
public final class Deadlines {

    private Deadlines() {}

    /** It has not begun yet. */
    public static Deadline within(Duration time) {
        return new Deadline(new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(
                        new PropertiesConfigSource(Map.of("fulfilment.stopping.within", time.toString()), "test", 100))
                .withMapping(StoppingConfig.class)
                .build()
                .getConfigMapping(StoppingConfig.class));
    }
}
