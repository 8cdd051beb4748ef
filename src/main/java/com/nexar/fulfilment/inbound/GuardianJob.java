package com.nexar.fulfilment.inbound;

import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.Lane;
import com.nexar.fulfilment.orders.Announcements;
import com.nexar.fulfilment.orders.OrderPace;
import com.nexar.fulfilment.stopping.Deadline;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** Watches over the webhooks, and lets polling do what they do not. */
@Singleton
class GuardianJob {

    private static final Logger LOG = Logger.getLogger(GuardianJob.class);

    private final Guards guards;
    private final AnswerCount answers;
    private final Announcements orders;
    private final OrderPace pace;
    private final Brands brands;
    private final Webhooks webhooks;
    private final Deadline deadline;
    private final Map<Location, WebhooksState> states = new ConcurrentHashMap<>();
    private final Set<Location> polled = ConcurrentHashMap.newKeySet();
    private final ExecutorService pollers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("inbound-poll-", 0).factory());
    private volatile boolean stopping;

    GuardianJob(
            Guards guards,
            AnswerCount answers,
            Announcements orders,
            OrderPace pace,
            Brands brands,
            Webhooks webhooks,
            Deadline deadline) {
        this.guards = guards;
        this.answers = answers;
        this.orders = orders;
        this.pace = pace;
        this.brands = brands;
        this.webhooks = webhooks;
        this.deadline = deadline;
    }

    @Scheduled(every = "{fulfilment.inbound.guardian.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void watch() {
        try {
            answers.store();
            Set<Location> heard = guards.heard();
            brands.locations()
                    .forEach(location -> know(
                            location, heard.contains(location) ? guards.look(location) : WebhooksState.NEVER_SEEN));
        } catch (Exception e) { // the rim: the next round tries again
            LOG.warnf("Watching over the webhooks failed; the next round tries again: %s", e.getMessage());
        }
    }

    /** The pace's own timer is as slow as polling is configured. */
    @Scheduled(
            every = "{fulfilment.inbound.polling.degraded}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void poll() {
        states.forEach((location, state) -> {
            if (!stopping && state.degraded() && polled.add(location)) {
                pollers.execute(() -> poll(location));
            }
        });
    }

    WebhooksState look(Location location) {
        return know(location, guards.look(location));
    }

    private WebhooksState know(Location location, WebhooksState state) {
        states.put(location, state);
        pace.every(location, webhooks.pollingEvery(state));
        return state;
    }

    private void poll(Location location) {
        try {
            Lane.ORDERS.run(() -> orders.poll(location));
        } catch (Exception e) { // the rim: the next round tries again from the last checkpoint
            LOG.errorf(e, "Polling the orders of %s failed", location);
        } finally {
            polled.remove(location);
        }
    }

    void soonOver(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
        pollers.shutdownNow();
    }

    void over(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        pollers.shutdownNow();
        deadline.awaits(pollers);
    }
}
