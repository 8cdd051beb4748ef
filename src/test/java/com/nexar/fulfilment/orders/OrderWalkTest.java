package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.ScriptedOrders;
import com.nexar.fulfilment.sync.Feed;
import com.nexar.fulfilment.sync.WalkStandings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The walk itself against a real database, with EasyEcom's pages told by the test. Every test has a location of its own. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class OrderWalkTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(500_000_000);

    @Inject
    WalkStandings standings;

    @Inject
    Walks walks;

    private final Database owner = Database.asOwner();
    private final String brand = "b" + UUID.randomUUID().toString().substring(0, 8);
    private final Location here = new Location(brand, "one", "One", "k1");
    private final long id = NUMBERS.getAndAdd(10_000);

    @AfterEach
    void leave() {
        owner.close();
    }

    @Test
    void a_first_sync_asks_for_the_look_back_in_windows_of_at_most_seven_days_and_the_tip_apart() {
        ScriptedOrders easyecom = new ScriptedOrders(cursor -> Walks.page(null));

        walks.through(easyecom).walk(here, Feed.ORDERS_BACKFILL);
        int backfill = easyecom.windows.size();
        walks.through(easyecom).walk(here, Feed.ORDERS_TIP);

        assertThat(backfill).isEqualTo(2);
        assertThat(easyecom.windows)
                .hasSize(3)
                .allSatisfy(window -> assertThat(Duration.between(window.from(), window.to()))
                        .isLessThanOrEqualTo(Duration.ofDays(7)));
        assertThat(Duration.between(
                        easyecom.windows.getFirst().from(),
                        easyecom.windows.get(1).to()))
                .isEqualTo(Duration.ofDays(7).plusMinutes(2));
        assertThat(easyecom.windows.get(2).from())
                .isBefore(easyecom.windows.get(1).to());
        walks.through(easyecom).walk(here, Feed.ORDERS_BACKFILL);
        assertThat(easyecom.windows).hasSize(3);
    }

    @Test
    void no_time_lies_between_back_fill_and_tip_even_if_the_tip_gets_its_first_page_much_later() {
        ScriptedOrders down = new ScriptedOrders(cursor -> {
            throw ScriptedOrders.refused();
        });
        ScriptedOrders up = new ScriptedOrders(cursor -> Walks.page(null));
        walks.through(up).walk(here, Feed.ORDERS_BACKFILL);
        walks.through(down).walk(here, Feed.ORDERS_TIP);

        walks.through(up, Clock.offset(Clock.systemUTC(), Duration.ofHours(1))).walk(here, Feed.ORDERS_TIP);

        assertThat(up.windows.getLast().from()).isBefore(up.windows.get(1).to());
    }

    @Test
    void the_next_walk_asks_from_the_end_of_the_last_less_the_overlap() {
        ScriptedOrders easyecom = new ScriptedOrders(cursor -> Walks.page(null));
        walks.through(easyecom).walk(here, Feed.ORDERS_TIP);
        walks.through(easyecom).walk(here, Feed.ORDERS_TIP);

        assertThat(easyecom.windows.get(1).from())
                .isEqualTo(easyecom.windows.getFirst().to().minus(Duration.ofMinutes(2)));
    }

    @Test
    void after_a_failure_the_walk_goes_on_at_the_page_after_the_last_stored_one_with_its_cursor_verbatim() {
        String second = "/orders/V2/getAllOrders?cursor=a%2Fb%3D%3D";
        AtomicInteger failures = new AtomicInteger(1);
        ScriptedOrders easyecom = new ScriptedOrders(cursor -> {
            if (cursor == null) {
                return Walks.page(second, ARow.open().id(id));
            }
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("the pod dies here");
            }
            return Walks.page(null, ARow.open().id(id + 1));
        });

        assertThatThrownBy(() -> walks.through(easyecom).walk(here, Feed.ORDERS_TIP))
                .hasMessage("the pod dies here");
        assertThat(stored()).containsExactly(id);
        walks.through(easyecom).walk(here, Feed.ORDERS_TIP);

        assertThat(easyecom.asked).containsExactly("null", second, second);
        assertThat(stored()).containsExactly(id, id + 1);
    }

    @Test
    void a_refused_cursor_starts_its_window_anew() {
        AtomicInteger refusals = new AtomicInteger(1);
        ScriptedOrders easyecom = new ScriptedOrders(cursor -> {
            if (cursor == null) {
                return Walks.page("c2", ARow.open().id(id));
            }
            if (refusals.getAndDecrement() > 0) {
                throw ScriptedOrders.refused();
            }
            return Walks.page(null, ARow.open().id(id + 1));
        });

        walks.through(easyecom).walk(here, Feed.ORDERS_TIP);
        assertThat(standings.of(here).getFirst().lastError()).isEqualTo("EasyEcom refused the cursor");
        walks.through(easyecom).walk(here, Feed.ORDERS_TIP);

        assertThat(easyecom.asked).containsExactly("null", "c2", "null", "c2");
        assertThat(easyecom.windows.get(1)).isEqualTo(easyecom.windows.getFirst());
        assertThat(stored()).containsExactly(id, id + 1);
    }

    @Test
    void pages_that_go_round_in_a_circle_end_the_window() {
        ScriptedOrders easyecom = new ScriptedOrders(cursor -> Walks.page(
                cursor == null ? "a" : cursor.equals("a") ? "b" : "a",
                ARow.open().id(id)));

        walks.through(easyecom).walk(here, Feed.ORDERS_TIP);

        assertThat(easyecom.asked).containsExactly("null", "a", "b");
        assertThat(owner.text("select window_to is null from sync_cursors where brand = ?", brand))
                .isEqualTo("t");
    }

    @Test
    void a_page_that_names_itself_as_the_next_ends_the_window() {
        ScriptedOrders easyecom =
                new ScriptedOrders(cursor -> Walks.page("a", ARow.open().id(id)));

        walks.through(easyecom).walk(here, Feed.ORDERS_TIP);

        assertThat(easyecom.asked).containsExactly("null", "a");
    }

    private List<Long> stored() {
        return owner.texts("select shipment_id from shipments where brand = ? order by shipment_id", brand).stream()
                .map(Long::valueOf)
                .toList();
    }
}
