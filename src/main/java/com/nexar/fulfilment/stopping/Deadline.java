package com.nexar.fulfilment.stopping;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The moment at which a pod that was told to stop waits for nothing any more: one for all, so that those who wait one after the other
 * take no longer than one of them.
 */
@Startup // or silly settings would only be found at the end
@Singleton
public class Deadline {

    /** Among the observers of the end: what others take over at once where it is given back. */
    public static final int FIRST = 100;

    /** Among them: what the others may still need. */
    public static final int LAST = 10_000;

    private final StoppingConfig config;
    private final AtomicReference<Long> end = new AtomicReference<>();

    Deadline(StoppingConfig config) {
        config.check();
        this.config = config;
    }

    void told(@Observes @Priority(FIRST) ShutdownDelayInitiatedEvent event) {
        left();
    }

    /** What is left until then, never negative. Where SIGTERM was not heard, the first who asks begins. */
    public Duration left() {
        long now = System.nanoTime();
        end.compareAndSet(null, now + config.within().toNanos());
        return Duration.ofNanos(Math.max(0, end.get() - now));
    }

    /**
     * Lets what these have under way end; what has not by then is interrupted.
     *
     * @return whether all of it ended by itself
     */
    public boolean awaits(ExecutorService workers) throws InterruptedException {
        workers.shutdown();
        boolean ended = workers.awaitTermination(left().toNanos(), TimeUnit.NANOSECONDS);
        workers.shutdownNow();
        return ended;
    }
}
