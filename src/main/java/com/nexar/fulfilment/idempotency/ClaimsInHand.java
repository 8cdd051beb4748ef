package com.nexar.fulfilment.idempotency;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.logging.Logger;

/** The claims that requests of this pod work on: renewed while they run, so that those of a dead pod end soon. */
@Singleton
class ClaimsInHand {

    private static final Logger LOG = Logger.getLogger(ClaimsInHand.class);

    /** No request runs so long; one that ended without passing our filter must not keep its key for ever. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Keys keys;
    private final Map<UUID, Long> since = new ConcurrentHashMap<>();
    private final Queue<Claim> abandoned = new ConcurrentLinkedQueue<>();

    ClaimsInHand(Keys keys) {
        this.keys = keys;
    }

    void take(Claim claim) {
        since.put(claim.token(), System.nanoTime());
    }

    void drop(Claim claim) {
        since.remove(claim.token());
    }

    /**
     * The caller has hung up. No answer passes our filter any more, so nothing is stored; the key is free for the caller's repeat,
     * which joins what was begun. Where the request still runs and has begun nothing, it will not: its claim is gone.
     */
    void abandon(Claim claim) {
        if (since.remove(claim.token()) != null) {
            abandoned.add(claim);
        }
    }

    /** More often than callers are told to ask again. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void free() {
        for (Claim claim = abandoned.poll(); claim != null; claim = abandoned.poll()) {
            try {
                keys.release(claim);
            } catch (Exception e) { // the rim: its lease ends by itself
                LOG.warnf(
                        "The Idempotency-Key of a caller that hung up at %s stays taken until its lease ends: %s",
                        claim.location(), e.getMessage());
            }
        }
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void renew() {
        long oldest = System.nanoTime() - LONGEST.toNanos();
        since.values().removeIf(taken -> taken - oldest < 0);
        List<UUID> tokens = List.copyOf(since.keySet());
        if (tokens.isEmpty()) {
            return;
        }
        try {
            keys.renew(tokens);
        } catch (Exception e) { // the rim: a lease that ends is taken over, and nothing happens twice
            LOG.warn("Renewing the leases of Idempotency-Keys failed", e);
        }
    }
}
