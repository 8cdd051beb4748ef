package com.nexar.fulfilment.easyecom;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code fulfilment.easyecom.*}: how we speak to EasyEcom. Accounts and locations are in {@code fulfilment.brands.*}. */
@ConfigMapping(prefix = "fulfilment.easyecom")
interface EasyEcomConfig {

    /** Every path; the contract calls several unsure, and all are case-sensitive there. */
    EasyEcomPaths paths();

    /** How a confirmation is sent (contract section 5). */
    @WithDefault("POST_QUERY")
    ConfirmStyle confirmStyle();

    /** What a second AWB for a shipment does (contract (a) 10): only where it is known to replace the first is it ever sent. */
    @WithDefault("REFUSES")
    AssignAgain assignAgain();

    /** Orders per page; 250 is the highest seen. When EasyEcom names a lower cap, that is used until the restart. */
    @WithDefault("250")
    int ordersPageSize();

    /** Products per page. */
    @WithDefault("200")
    int productsPageSize();

    /** From the request's leaving to the last byte of the answer; EasyEcom may think for 29 s. */
    @WithDefault("30s")
    Duration timeout();

    /** To get a connection, from the pool or a new one. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** Connections to one host; at least as many as all bulkheads of a brand together, or they would not hold. */
    @WithDefault("96")
    int connections();

    /** A larger answer is cut off and counts as unreadable. */
    @WithDefault("32M")
    MemorySize maxResponseSize();

    /** Longest wait of a command or document for a permit of the rate limit; lists wait up to three times as long. */
    @WithDefault("10s")
    Duration permitWait();

    /** Pause after a 429 that names none. */
    @WithDefault("6s")
    Duration throttlePause();

    /** How often a failed read is tried again. Writes never are. */
    @WithDefault("2")
    int readRetries();

    /** Pause before the first such retry; doubles, plus up to half of it at random. */
    @WithDefault("500ms")
    Duration retryPause();

    Quiet quiet();

    Quota quota();

    Token token();

    Breaker breaker();

    Bulkhead bulkhead();

    /** The current generation is POST with a query string; the legacy one GET; JSON is a guess. */
    enum ConfirmStyle {
        POST_QUERY,
        GET_QUERY,
        POST_JSON
    }

    /** Whether EasyEcom lets one AWB overwrite another. */
    enum AssignAgain {
        REFUSES,
        OVERWRITES
    }

    /** How long after an unanswered write a read-back that shows nothing proves that nothing happened. */
    interface Quiet {

        /** After a timeout, a reset or a 504: EasyEcom may think for 29 s. At least one second more than {@code timeout}. */
        @WithDefault("35s")
        Duration afterTimeout();

        /** After a complete 500, 502 or 503. */
        @WithDefault("3s")
        Duration afterError();
    }

    /** The day's calls by tier (contract section 10), shared by all pods. */
    interface Quota {

        /** Share of the day's calls that only commands may use. */
        @WithDefault("0.1")
        double commandReserve();

        /** When EasyEcom's day ends: at midnight UTC, at midnight in India, or 24 hours after its first call. */
        @WithDefault("UTC")
        QuotaDay resets();

        /** When EasyEcom says that the day is used up although we counted less, it is asked again after this. */
        @WithDefault("15m")
        Duration lookAgain();
    }

    interface Token {

        /** A token is renewed this long before it ends, or after two thirds of its life if that is later. */
        @WithDefault("7d")
        Duration renewBefore();

        /** At most one login per location in this time: EasyEcom's own throttle. */
        @WithDefault("60s")
        Duration loginLockout();
    }

    /** One breaker per brand and endpoint group; refusals and 429 do not count. */
    interface Breaker {

        /** How many of the latest calls are looked at. */
        @WithDefault("20")
        int calls();

        /** Opens when this share of them failed. */
        @WithDefault("0.5")
        double failureRatio();

        /** How long it stays open before a call is let through. */
        @WithDefault("10s")
        Duration openFor();

        /** Successes in a row that close it again. */
        @WithDefault("2")
        int successes();
    }

    /** How many calls per brand may be under way at once, by what they ask for; one more is unavailable. */
    interface Bulkhead {

        /** Assign, confirm, manifest, track, hold. */
        @WithDefault("32")
        int commands();

        /** Single shipments. */
        @WithDefault("32")
        int reads();

        /** Pages of orders and products. */
        @WithDefault("8")
        int lists();

        /** Where the papers are, and the papers. */
        @WithDefault("16")
        int documents();

        /** New tokens. */
        @WithDefault("8")
        int logins();

        /** All together. */
        default int atOnce() {
            return commands() + reads() + lists() + documents() + logins();
        }
    }

    /** Stops the start where a figure makes no sense; names the key. */
    default void check() {
        require(timeout().isPositive(), "timeout", "must be longer than nothing");
        require(
                quiet().afterTimeout().compareTo(timeout().plusSeconds(1)) >= 0,
                "quiet.after-timeout",
                "must be at least one second longer than fulfilment.easyecom.timeout");
        double reserve = quota().commandReserve();
        require(reserve >= 0 && reserve < 1, "quota.command-reserve", "must be from 0 to below 1");
        require(quota().lookAgain().isPositive(), "quota.look-again", "must be longer than nothing");
        require(bulkhead().commands() > 0, "bulkhead.commands", "must be 1 or more");
        require(bulkhead().reads() > 0, "bulkhead.reads", "must be 1 or more");
        require(bulkhead().lists() > 0, "bulkhead.lists", "must be 1 or more");
        require(bulkhead().documents() > 0, "bulkhead.documents", "must be 1 or more");
        require(bulkhead().logins() > 0, "bulkhead.logins", "must be 1 or more");
        require(
                connections() >= bulkhead().atOnce(),
                "connections",
                "must be at least the sum of fulfilment.easyecom.bulkhead.*, which is "
                        + bulkhead().atOnce());
        require(
                quiet().afterError().isPositive() && quiet().afterError().compareTo(quiet().afterTimeout()) <= 0,
                "quiet.after-error",
                "must be longer than nothing and no longer than fulfilment.easyecom.quiet.after-timeout");
    }

    private static void require(boolean sensible, String key, String message) {
        if (!sensible) {
            throw new IllegalArgumentException("Configuration fulfilment.easyecom." + key + ": " + message);
        }
    }
}
