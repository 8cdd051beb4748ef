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

        /** SHA-256 of each key, hex, with its public id before it and its last day behind it if it has them; two while rotating. */
        List<String> keySha256();

        /** Brands that the key sees; {@code *} for all of this deployment. */
        Set<String> brands();

        /** Narrows the brands to some of their locations, as {@code brand/location}; all where missing. */
        Optional<Set<String>> locations();

        @WithDefault("wms")
        Set<Role> roles();

        Limits limits();
    }

    /** Each instead of the one of all, {@link AccessConfig.Limits}. */
    interface Limits {

        Optional<Integer> requestsPerSecond();

        Optional<Integer> burst();

        Optional<Integer> openStreams();

        Optional<Double> easyecomShare();
    }
}
