package com.nexar.fulfilment.inbound;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The room's settings with some changed. */
final class InboundSettings {

    private InboundSettings() {}

    static InboundConfig with(Map<String, String> changes) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(changes, "test", 100))
                .withMapping(InboundConfig.class)
                .build()
                .getConfigMapping(InboundConfig.class);
    }
}
