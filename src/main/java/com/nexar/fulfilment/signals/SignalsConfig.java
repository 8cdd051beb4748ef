package com.nexar.fulfilment.signals;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code fulfilment.signals.*}: metrics of the whole brand. */
@ConfigMapping(prefix = "fulfilment.signals")
interface SignalsConfig {

    /** How often the database is looked at for the gauges; scrapes in between see the last look. {@code off} switches it off. */
    @WithDefault("15s")
    String every();
}
