package com.nexar.fulfilment.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code fulfilment.clients.*}: who may call. */
@ConfigMapping(prefix = "fulfilment.clients")
interface ClientsConfig {

    /** By a name of ours, which stands in logs and histories. */
    @WithParentName
    Map<String, ClientConfig> clients();

    interface ClientConfig {

        /** SHA-256 of each key, hex; two while rotating. */
        List<String> keySha256();

        /** Brands that the key sees; {@code *} for all of this deployment. */
        Set<String> brands();

        /** Narrows the brands to some of their locations, as {@code brand/location}; all where missing. */
        Optional<Set<String>> locations();

        @WithDefault("wms")
        Set<Role> roles();
    }
}
