package com.nexar.fulfilment.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code fulfilment.access.*}: how much a caller may take, and whose tokens count beside the keys. */
@ConfigMapping(prefix = "fulfilment.access")
interface AccessConfig {

    /** A place that has a scheme, and none of these: whoever can change what comes by {@code http} makes keys of their own. */
    Pattern KEYS_BY_ANY_WAY =
            Pattern.compile("(?!(https|file|classpath):)[a-z][a-z\\d+.-]+:.*", Pattern.CASE_INSENSITIVE);

    Limits limits();

    Keys keys();

    Jwt jwt();

    /** Whether it is meant that the database role owns the tables, or bypasses their walls otherwise. */
    @WithDefault("false")
    boolean oneDatabaseRole();

    /** Of each key, and in each pod but for the share of EasyEcom's calls. */
    interface Limits {

        @WithDefault("200")
        int requestsPerSecond();

        /** How many requests a key that was quiet may have at once. */
        @WithDefault("1000")
        int burst();

        /** Streams and long polls of the feed at the same time. */
        @WithDefault("50")
        int openStreams();

        /** Of a brand's EasyEcom calls of a day, what one client may ask for, over all pods; 1 does not count. */
        @WithDefault("0.9")
        double easyecomShare();

        /** How often a pod tells the others what was asked for in it. {@code off} switches it off. */
        @WithDefault("5s")
        String easyecomShareToldEvery();

        /** From one address; then keys that could be guessed are not even looked at for the rest of the minute. */
        @WithDefault("30")
        int wrongKeysPerMinute();
    }

    interface Keys {

        /** How often it is written down which keys were used. {@code off} switches it off. */
        @WithDefault("1m")
        String usedEvery();
    }

    /** Tokens of an identity provider. Off without an issuer. */
    interface Jwt {

        /** {@code iss} of the tokens. */
        Optional<String> issuer();

        /** Where the issuer's public keys are: a JWK set (https) or a file with one or with a PEM. */
        Optional<String> keys();

        /** What has to stand in {@code aud}. */
        Optional<String> audience();

        /** Signatures that are taken. None with a shared secret is among them, whatever is set. */
        @WithDefault("RS256,PS256,ES256")
        Set<Algorithm> algorithms();

        @WithDefault("30s")
        Duration clockSkew();

        /** The claim that names the caller; {@code sub} where a token has none. */
        @WithDefault("azp")
        String nameClaim();

        @WithDefault("fulfilment_brands")
        String brandsClaim();

        /** {@code brand/location}; a token without it sees all of its brands' locations. */
        @WithDefault("fulfilment_locations")
        String locationsClaim();

        @WithDefault("fulfilment_roles")
        String rolesClaim();

        enum Algorithm {
            RS256,
            RS384,
            RS512,
            PS256,
            PS384,
            PS512,
            ES256,
            ES384,
            ES512
        }
    }

    /** Stops the start where a figure makes no sense; names the key. */
    default void check() {
        require(limits().requestsPerSecond() >= 1, "limits.requests-per-second", "must be 1 or more");
        require(
                limits().burst() >= limits().requestsPerSecond(),
                "limits.burst",
                "must not be below limits.requests-per-second");
        require(limits().openStreams() >= 1, "limits.open-streams", "must be 1 or more");
        require(
                limits().easyecomShare() > 0 && limits().easyecomShare() <= 1,
                "limits.easyecom-share",
                "is above 0 and at most 1");
        require(limits().wrongKeysPerMinute() >= 1, "limits.wrong-keys-per-minute", "must be 1 or more");
        if (jwt().issuer().isPresent()) {
            require(jwt().keys().isPresent(), "jwt.keys", "is needed where jwt.issuer is set");
            require(
                    !KEYS_BY_ANY_WAY.matcher(jwt().keys().orElseThrow().strip()).matches(),
                    "jwt.keys",
                    "is fetched by https, or lies in a file");
            require(
                    jwt().audience().isPresent(),
                    "jwt.audience",
                    "is needed where jwt.issuer is set: tokens for others must not count here");
            require(!jwt().algorithms().isEmpty(), "jwt.algorithms", "names at least one");
        }
    }

    private static void require(boolean sensible, String key, String message) {
        if (!sensible) {
            throw new IllegalArgumentException("Configuration fulfilment.access." + key + ": " + message);
        }
    }
}
