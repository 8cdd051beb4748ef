package com.nexar.fulfilment.faults;

import com.nexar.fulfilment.faults.checks.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** What the warehouse and EasyEcom agree on about a parcel: that it was taken, and what became of one that is cancelled then. */
final class Handshake {

    private static final Duration AGAIN_AFTER = Duration.ofMillis(200);

    private final Replicas replicas;
    private final History history;
    private final Deadline deadline;

    Handshake(Replicas replicas, History history, Deadline deadline) {
        this.replicas = replicas;
        this.history = history;
        this.deadline = deadline;
    }

    /** @return whether it was taken; one that is cancelled already is not */
    boolean acknowledge(Box box) {
        return say(
                box,
                Decision.ACKNOWLEDGED,
                "PUT",
                "/acknowledgements",
                Map.of("shipmentIds", List.of(Long.toString(box.id()))),
                Map.of());
    }

    /** One hand says that it was stopped and another that it was too late, at the same time, or both the same. */
    void decide(Box box, RandomGenerator random) {
        boolean agree = random.nextBoolean();
        Warehouse.together(List.of(
                () -> decide(box, "STOPPED", key(random)), () -> decide(box, agree ? "STOPPED" : "TOO_LATE", null)));
    }

    private boolean decide(Box box, String outcome, String key) {
        return say(
                box,
                outcome,
                "POST",
                "/cancellations/" + box.id() + "/decision",
                Map.of("outcome", outcome, "reason", "said by a hand of the warehouse"),
                key == null ? Map.of() : Map.of("Idempotency-Key", key));
    }

    private static String key(RandomGenerator random) {
        return random.nextBoolean() ? Caller.newKey() : null;
    }

    /** Until there is an answer that no repetition changes. */
    private boolean say(Box box, String outcome, String verb, String path, Object body, Map<String, String> headers) {
        Instant asked = Instant.now();
        while (true) {
            Replicas.Answer answer =
                    replicas.send(verb, Place.path(box.place()) + path, body, headers, Duration.ofSeconds(5));
            boolean passing = answer.status() == 0
                    || answer.status() >= 500
                    || answer.status() == 429
                    || answer.status() == 404
                    || "idempotency-key-in-progress".equals(answer.code());
            if (!passing || deadline.passed()) {
                boolean taken = answer.status() == 200;
                history.add(new Decision(box.id(), outcome, taken, asked, answer.answered(), answer.text()));
                return taken;
            }
            LockSupport.parkNanos(AGAIN_AFTER.toNanos());
        }
    }
}
