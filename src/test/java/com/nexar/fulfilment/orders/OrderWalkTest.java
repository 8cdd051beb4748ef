package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.BrokenRow;
import com.nexar.fulfilment.easyecom.ScriptedOrders;
import com.nexar.fulfilment.easyecom.ShipmentPage;
import com.nexar.fulfilment.sync.Feed;
import com.nexar.fulfilment.sync.Quarantine;
import com.nexar.fulfilment.sync.SyncCursor;
import com.nexar.fulfilment.sync.SyncCursors;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The walk itself against a real database, with EasyEcom's pages told by the test. Every test has a location of its own. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class OrderWalkTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(500_000_000);

    @Inject
    SyncCursors cursors;

    @Inject
    OrderIntake intake;

    @Inject
    Quarantine quarantine;

    @Inject
    Gate gate;

    @Inject
    Transactions transactions;

    @Inject
    OrdersConfig config;

    private final Database owner = Database.asOwner();
    private final String brand = "b" + UUID.randomUUID().toString().substring(0, 8);
    private final Location here = new Location(brand, "one", "One", "k1");
    private final Location there = new Location(brand, "two", "Two", "k2");
    private final long id = NUMBERS.getAndAdd(10_000);

    @AfterEach
    void leave() {
        owner.close();
    }

    @Test
    void a_first_sync_asks_for_the_look_back_in_windows_of_at_most_seven_days_and_the_tip_apart() {
        ScriptedOrders easyecom = new ScriptedOrders(cursor -> page(null));

        walk(easyecom).walk(here, Feed.ORDERS_BACKFILL);
        int backfill = easyecom.windows.size();
        walk(easyecom).walk(here, Feed.ORDERS_TIP);

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
        walk(easyecom).walk(here, Feed.ORDERS_BACKFILL);
        assertThat(easyecom.windows).hasSize(3);
    }

    @Test
    void no_time_lies_between_back_fill_and_tip_even_if_the_tip_gets_its_first_page_much_later() {
        ScriptedOrders down = new ScriptedOrders(cursor -> {
            throw ScriptedOrders.refused();
        });
        ScriptedOrders up = new ScriptedOrders(cursor -> page(null));
        walk(up).walk(here, Feed.ORDERS_BACKFILL);
        walk(down).walk(here, Feed.ORDERS_TIP);

        walk(up, Clock.offset(Clock.systemUTC(), Duration.ofHours(1))).walk(here, Feed.ORDERS_TIP);

        assertThat(up.windows.getLast().from()).isBefore(up.windows.get(1).to());
    }

    @Test
    void the_next_walk_asks_from_the_end_of_the_last_less_the_overlap() {
        ScriptedOrders easyecom = new ScriptedOrders(cursor -> page(null));
        walk(easyecom).walk(here, Feed.ORDERS_TIP);
        walk(easyecom).walk(here, Feed.ORDERS_TIP);

        assertThat(easyecom.windows.get(1).from())
                .isEqualTo(easyecom.windows.getFirst().to().minus(Duration.ofMinutes(2)));
    }

    @Test
    void after_a_failure_the_walk_goes_on_at_the_page_after_the_last_stored_one_with_its_cursor_verbatim() {
        String second = "/orders/V2/getAllOrders?cursor=a%2Fb%3D%3D";
        AtomicInteger failures = new AtomicInteger(1);
        ScriptedOrders easyecom = new ScriptedOrders(cursor -> {
            if (cursor == null) {
                return page(second, ARow.open().id(id));
            }
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("the pod dies here");
            }
            return page(null, ARow.open().id(id + 1));
        });

        assertThatThrownBy(() -> walk(easyecom).walk(here, Feed.ORDERS_TIP)).hasMessage("the pod dies here");
        assertThat(stored()).containsExactly(id);
        walk(easyecom).walk(here, Feed.ORDERS_TIP);

        assertThat(easyecom.asked).containsExactly("null", second, second);
        assertThat(stored()).containsExactly(id, id + 1);
    }

    @Test
    void a_refused_cursor_starts_its_window_anew() {
        AtomicInteger refusals = new AtomicInteger(1);
        ScriptedOrders easyecom = new ScriptedOrders(cursor -> {
            if (cursor == null) {
                return page("c2", ARow.open().id(id));
            }
            if (refusals.getAndDecrement() > 0) {
                throw ScriptedOrders.refused();
            }
            return page(null, ARow.open().id(id + 1));
        });

        walk(easyecom).walk(here, Feed.ORDERS_TIP);
        assertThat(cursors.standings(here).getFirst().lastError()).isEqualTo("EasyEcom refused the cursor");
        walk(easyecom).walk(here, Feed.ORDERS_TIP);

        assertThat(easyecom.asked).containsExactly("null", "c2", "null", "c2");
        assertThat(easyecom.windows.get(1)).isEqualTo(easyecom.windows.getFirst());
        assertThat(stored()).containsExactly(id, id + 1);
    }

    @Test
    void pages_that_go_round_in_a_circle_end_the_window() {
        ScriptedOrders easyecom = new ScriptedOrders(cursor -> page(
                cursor == null ? "a" : cursor.equals("a") ? "b" : "a",
                ARow.open().id(id)));

        walk(easyecom).walk(here, Feed.ORDERS_TIP);

        assertThat(easyecom.asked).containsExactly("null", "a", "b");
        assertThat(owner.text("select window_to is null from sync_cursors where brand = ?", brand))
                .isEqualTo("t");
    }

    @Test
    void a_page_that_names_itself_as_the_next_ends_the_window() {
        ScriptedOrders easyecom =
                new ScriptedOrders(cursor -> page("a", ARow.open().id(id)));

        walk(easyecom).walk(here, Feed.ORDERS_TIP);

        assertThat(easyecom.asked).containsExactly("null", "a");
    }

    @Test
    void a_broken_row_is_set_aside_once_however_often_it_comes_and_its_page_goes_on() {
        BrokenRow broken = new BrokenRow(id, "{\"invoice_id\":" + id + ",\"x\":\"a\u0000b\"}", "order_id is no id");
        ScriptedOrders easyecom = new ScriptedOrders(
                cursor -> new ShipmentPage(List.of(ARow.open().id(id + 1).row()), List.of(broken), null));

        walk(easyecom).walk(here, Feed.ORDERS_TIP);
        walk(easyecom).walk(here, Feed.ORDERS_TIP);

        assertThat(stored()).containsExactly(id + 1);
        assertThat(owner.texts(
                        "select times || ' ' || reason || ' ' || upstream_id from quarantine where brand = ?", brand))
                .containsExactly("2 order_id is no id " + id);
    }

    @Test
    void a_row_without_a_reference_and_with_an_absurd_amount_does_not_stop_its_page() {
        ScriptedOrders easyecom = new ScriptedOrders(cursor -> page(
                null, ARow.open().id(id).nameless(), ARow.open().id(id + 1).collect("COD", "99999999999999999.99")));

        walk(easyecom).walk(here, Feed.ORDERS_TIP);

        assertThat(stored()).containsExactly(id, id + 1);
    }

    @Test
    void what_did_not_change_is_not_written() {
        ScriptedOrders easyecom = new ScriptedOrders(
                cursor -> page(null, ARow.open().id(id), ARow.open().id(id + 1)));
        walk(easyecom).walk(here, Feed.ORDERS_TIP);
        List<String> before = versions();

        walk(easyecom).walk(here, Feed.ORDERS_TIP);

        assertThat(versions()).isEqualTo(before).hasSize(6);
    }

    @Test
    void a_record_twice_on_a_page_and_again_on_the_next_is_one_shipment_as_the_newest_shows_it() {
        ScriptedOrders easyecom = new ScriptedOrders(cursor -> cursor == null
                ? page(
                        "c2",
                        ARow.open().id(id).awb("NEW" + id).updated(ARow.NOON.plusSeconds(5)),
                        ARow.open().id(id))
                : page(null, ARow.open().id(id).awb("NEW" + id).updated(ARow.NOON.plusSeconds(5))));

        walk(easyecom).walk(here, Feed.ORDERS_TIP);

        assertThat(owner.texts("select awb || ' ' || version from shipments where brand = ?", brand))
                .containsExactly("NEW" + id + " 1");
        assertThat(receivedMoves()).isEqualTo(1);
    }

    @Test
    void a_second_walker_finds_the_walk_taken_and_asks_nothing() {
        SyncCursor first = cursors.claim(here, Feed.ORDERS_TIP).orElseThrow();
        ScriptedOrders easyecom = new ScriptedOrders(cursor -> page(null));

        walk(easyecom).walk(here, Feed.ORDERS_TIP);
        assertThat(easyecom.asked).isEmpty();

        cursors.release(first, null);
        walk(easyecom).walk(here, Feed.ORDERS_TIP);
        assertThat(easyecom.asked).containsExactly("null");
    }

    @Test
    void who_lost_the_lease_cannot_store_a_page_any_more() {
        ScriptedOrders slow = new ScriptedOrders(cursor -> {
            owner.run("update sync_cursors set lease_until = '-infinity' where brand = ?", brand);
            assertThat(cursors.claim(here, Feed.ORDERS_TIP)).isPresent();
            return page(null, ARow.open().id(id));
        });

        assertThatThrownBy(() -> walk(slow).walk(here, Feed.ORDERS_TIP)).hasMessageContaining("was lost");

        assertThat(stored()).isEmpty();
        assertThat(owner.text("select lease_until > now() from sync_cursors where brand = ?", brand))
                .isEqualTo("t");
    }

    @Test
    void tip_and_back_fill_at_once_announce_a_new_shipment_once() throws Exception {
        ARow[] rows = LongStream.range(id, id + 100)
                .mapToObj(each -> ARow.open().id(each))
                .toArray(ARow[]::new);
        CountDownLatch both = new CountDownLatch(2);
        Function<String, ShipmentPage> pages = cursor -> {
            both.countDown();
            await(both);
            return page(null, rows);
        };

        try (ExecutorService walkers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> tip = walkers.submit(() -> walk(new ScriptedOrders(pages)).walk(here, Feed.ORDERS_TIP));
            Future<?> backfill =
                    walkers.submit(() -> walk(new ScriptedOrders(pages)).walk(here, Feed.ORDERS_BACKFILL));
            tip.get();
            backfill.get();
        }

        assertThat(stored()).hasSize(100);
        assertThat(receivedMoves()).isEqualTo(100);
    }

    @Test
    void a_late_page_of_the_old_location_does_not_pull_a_shipment_back() {
        Clock past = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-20));
        walk(new ScriptedOrders(cursor -> page(null, ARow.open().id(id)))).walk(here, Feed.ORDERS_TIP);
        walk(new ScriptedOrders(cursor -> page(null, ARow.open().id(id)))).walk(there, Feed.ORDERS_TIP);
        assertThat(owner.texts("select location from shipments where brand = ?", brand))
                .containsExactly("two");

        walk(
                        new ScriptedOrders(cursor -> page(
                                null, ARow.open().id(id).awb("OLD"), ARow.open().id(id + 1))),
                        past)
                .walk(here, Feed.ORDERS_TIP);

        assertThat(owner.texts(
                        "select shipment_id || ' ' || location from shipments where brand = ? order by shipment_id",
                        brand))
                .containsExactly(id + " two", (id + 1) + " one");
        assertThat(owner.texts("select awb from shipments where brand = ? and awb is not null", brand))
                .isEmpty();
    }

    private OrderWalk walk(ScriptedOrders easyecom) {
        return walk(easyecom, Clock.systemUTC());
    }

    private OrderWalk walk(ScriptedOrders easyecom, Clock clock) {
        return new OrderWalk(cursors, easyecom, intake, quarantine, gate, transactions, config, clock);
    }

    private static ShipmentPage page(String next, ARow... rows) {
        List<com.nexar.fulfilment.easyecom.UpstreamShipment> read = new ArrayList<>();
        for (ARow row : rows) {
            read.add(row.row());
        }
        return new ShipmentPage(read, List.of(), next);
    }

    private List<Long> stored() {
        return owner.texts("select shipment_id from shipments where brand = ? order by shipment_id", brand).stream()
                .map(Long::valueOf)
                .toList();
    }

    private long receivedMoves() {
        return owner.number(
                "select count(*) from shipment_history where brand = ? and event = 'MOVED' and from_stage is null",
                brand);
    }

    private List<String> versions() {
        return owner.texts("""
                select 's' || xmin || '/' || ctid from shipments where brand = ?1
                union all select 'r' || xmin || '/' || ctid from recipients where brand = ?1
                union all select 'h' || xmin || '/' || ctid from shipment_history where brand = ?1
                order by 1""".replace("?1", "'" + brand + "'"));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
