package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.BrokenRow;
import com.nexar.fulfilment.easyecom.ScriptedOrders;
import com.nexar.fulfilment.easyecom.ShipmentPage;
import com.nexar.fulfilment.sync.Feed;
import com.nexar.fulfilment.sync.SyncCursor;
import com.nexar.fulfilment.sync.SyncCursors;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
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

/** Pages and the database, two pods and late answers, with EasyEcom's pages told by the test. Every test has a location of its own. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class PagesInTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(600_000_000);

    @Inject
    SyncCursors cursors;

    @Inject
    Walks walks;

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
    void a_broken_row_is_set_aside_once_however_often_it_comes_and_its_page_goes_on() {
        BrokenRow broken = new BrokenRow(id, "{\"invoice_id\":" + id + ",\"x\":\"a\u0000b\"}", "order_id is no id");
        ScriptedOrders easyecom = new ScriptedOrders(
                cursor -> new ShipmentPage(List.of(ARow.open().id(id + 1).row()), List.of(broken), null));

        walks.through(easyecom).walk(here, Feed.ORDERS_TIP);
        walks.through(easyecom).walk(here, Feed.ORDERS_TIP);

        assertThat(stored()).containsExactly(id + 1);
        assertThat(owner.texts(
                        "select times || ' ' || reason || ' ' || upstream_id from quarantine where brand = ?", brand))
                .containsExactly("2 order_id is no id " + id);
    }

    @Test
    void a_row_without_a_reference_and_with_an_absurd_amount_does_not_stop_its_page() {
        ScriptedOrders easyecom = new ScriptedOrders(cursor -> Walks.page(
                null, ARow.open().id(id).nameless(), ARow.open().id(id + 1).collect("COD", "99999999999999999.99")));

        walks.through(easyecom).walk(here, Feed.ORDERS_TIP);

        assertThat(stored()).containsExactly(id, id + 1);
    }

    @Test
    void a_text_is_stored_as_it_is_whatever_it_holds() {
        String text = "a\\ \"b\" {c,d} 'e' \u20b9";
        ScriptedOrders easyecom =
                new ScriptedOrders(cursor -> Walks.page(null, ARow.open().id(id).to(ARow.address(text, "null", ""))));

        walks.through(easyecom).walk(here, Feed.ORDERS_TIP);

        assertThat(owner.texts("select name || '|' || phone || '|' || line1 from recipients where brand = ?", brand))
                .containsExactly(text + "|null|");
    }

    @Test
    void what_did_not_change_is_not_written() {
        ScriptedOrders easyecom = new ScriptedOrders(
                cursor -> Walks.page(null, ARow.open().id(id), ARow.open().id(id + 1)));
        walks.through(easyecom).walk(here, Feed.ORDERS_TIP);
        List<String> before = versions();

        walks.through(easyecom).walk(here, Feed.ORDERS_TIP);

        assertThat(versions()).isEqualTo(before).hasSize(6);
    }

    @Test
    void what_did_not_change_is_not_locked_either() throws Exception {
        ScriptedOrders easyecom = new ScriptedOrders(
                cursor -> Walks.page(null, ARow.open().id(id), ARow.open().id(id + 1)));
        walks.through(easyecom).walk(here, Feed.ORDERS_TIP);

        try (Database another = Database.asApplication().scope(brand, "one");
                ExecutorService pod = Executors.newSingleThreadExecutor()) {
            another.texts("select version from shipments where brand = ? and shipment_id = ? for update", brand, id);
            Future<?> again = pod.submit(() -> walks.through(easyecom).walk(here, Feed.ORDERS_TIP));

            again.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_record_twice_on_a_page_and_again_on_the_next_is_one_shipment_as_the_newest_shows_it() {
        ScriptedOrders easyecom = new ScriptedOrders(cursor -> cursor == null
                ? Walks.page(
                        "c2",
                        ARow.open().id(id).awb("NEW" + id).updated(ARow.NOON.plusSeconds(5)),
                        ARow.open().id(id))
                : Walks.page(null, ARow.open().id(id).awb("NEW" + id).updated(ARow.NOON.plusSeconds(5))));

        walks.through(easyecom).walk(here, Feed.ORDERS_TIP);

        assertThat(owner.texts("select awb || ' ' || version from shipments where brand = ?", brand))
                .containsExactly("NEW" + id + " 1");
        assertThat(receivedMoves()).isEqualTo(1);
    }

    @Test
    void a_second_walker_finds_the_walk_taken_and_asks_nothing() {
        SyncCursor first = cursors.claim(here, Feed.ORDERS_TIP, null).orElseThrow();
        ScriptedOrders easyecom = new ScriptedOrders(cursor -> Walks.page(null));

        walks.through(easyecom).walk(here, Feed.ORDERS_TIP);
        assertThat(easyecom.asked).isEmpty();

        cursors.release(first, null);
        walks.through(easyecom).walk(here, Feed.ORDERS_TIP);
        assertThat(easyecom.asked).containsExactly("null");
    }

    @Test
    void who_lost_the_lease_cannot_store_a_page_any_more() {
        ScriptedOrders slow = new ScriptedOrders(cursor -> {
            owner.run("update sync_cursors set lease_until = '-infinity' where brand = ?", brand);
            assertThat(cursors.claim(here, Feed.ORDERS_TIP, null)).isPresent();
            return Walks.page(null, ARow.open().id(id));
        });

        assertThatThrownBy(() -> walks.through(slow).walk(here, Feed.ORDERS_TIP))
                .hasMessageContaining("was lost");

        assertThat(stored()).isEmpty();
        assertThat(owner.text("select lease_until > now() from sync_cursors where brand = ?", brand))
                .isEqualTo("t");
    }

    @Test
    void tip_and_back_fill_at_once_announce_a_new_shipment_once() throws Exception {
        ARow[] rows = LongStream.range(id, id + 100)
                .mapToObj(each -> ARow.open().id(each))
                .toArray(ARow[]::new);
        CountDownLatch tipAsks = new CountDownLatch(1);
        CountDownLatch both = new CountDownLatch(2);
        Function<String, ShipmentPage> pages = cursor -> {
            tipAsks.countDown();
            both.countDown();
            await(both);
            return Walks.page(null, rows);
        };

        try (ExecutorService walkers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> tip = walkers.submit(
                    () -> walks.through(new ScriptedOrders(pages)).walk(here, Feed.ORDERS_TIP));
            await(tipAsks); // who looks when the tip began locks its row for a moment, and a claim passes over that
            Future<?> backfill = walkers.submit(
                    () -> walks.through(new ScriptedOrders(pages)).walk(here, Feed.ORDERS_BACKFILL));
            tip.get();
            backfill.get();
        }

        assertThat(stored()).hasSize(100);
        assertThat(receivedMoves()).isEqualTo(100);
    }

    @Test
    void a_late_page_of_the_old_location_does_not_pull_a_shipment_back() {
        Clock past = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-20));
        walks.through(new ScriptedOrders(cursor -> Walks.page(null, ARow.open().id(id))))
                .walk(here, Feed.ORDERS_TIP);
        walks.through(new ScriptedOrders(cursor -> Walks.page(null, ARow.open().id(id))))
                .walk(there, Feed.ORDERS_TIP);
        assertThat(owner.texts("select location from shipments where brand = ?", brand))
                .containsExactly("two");

        walks.through(
                        new ScriptedOrders(cursor -> Walks.page(
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
