package com.nexar.fulfilment.bundles;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code fulfilment.bundles.*}: many documents as one PDF. */
@ConfigMapping(prefix = "fulfilment.bundles")
interface BundlesConfig {

    /** For so long a bundle can be had; then it is deleted. The documents themselves stay. */
    @WithDefault("1d")
    Duration keep();

    /** How often bundles that are too old are deleted. {@code off} switches it off. */
    @WithDefault("15m")
    String sweepEvery();

    /** For so long documents that EasyEcom cannot give just now are tried again; then they are missing. */
    @WithDefault("2m")
    Duration patience();

    /** Bundles that a pod puts together at the same time; each needs memory for its largest document, twice. */
    @WithDefault("2")
    int atOnce();

    /** Of one bundle; what it has no room for is missing. It lies in the spool while it is made. */
    @WithDefault("60000000")
    long maxBytes();

    /** Stops the start where a figure makes no sense; names the key. */
    default void check() {
        require(keep().compareTo(Duration.ofMinutes(10)) >= 0, "keep", "must be 10 minutes or more");
        require(!patience().isNegative(), "patience", "must be 0 or more");
        require(patience().compareTo(keep()) < 0, "patience", "must be shorter than keep");
        require(atOnce() > 0, "at-once", "must be 1 or more");
        require(maxBytes() >= 1_000_000, "max-bytes", "must be 1000000 or more");
    }

    private static void require(boolean sensible, String key, String message) {
        if (!sensible) {
            throw new IllegalArgumentException("Configuration fulfilment.bundles." + key + ": " + message);
        }
    }
}
