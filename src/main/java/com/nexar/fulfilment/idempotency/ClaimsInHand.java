package com.nexar.fulfilment.idempotency;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The claims that requests of this pod work on: renewed while they run, so that those of a dead pod end soon. */
@Singleton
class ClaimsInHand {

    private static final Logger LOG = Logger.getLogger(ClaimsInHand.class);

    /** No request runs so long; one that ended without passing our filter must not keep its key for ever. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Keys keys;
    private final Map<UUID, Long> since = new ConcurrentHashMap<>();

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
     * The caller is gone, and no filter sees the answer that nobody gets: the same key may ask again at once. Where the request has
     * begun an operation, that one is found; where it has not, it cannot any more, because the claim is no longer its own.
     */
    void hungUp(Claim claim) {
        if (since.remove(claim.token()) != null) {
            Thread.ofVirtual().name("hung-up").start(() -> free(claim));
        }
    }

    private void free(Claim claim) {
        try {
            keys.release(claim);
        } catch (Exception e) { // the rim: its lease ends by itself
            LOG.warn("An Idempotency-Key whose caller hung up stays taken until its lease ends", e);
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
