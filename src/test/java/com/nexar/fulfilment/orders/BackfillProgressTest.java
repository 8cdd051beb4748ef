package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.ScriptedOrders;
import com.nexar.fulfilment.sync.Feed;
import com.nexar.fulfilment.sync.SyncCursor;
import com.nexar.fulfilment.sync.SyncCursors;
import com.nexar.fulfilment.sync.SyncProgress;
import com.nexar.fulfilment.sync.WalkStanding;
import com.nexar.fulfilment.sync.WalkStandings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first sync's look-back of seven days says how far it has come. Every test has a location of its own. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class BackfillProgressTest {

    private static final AtomicLong NUMBERS = new AtomicLong(707_000_000);

    @Inject
    SyncCursors cursors;

    @Inject
    WalkStandings standings;

    @Inject
    Walks walks;

    @Inject
    SyncNow sync;

    private final Location here =
            new Location("b" + UUID.randomUUID().toString().substring(0, 8), "one", "One", "k1");
    private final long id = NUMBERS.getAndAdd(10);

    /** Whichever end EasyEcom begins at; the pod dies at the third page, and the next one goes on. */
    @ParameterizedTest
    @CsvSource({"167, 84, 50", "1, 126, 75"})
    void how_far_it_is_shows_between_pages_and_outlives_the_pod(long firstHours, long secondHours, double percent) {
        Instant now = Instant.now();
        AtomicBoolean dies = new AtomicBoolean(true);
        ScriptedOrders easyecom = new ScriptedOrders(cursor -> {
            if (cursor == null) {
                return Walks.page("c2", ARow.open().id(id).updated(now.minus(Duration.ofHours(firstHours))));
            }
            if (cursor.equals("c2")) {
                return Walks.page("c3", ARow.open().id(id + 1).updated(now.minus(Duration.ofHours(secondHours))));
            }
            if (dies.getAndSet(false)) {
                throw new IllegalStateException("the pod dies here");
            }
            return Walks.page(null, ARow.open().id(id + 2).updated(now));
        });
        assertThat(progress()).isNull();

        assertThatThrownBy(() -> walks.through(easyecom).walk(here, Feed.ORDERS_BACKFILL))
                .hasMessage("the pod dies here");

        assertThat(progress().percent()).isCloseTo(percent, within(1.0));
        assertThat(progress().rowsPerMinute()).isPositive();
        assertThat(progress().secondsLeft()).isNotNull();

        walks.through(easyecom).walk(here, Feed.ORDERS_BACKFILL);

        assertThat(progress().percent()).isEqualTo(100.0);
        assertThat(progress().secondsLeft()).isZero();
        assertThat(standing().pages()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void the_log_has_a_line_every_30_seconds_at_most_and_one_at_the_end_of_what_was_walked() {
        AtomicLong nanos = new AtomicLong();
        var progress = new BackfillProgress(cursors, standings, nanos::get);
        var at = new SyncCursor(here, Feed.ORDERS_BACKFILL, Instant.EPOCH, Instant.now(), null, null, null, 1);
        var tip = new SyncCursor(here, Feed.ORDERS_TIP, Instant.EPOCH, null, null, null, null, 1);
        int lines = 0;
        for (int second = 0; second <= 95; second++) {
            nanos.set(Duration.ofSeconds(second).toNanos());
            lines += progress.tell(at) ? 1 : 0;
            assertThat(progress.tell(tip)).isFalse();
        }
        assertThat(lines).isEqualTo(3);
        assertThat(progress.done(at)).as("a look at what was done before").isFalse();
    }

    @Test
    void the_connection_shows_it() {
        sync.orders("clinic/ok1");
        List<Float> percent = Wms.at(Ground.DOCTOR_KEY, "clinic/ok1")
                .get("/connection")
                .statusCode(200)
                .extract()
                .path("sync.findAll { it.feed == 'ORDERS_BACKFILL' }.progress.percent");
        assertThat(percent).containsExactly(100f);
        List<Object> tip = Wms.at(Ground.DOCTOR_KEY, "clinic/ok1")
                .get("/connection")
                .extract()
                .path("sync.findAll { it.feed == 'ORDERS_TIP' }.progress");
        assertThat(tip).containsOnlyNulls().hasSize(1);
    }

    private SyncProgress progress() {
        return standings.of(here).isEmpty() ? null : standing().progress();
    }

    private WalkStanding standing() {
        return standings.of(here).stream()
                .filter(each -> each.feed() == Feed.ORDERS_BACKFILL)
                .findFirst()
                .orElseThrow();
    }
}
