package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.PollingPace;
import io.quarkus.runtime.configuration.DurationConverter;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** How often a location's orders are asked for: as often as configured, or as seldom as the rest of the day demands. */
@Singleton
public class OrderPace {

    private static final String LIST = "orders";

    private final PollingPace pace;
    private final Brands brands;
    private final OrdersConfig config;
    private final Map<Location, Duration> floors = new ConcurrentHashMap<>();

    OrderPace(PollingPace pace, Brands brands, OrdersConfig config) {
        this.pace = pace;
        this.brands = brands;
        this.config = config;
    }

    /** As configured; null = never. */
    public Duration every() {
        String every = config.sync().every();
        return every.equals("off") || every.equals("disabled") ? null : DurationConverter.parseDuration(every);
    }

    /**
     * Another floor than configured, in this pod and until something else is said: seldom where changes are announced, often where
     * nobody announces them any more. Where polling is switched off it stays so.
     *
     * @param every null = as configured
     */
    public void every(Location location, Duration every) {
        if (every == null) {
            floors.remove(location);
        } else {
            floors.put(location, every);
        }
    }

    /** As it is now; null = never. */
    public Duration effectiveEvery(Location location) {
        Duration every = floor(location);
        int locations = brands.of(location).locations().size();
        return every == null
                ? null
                : pace.interval(location, LIST, every, config.sync().quotaShare(), locations);
    }

    /** A round: what it takes is measured. @param walk is given how long the location must have rested, whichever pod it was */
    void round(Location location, Consumer<Duration> walk) {
        pace.round(location, LIST, () -> walk.accept(least(location)));
    }

    private Duration floor(Location location) {
        Duration every = every();
        return every == null ? null : floors.getOrDefault(location, every);
    }

    /** @param rested since any pod's last round; null before the first */
    boolean due(Location location, Duration rested) {
        return rested == null || rested.compareTo(least(location)) >= 0;
    }

    private Duration least(Location location) {
        Duration every = every();
        if (every == null) {
            return Duration.ZERO;
        }
        // a timer fires a little early or late: half of what it takes tells this round from the last
        Duration floor = floor(location);
        Duration timer = floor.compareTo(every) < 0 ? floor : every;
        return effectiveEvery(location).minus(timer.dividedBy(2));
    }
}
