package com.nexar.fulfilment.webhooks;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** How long a delivery that failed waits before it goes out again, and an endpoint that fails before it is asked again. */
@Singleton
class Backoff {

    /** An endpoint that asks for a longer rest than this is asked again sooner. */
    static final Duration LONGEST_ASKED = Duration.ofHours(1);

    private final List<Duration> schedule;
    private final Duration probeAtMost;

    Backoff(WebhooksConfig config) {
        config.check();
        this.schedule = config.schedule();
        this.probeAtMost = config.probeAtMost();
    }

    /**
     * The pause after so many failures, up to a tenth longer so that deliveries spread; null when the schedule is over.
     *
     * @param failures 1 or more
     * @param asked by the endpoint; null where it asked for nothing
     */
    Duration after(int failures, Duration asked) {
        if (failures > schedule.size()) {
            return null;
        }
        Duration pause = schedule.get(failures - 1);
        Duration jittered = pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 10 + 1));
        Duration rest = bounded(asked);
        return jittered.compareTo(rest) > 0 ? jittered : rest;
    }

    /** What the endpoint asked for, within reason; nothing where it asked for nothing. */
    static Duration bounded(Duration asked) {
        if (asked == null || asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(LONGEST_ASKED) < 0 ? asked : LONGEST_ASKED;
    }

    /** Between probes of an endpoint that fails: a quarter of the time that it has failed for, from this … */
    Duration probeAtLeast() {
        return schedule.getFirst();
    }

    /** … to this. */
    Duration probeAtMost() {
        return probeAtMost;
    }

    /** Failures further apart than this are not one stretch of failing: between them nothing was sent. */
    Duration oneStretch() {
        return schedule.stream().max(Duration::compareTo).orElseThrow().multipliedBy(2);
    }
}
