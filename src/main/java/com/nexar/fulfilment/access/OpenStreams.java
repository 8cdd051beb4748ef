package com.nexar.fulfilment.access;

import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many streams and long polls each key has open in this pod: one that asks for ever more must not take what the others need. */
@Singleton
public class OpenStreams {

    private static final Duration AGAIN = Duration.ofSeconds(5);

    /** A place that is given back when it is closed. */
    public interface Place extends AutoCloseable {

        @Override
        void close();
    }

    private final Map<String, Integer> open = new ConcurrentHashMap<>();
    private final CallerLimits limits;

    OpenStreams(CallerLimits limits) {
        this.limits = limits;
    }

    /** A {@code rate-limited} problem where the key has as many as it may. */
    public Place begin(Caller caller) {
        String key = name(caller.name(), caller.keyId());
        int most = limits.openStreams(caller.name());
        if (open.merge(key, 1, Integer::sum) > most) {
            end(key);
            throw new Problem(
                            ProblemCode.RATE_LIMITED,
                            "This key has " + most + " streams and long polls open here, which is as many as it may.")
                    .withRetryAfter(AGAIN);
        }
        return () -> end(key);
    }

    /** How many the key has open now. */
    int open(String client, String keyId) {
        return open.getOrDefault(name(client, keyId), 0);
    }

    private static String name(String client, String keyId) {
        return client + "/" + keyId;
    }

    private void end(String key) {
        open.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }
}
