package com.nexar.fulfilment.orders;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/** {@code fulfilment.orders.*}: how orders come in and when they are offered. */
@ConfigMapping(prefix = "fulfilment.orders")
interface OrdersConfig {

    Sync sync();

    Gate gate();

    Cancellation cancellation();

    ShipBy shipBy();

    /**
     * When a courier's parcels have to be ready, as local times of every day with commas between them: by the courier's name, capitals and
     * signs aside; {@code default} is for the others, and while there is none yet. Without any, the ship-by time itself counts.
     */
    @WithName("cut-offs")
    Map<String, String> couriers();

    /** EasyEcom's {@code order_type_key}s that the warehouse is offered; others are stored and shown, not offered. */
    @WithDefault("retailorder,businessorder")
    Set<String> types();

    interface Sync {

        /** How often each location's list is asked for changes; a floor. {@code off} switches it off. */
        @WithDefault("30s")
        String every();

        /** Of the calls that polling may still use today, the share of this list; the rest is for look-ups and the back-fill. */
        @WithDefault("0.5")
        double quotaShare();

        /** How far back the first sync asks. */
        @WithDefault("7d")
        Duration lookback();

        /** How much of the last window is asked again, for rows that EasyEcom dates late. */
        @WithDefault("2m")
        Duration overlap();

        /** An open shipment that no list has shown for so long is looked up by itself. */
        @WithDefault("6h")
        Duration rereadOpen();

        /** How often to look for such shipments. {@code off} switches it off. */
        @WithDefault("1m")
        String rereadEvery();

        /** At most so many look-ups a round and location. */
        @WithDefault("50")
        int rereadBatch();
    }

    interface Gate {

        /** When a confirmation or manifest leaves, the shipment's own state at EasyEcom was asked for at most so long before. */
        @WithDefault("5s")
        Duration maxAge();
    }

    interface Cancellation {

        /** How long the warehouse has to decide a cancellation of what it has acknowledged; then it is shown as overdue. */
        @WithDefault("30m")
        Duration decideWithin();
    }

    interface ShipBy {

        /** So long before it has to be handed over, a shipment is at risk. */
        @WithDefault("2h")
        Duration lead();

        /** Of the cut-off times. */
        @WithDefault("Asia/Kolkata")
        ZoneId zone();

        /** How often to look whether a shipment has come to be at risk or late. {@code off} switches it off. */
        @WithDefault("30s")
        String watchEvery();

        /** A shipment that is late already when it is first seen is told of ({@code sla.breached}) unless it has been late for so long. */
        @WithDefault("24h")
        Duration newsFor();
    }

    /** Stops the start where a figure makes no sense; names the key. */
    default void check() {
        require(sync().quotaShare() > 0 && sync().quotaShare() <= 1, "sync.quota-share", "must be above 0, at most 1");
        require(!sync().lookback().isNegative(), "sync.lookback", "must not be negative");
        require(
                !sync().overlap().isNegative() && sync().overlap().compareTo(Duration.ofDays(1)) <= 0,
                "sync.overlap",
                "must be from 0 to 1 day");
        require(
                sync().rereadOpen().compareTo(Duration.ofMinutes(1)) >= 0,
                "sync.reread-open",
                "must be 1 minute or more");
        require(sync().rereadBatch() > 0, "sync.reread-batch", "must be 1 or more");
        require(
                !shipBy().lead().isNegative() && shipBy().lead().compareTo(Duration.ofDays(30)) <= 0,
                "ship-by.lead",
                "must be from 0 to 30 days");
        require(!shipBy().newsFor().isNegative(), "ship-by.news-for", "must not be negative");
        require(
                gate().maxAge().compareTo(Duration.ofMinutes(1)) <= 0
                        && gate().maxAge().compareTo(Duration.ofSeconds(1)) >= 0,
                "gate.max-age",
                "must be from 1 second to 1 minute");
        require(
                cancellation().decideWithin().compareTo(Duration.ofMinutes(1)) >= 0
                        && cancellation().decideWithin().compareTo(Duration.ofDays(30)) <= 0,
                "cancellation.decide-within",
                "must be from 1 minute to 30 days");
    }

    private static void require(boolean sensible, String key, String message) {
        if (!sensible) {
            throw new IllegalArgumentException("Configuration fulfilment.orders." + key + ": " + message);
        }
    }
}
