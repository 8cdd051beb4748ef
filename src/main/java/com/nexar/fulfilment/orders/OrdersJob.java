package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.Lane;
import com.nexar.fulfilment.stopping.Deadline;
import com.nexar.fulfilment.sync.Feed;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** Wakes the walks; who walks is decided by the database, and a long back-fill does not hold up the tips. */
@Startup // or silly settings would only be found by the first round
@Singleton
class OrdersJob {

    private static final Logger LOG = Logger.getLogger(OrdersJob.class);

    private final OrderWalk walk;
    private final OpenShipments open;
    private final OrderPace pace;
    private final Brands brands;
    private final Deadline deadline;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService walkers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("orders-in-", 0).factory());
    private volatile boolean stopping;

    OrdersJob(
            OrderWalk walk, OpenShipments open, OrderPace pace, Brands brands, Deadline deadline, OrdersConfig config) {
        config.check();
        this.walk = walk;
        this.open = open;
        this.pace = pace;
        this.brands = brands;
        this.deadline = deadline;
    }

    @Scheduled(every = "{fulfilment.orders.sync.every}")
    void sync() {
        for (Location location : brands.locations()) {
            start(location, "tip", () -> pace.round(location, () -> walk.walk(location, Feed.ORDERS_TIP)));
            start(location, "back-fill", () -> walk.walk(location, Feed.ORDERS_BACKFILL));
        }
    }

    @Scheduled(every = "{fulfilment.orders.sync.reread-every}", delayed = "30s")
    void rereadOpen() {
        brands.locations().forEach(location -> start(location, "re-read", () -> open.reread(location)));
    }

    private void start(Location location, String what, Runnable work) {
        String name = location.ref() + " " + what;
        if (stopping || !running.add(name)) {
            return;
        }
        walkers.execute(() -> {
            try {
                Lane.ORDERS.run(work);
            } catch (Exception e) { // the rim: the next round tries again from the last checkpoint
                LOG.errorf(e, "Orders in of %s failed", name);
            } finally {
                running.remove(name);
            }
        });
    }

    /** A walk that is told to stop gives its lease back on the way out, so that another pod goes on at once. */
    void soonOver(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
        walkers.shutdownNow();
    }

    void over(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        walkers.shutdownNow();
        if (!deadline.awaits(walkers)) {
            LOG.warn("Some walks did not stop in time; their leases end by themselves");
        }
    }
}
