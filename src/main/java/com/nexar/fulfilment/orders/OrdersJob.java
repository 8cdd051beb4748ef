package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.stopping.Deadline;
import com.nexar.fulfilment.sync.Feed;
import com.nexar.fulfilment.sync.WalkTimes;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Wakes the walks that are due; who walks is decided by the database, and a long back-fill does not hold up the tips. Where locations are
 * many they begin by handfuls over the interval: asked for at the same moment, their lists would keep each other and the commands
 * waiting. One by one they would cost twice the CPU: each wakes by itself all that a few wake together.
 */
@Startup // or silly settings would only be found by the first round
@Singleton
class OrdersJob {

    private static final Logger LOG = Logger.getLogger(OrdersJob.class);

    /** So many locations begin at the same moment. */
    private static final int A_HANDFUL = 8;

    private final OrderWalk walk;
    private final OpenShipments open;
    private final OrderPace pace;
    private final WalkTimes times;
    private final Brands brands;
    private final Deadline deadline;
    private final Walkers walkers = new Walkers();

    OrdersJob(
            OrderWalk walk,
            OpenShipments open,
            OrderPace pace,
            WalkTimes times,
            Brands brands,
            Deadline deadline,
            OrdersConfig config) {
        config.check();
        this.walk = walk;
        this.open = open;
        this.pace = pace;
        this.times = times;
        this.brands = brands;
        this.deadline = deadline;
    }

    @Scheduled(every = "{fulfilment.orders.sync.every}")
    void sync() {
        try {
            WalkTimes.Times tips = times.of(Feed.ORDERS_TIP);
            WalkTimes.Times backfills = times.of(Feed.ORDERS_BACKFILL);
            List<Location> all = brands.locations();
            Duration every = pace.every();
            List<Walkers.Turn> turns = new ArrayList<>();
            for (int n = 0; n < all.size(); n++) {
                Location location = all.get(n);
                Duration turn = turn(every, n, all.size());
                if (pace.due(location, rested(tips, location, turn))) {
                    turns.add(new Walkers.Turn(
                            turn,
                            location.ref() + " tip",
                            () -> pace.round(location, rested -> walk.walk(location, Feed.ORDERS_TIP, rested))));
                }
                if (!backfills.done(location)) {
                    turns.add(new Walkers.Turn(
                            turn, location.ref() + " back-fill", () -> walk.walk(location, Feed.ORDERS_BACKFILL)));
                }
            }
            walkers.begin(turns);
        } catch (Exception e) { // the rim: the next round tries again
            LOG.warnf(
                    "Which locations' orders are due cannot be told now; the next round tries again: %s",
                    e.getMessage());
        }
    }

    @Scheduled(every = "{fulfilment.orders.sync.reread-every}", delayed = "30s")
    void rereadOpen() {
        try {
            walkers.begin(open.withDue().stream()
                    .map(location ->
                            new Walkers.Turn(Duration.ZERO, location.ref() + " re-read", () -> open.reread(location)))
                    .toList());
        } catch (Exception e) { // the rim: the next round tries again
            LOG.warnf(
                    "Which shipments are to be read again cannot be told now; the next round tries again: %s",
                    e.getMessage());
        }
    }

    /** Four fifths of the interval are shared out among the handfuls, so that the last one is done before the next round. */
    static Duration turn(Duration every, int number, int of) {
        int first = number - number % A_HANDFUL;
        return first == 0 || every == null
                ? Duration.ZERO
                : every.multipliedBy(4L * first).dividedBy(5L * of);
    }

    /** By the time that its turn comes; null before the first. */
    private static Duration rested(WalkTimes.Times tips, Location location, Duration turn) {
        Duration rested = tips.rested(location);
        return rested == null ? null : rested.plus(turn);
    }

    /** A walk that is told to stop gives its lease back on the way out, so that another pod goes on at once. */
    void soonOver(@Observes ShutdownDelayInitiatedEvent event) {
        walkers.stop();
    }

    void over(@Observes ShutdownEvent event) throws InterruptedException {
        walkers.stop();
        if (!walkers.over(deadline)) {
            LOG.warn("Some walks did not stop in time; their leases end by themselves");
        }
    }
}
