package com.nexar.fulfilment.board;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.ConnectionState;
import com.nexar.fulfilment.easyecom.EasyEcomConnection;
import com.nexar.fulfilment.inbound.Webhooks;
import com.nexar.fulfilment.operations.OperationCounts;
import com.nexar.fulfilment.pauses.Pause;
import com.nexar.fulfilment.pauses.Pauses;
import com.nexar.fulfilment.sync.Feed;
import com.nexar.fulfilment.sync.SyncProgress;
import com.nexar.fulfilment.sync.WalkStanding;
import com.nexar.fulfilment.sync.WalkStandings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** How a location is connected and what waits there for a person, in one word each; looked at every two seconds at most. */
@Singleton
class Glances {

    /**
     * @param syncing how far a first sync has come; null where none is under way
     * @param paused what an operator holds back, and why; empty where nothing is
     */
    record Glance(HomePage.Link link, OperationCounts.Standing operations, SyncBar syncing, String paused) {}

    private static final class Kept {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile Glance glance;
        private volatile long untilNanos;
    }

    static final Duration KEPT_FOR = Duration.ofSeconds(2);

    private static final Duration UP_TO_DATE = Duration.ofMinutes(3);

    private final Map<Location, Kept> kept = new ConcurrentHashMap<>();
    private final EasyEcomConnection easyecom;
    private final WalkStandings standings;
    private final OperationCounts operations;
    private final Webhooks webhooks;
    private final Pauses pauses;
    private final Clock clock;

    Glances(
            EasyEcomConnection easyecom,
            WalkStandings standings,
            OperationCounts operations,
            Webhooks webhooks,
            Pauses pauses,
            Clock clock) {
        this.easyecom = easyecom;
        this.standings = standings;
        this.operations = operations;
        this.webhooks = webhooks;
        this.pauses = pauses;
        this.clock = clock;
    }

    /** One looks, the others see what was seen last: any number of viewers costs the database as much as one. */
    Glance of(Location location) {
        Kept seen = kept.computeIfAbsent(location, none -> new Kept());
        if (fresh(seen)) {
            return seen.glance;
        }
        if (seen.glance == null) {
            seen.lock.lock();
        } else if (!seen.lock.tryLock()) {
            return seen.glance; // somebody looks
        }
        try {
            if (!fresh(seen)) {
                seen.glance = look(location);
                seen.untilNanos = System.nanoTime() + KEPT_FOR.toNanos();
            }
            return seen.glance;
        } finally {
            seen.lock.unlock();
        }
    }

    /** What was just changed is seen by whoever changed it; other pods see it within a second. */
    void lookAgain(Location location) {
        kept.remove(location);
    }

    private static boolean fresh(Kept seen) {
        return seen.glance != null && System.nanoTime() - seen.untilNanos < 0;
    }

    private Glance look(Location location) {
        List<WalkStanding> walks = standings.of(location);
        Pause pause = pauses.of(location).pause();
        return new Glance(link(location, walks, pause), operations.of(location), syncing(walks), Words.of(pause));
    }

    private HomePage.Link link(Location location, List<WalkStanding> walks, Pause pause) {
        ConnectionState state = easyecom.state(location);
        Optional<WalkStanding> tip = walk(walks, Feed.ORDERS_TIP);
        String lag =
                tip.map(WalkStanding::doneUntil).map(done -> asOf(since(done))).orElse("no orders read yet");
        if (state.breaker().equals("OPEN")) {
            return new HomePage.Link("bad", "EasyEcom does not answer", lag);
        }
        boolean reads = pause == null || !pause.syncing();
        if (reads && tip.filter(Glances::fails).isPresent()) {
            return new HomePage.Link("bad", "Orders cannot be read", lag);
        }
        if (pause != null) {
            return new HomePage.Link("warn", Words.held(pause), lag);
        }
        if (state.quota().leftToday() != null
                && state.quota().leftToday() <= state.quota().commandReserve()) {
            return new HomePage.Link("warn", "Today's calls are used up", lag);
        }
        if (webhooks.standing(location).state().degraded()) {
            return new HomePage.Link("warn", "EasyEcom's webhooks have stopped", lag);
        }
        return tip.isEmpty()
                ? new HomePage.Link("warn", "Not connected yet", lag)
                : new HomePage.Link("good", "Connected", lag);
    }

    private static SyncBar syncing(List<WalkStanding> walks) {
        return walk(walks, Feed.ORDERS_BACKFILL)
                .filter(walk -> walk.progress() != null && walk.progress().percent() < 100)
                .map(Glances::bar)
                .orElse(null);
    }

    private static SyncBar bar(WalkStanding walk) {
        SyncProgress progress = walk.progress();
        String pace =
                progress.rowsPerMinute() == null ? "" : ", " + Floors.count(progress.rowsPerMinute()) + " a minute";
        String left = progress.secondsLeft() == null
                ? ""
                : ", about " + Times.rough(Duration.ofSeconds(progress.secondsLeft())) + " left";
        return new SyncBar(
                "First sync: " + (int) progress.percent() + " %, " + Floors.count(walk.rows()) + " orders on "
                        + Floors.count(walk.pages()) + " pages" + pace + left,
                (int) progress.percent());
    }

    /** Told by the minute: what changes all the time is no news. */
    private static String asOf(Duration age) {
        return age.compareTo(UP_TO_DATE) < 0 ? "orders are up to date" : "orders as of " + Times.rough(age) + " ago";
    }

    private static boolean fails(WalkStanding walk) {
        return walk.lastErrorAt() != null
                && (walk.lastSuccessAt() == null || walk.lastErrorAt().isAfter(walk.lastSuccessAt()));
    }

    private static Optional<WalkStanding> walk(List<WalkStanding> walks, Feed feed) {
        return walks.stream().filter(walk -> walk.feed() == feed).findFirst();
    }

    private Duration since(Instant at) {
        Duration age = Duration.between(at, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
