package com.nexar.fulfilment.webhooks;

import com.nexar.fulfilment.changes.Feed;
import com.nexar.fulfilment.stopping.Deadline;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Round by round: writes out what the feeds have, and sends what is due, as soon as anything is told, and now and then for what other
 * pods left. Which pod does what the database decides.
 */
@Startup // or silly settings would only be found by the first endpoint
@Singleton
class DeliveryJob {

    private static final Logger LOG = Logger.getLogger(DeliveryJob.class);

    /** Between a hint and its round: a burst of changes is one round. */
    private static final long GATHER_MILLIS = 20;

    /** Longer pauses end at some look or other. */
    private static final Duration SHORT = Duration.ofSeconds(30);

    private final WritingOut writing;
    private final Claims claims;
    private final Attempt attempt;
    private final Outcomes outcomes;
    private final WebhooksConfig config;
    private final Deadline deadline;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicInteger underWay = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhooks-timer").factory());
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-", 0).factory());
    private final ExecutorService rounds = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("webhooks-round").factory());
    private volatile boolean somebodyListens = true;
    private volatile boolean stopping;

    DeliveryJob(
            WritingOut writing,
            Claims claims,
            Attempt attempt,
            Outcomes outcomes,
            WebhooksConfig config,
            Feed feed,
            Deadline deadline,
            MeterRegistry metrics) {
        config.check();
        this.writing = writing;
        this.claims = claims;
        this.attempt = attempt;
        this.outcomes = outcomes;
        this.config = config;
        this.deadline = deadline;
        metrics.gauge("fulfilment.webhooks.under.way", underWay);
        feed.onNews(() -> {
            if (somebodyListens) {
                soon();
            }
        });
    }

    /** Of many who ask, only the first begins a round; what comes while it runs has one of its own. */
    void soon() {
        if (!stopping && asked.compareAndSet(false, true)) {
            timer.schedule(() -> rounds.execute(this::round), GATHER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Scheduled(every = "{fulfilment.webhooks.look-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        soon();
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void meet() {
        try {
            writing.meetLocations();
        } catch (Exception e) { // the rim: the next round tries again
            LOG.warnf("Webhook endpoints do not know all locations yet: %s", e.getMessage());
        }
    }

    private void round() {
        asked.set(false);
        try {
            WritingOut.Written written = writing.all();
            somebodyListens = written.somebodyListens();
            if (written.more()) {
                soon();
            }
            int room = config.atOnce() - underWay.get();
            if (!stopping && room > 0) {
                claims.claim(room).forEach(this::begin);
            }
        } catch (Exception e) { // the rim: the next round tries again
            LOG.warnf("A round of webhooks failed; the next one tries again: %s", e.getMessage());
        }
    }

    private void begin(Due due) {
        underWay.incrementAndGet();
        workers.execute(() -> {
            try {
                again(outcomes.write(due, attempt.of(due)));
            } catch (Exception e) { // the rim: its lease ends, and it is sent again
                LOG.logf(
                        stopping ? Logger.Level.INFO : Logger.Level.ERROR,
                        e,
                        "Webhook %s broke off; it goes out again when its lease ends",
                        due);
            } finally {
                underWay.decrementAndGet();
                soon();
            }
        });
    }

    /** A short pause is over before the next look. */
    private void again(Duration pause) {
        if (pause != null && pause.compareTo(SHORT) < 0 && !stopping) {
            timer.schedule(this::soon, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void soonOver(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
    }

    /** What is under way may end: its lease would keep others from it for longer. */
    void over(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        timer.shutdownNow();
        deadline.awaits(rounds);
        deadline.awaits(workers);
    }
}
