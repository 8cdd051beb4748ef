package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often a list may be asked for, so that polling lasts until the day's calls come back: what is left of the day for polling,
 * and the list's share of it, over what a round takes.
 */
@Singleton
public class PollingPace {

    private record List(Location location, String name) {}

    // A new figure counts a fifth, so that one long round does not slow down the next ten.
    private static final double WEIGHT = 0.2;

    private final EasyEcomCalls calls;
    private final Map<List, Double> callsPerRound = new ConcurrentHashMap<>();

    PollingPace(EasyEcomCalls calls) {
        this.calls = calls;
    }

    /** Does a round of a list and measures what it takes. */
    public void round(Location location, String list, Runnable round) {
        long sent = Sending.counted(round);
        if (sent > 0) {
            callsPerRound.merge(new List(location, list), (double) sent, (was, now) -> was + WEIGHT * (now - was));
        }
    }

    /**
     * The shortest interval between two rounds.
     *
     * @param every the floor
     * @param share of what polling may use today, for this list in all locations
     * @param locations in how many the list is asked for
     */
    public Duration interval(Location location, String list, Duration every, double share, int locations) {
        Quota quota = calls.quota(location, true);
        Integer left = quota.leftForPolling();
        if (left == null) {
            return every;
        }
        double rounds = left * share / locations / callsPerRound.getOrDefault(new List(location, list), 1.0);
        if (rounds < 1) {
            return longer(every, quota.resetsIn());
        }
        return longer(every, Duration.ofMillis((long) (quota.resetsIn().toMillis() / rounds)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
