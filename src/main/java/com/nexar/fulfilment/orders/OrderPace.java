package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.PollingPace;
import com.nexar.fulfilment.sync.Feed;
import com.nexar.fulfilment.sync.SyncCursors;
import io.quarkus.runtime.configuration.DurationConverter;
import jakarta.inject.Singleton;
import java.time.Duration;

/** How often a location's orders are asked for: as often as configured, or as seldom as the rest of the day demands. */
@Singleton
public class OrderPace {

    private static final String LIST = "orders";

    private final PollingPace pace;
    private final SyncCursors cursors;
    private final Brands brands;
    private final OrdersConfig config;

    OrderPace(PollingPace pace, SyncCursors cursors, Brands brands, OrdersConfig config) {
        this.pace = pace;
        this.cursors = cursors;
        this.brands = brands;
        this.config = config;
    }

    /** As configured; null = never. */
    public Duration every() {
        String every = config.sync().every();
        return every.equals("off") || every.equals("disabled") ? null : DurationConverter.parseDuration(every);
    }

    /** As it is now; null = never. */
    public Duration effectiveEvery(Location location) {
        Duration every = every();
        int locations = brands.of(location).locations().size();
        return every == null
                ? null
                : pace.interval(location, LIST, every, config.sync().quotaShare(), locations);
    }

    /** A round, unless some pod had one short enough ago. */
    void round(Location location, Runnable walk) {
        if (due(location)) {
            pace.round(location, LIST, walk);
        }
    }

    private boolean due(Location location) {
        Duration every = every();
        if (every == null) {
            return true;
        }
        // a timer fires a little early or late: half an interval tells this round from the last
        Duration least = effectiveEvery(location).minus(every.dividedBy(2));
        return cursors.rested(location, Feed.ORDERS_TIP)
                .map(rest -> rest.compareTo(least) >= 0)
                .orElse(true);
    }
}
