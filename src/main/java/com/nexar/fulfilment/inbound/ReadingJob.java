package com.nexar.fulfilment.inbound;

import com.nexar.fulfilment.stopping.Deadline;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Wakes the reading: soon after a message that came to this pod, and now and then for what others left. Which pod reads what the
 * database decides.
 */
@Startup // or silly settings would only be found by the first message
@Singleton
class ReadingJob {

    private static final Logger LOG = Logger.getLogger(ReadingJob.class);

    /** Past the moment at which it is due by the database's clock. */
    private static final long MARGIN_MILLIS = 20;

    private final Reads reads;
    private final AnnouncedReading reading;
    private final InboundConfig config;
    private final Deadline deadline;
    private final AtomicBoolean waking = new AtomicBoolean();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("inbound-timer").factory());
    private final ExecutorService readers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("inbound-", 0).factory());
    private volatile boolean stopping;

    ReadingJob(Reads reads, AnnouncedReading reading, InboundConfig config, Deadline deadline) {
        config.check();
        this.reads = reads;
        this.reading = reading;
        this.config = config;
        this.deadline = deadline;
    }

    /** Of many messages only the first wakes anybody. */
    void soon() {
        if (!stopping && waking.compareAndSet(false, true)) {
            timer.schedule(
                    () -> readers.execute(() -> {
                        waking.set(false);
                        look();
                    }),
                    config.gather().toMillis() + MARGIN_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    @Scheduled(every = "{fulfilment.inbound.look-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (stopping) {
            return;
        }
        try {
            reads.claim()
                    .forEach((location, due) -> readers.execute(() -> {
                        try {
                            reading.read(location, due);
                        } catch (Exception e) { // the rim: the lease ends, and they are read again
                            LOG.errorf(e, "Reading what was announced for %s failed", location);
                        }
                    }));
        } catch (Exception e) { // the rim: the next round tries again
            LOG.warnf("Looking for announced shipments failed; the next round tries again: %s", e.getMessage());
        }
    }

    /** What is at EasyEcom may end; the rest is put back for other pods, whom a lease would keep from it. */
    void soonOver(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
        reading.stop();
    }

    void over(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        reading.stop();
        timer.shutdownNow();
        deadline.awaits(readers);
    }
}
