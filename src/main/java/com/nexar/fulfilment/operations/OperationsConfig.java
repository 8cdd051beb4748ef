package com.nexar.fulfilment.operations;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code fulfilment.operations.*}: how operations are waited for, retried and followed up. */
@ConfigMapping(prefix = "fulfilment.operations")
interface OperationsConfig {

    /** How long a command waits for its outcome before it answers 202, unless the caller says {@code Prefer: wait=N}. */
    @WithDefault("25s")
    Duration waitAtMost();

    /** How often operations that are due are looked for. {@code off} switches it off. */
    @WithDefault("1s")
    String settleEvery();

    /** How often it is looked for which operations are past trying again. {@code off} switches it off. */
    @WithDefault("5m")
    String pastEvery();

    /** Between two looks at the same operation whose outcome is open; grows with the operation's age. */
    @WithDefault("5s")
    Duration settlePause();

    /** How long a pod holds an operation without a sign of life. With the look above, others take over within 20 s. */
    @WithDefault("15s")
    Duration lease();

    /** How often a pod gives such a sign of life for all that it holds; one that is late costs no lease yet. */
    @WithDefault("4s")
    String renewEvery();

    /** At most so many operations in hand per pod. */
    @WithDefault("64")
    int atOnce();

    /** Before the first retry of what surely did not reach EasyEcom, at most; doubles, and is drawn anew each time. */
    @WithDefault("1s")
    Duration retryPause();

    /** The longest such pause. */
    @WithDefault("1m")
    Duration retryAtMost();

    /** What has not left us for so long is FAILED, visibly. */
    @WithDefault("1d")
    Duration giveUpAfter();

    /** An outcome that no read-back has decided for so long is marked as one for a person. */
    @WithDefault("30m")
    Duration personAfter();

    /** A step that takes longer than this stands still, whatever the reason: its lease is not renewed any more. */
    @WithDefault("10m")
    Duration stepAtMost();

    /** Stops the start where a figure makes no sense; names the key. */
    default void check() {
        require(lease().compareTo(Duration.ofSeconds(1)) >= 0, "lease", "must be 1 second or more");
        require(lease().compareTo(Duration.ofSeconds(18)) <= 0, "lease", "must be 18 seconds or less");
        require(!renewEvery().equals("off") && !renewEvery().equals("disabled"), "renew-every", "cannot be off");
        Duration renewals = DurationConverter.parseDuration(renewEvery());
        require(renewals.isPositive(), "renew-every", "must be more than 0");
        require(renewals.multipliedBy(2).compareTo(lease()) < 0, "renew-every", "must be less than half of lease");
        require(atOnce() > 0, "at-once", "must be 1 or more");
        require(stepAtMost().compareTo(lease()) > 0, "step-at-most", "must be longer than lease");
        require(retryPause().isPositive(), "retry-pause", "must be more than 0");
        require(retryAtMost().compareTo(retryPause()) >= 0, "retry-at-most", "must not be below retry-pause");
        require(giveUpAfter().compareTo(retryAtMost()) > 0, "give-up-after", "must be longer than retry-at-most");
    }

    private static void require(boolean sensible, String key, String message) {
        if (!sensible) {
            throw new IllegalArgumentException("Configuration fulfilment.operations." + key + ": " + message);
        }
    }
}
