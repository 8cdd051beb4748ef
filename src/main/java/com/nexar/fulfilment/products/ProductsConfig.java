package com.nexar.fulfilment.products;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code fulfilment.products.*}: how the product master comes in. */
@ConfigMapping(prefix = "fulfilment.products")
interface ProductsConfig {

    Sync sync();

    interface Sync {

        /** How often each brand's product master is asked for changes. {@code off} switches it off. */
        @WithDefault("1h")
        String every();

        /** Of the calls that polling may still use today, the share of this list. */
        @WithDefault("0.1")
        double quotaShare();

        /** How much of the last stretch is asked again, for rows that EasyEcom dates late. */
        @WithDefault("10m")
        Duration overlap();
    }
}
