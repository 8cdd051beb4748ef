package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the feed is told of ship-by times, and that it is told once a crossing. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class RiskWatchTest {

    private static final AtomicLong NUMBERS = new AtomicLong(706_000_000);

    @Inject
    RiskWatch watch;

    @Inject
    OrderIntake intake;

    @Inject
    Transactions transactions;

    @Inject
    Brands brands;

    private final Wms del1 = Wms.del1();
    private final Database owner = Database.asOwner();
    private final long first = NUMBERS.getAndAdd(1000);
    private Location here;
    private String from;

    @BeforeEach
    void begin() {
        here = brands.location("zeta", "del1").orElseThrow();
        watch.look(here);
        from = del1.get("/changes?after=latest").extract().path("next");
    }

    @AfterEach
    void leave() {
        owner.run("update shipments set stage = 'CANCELLED' where shipment_id between ? and ?", first, first + 999);
        owner.close();
    }

    @Test
    void a_shipment_is_told_of_when_it_comes_to_be_at_risk_and_when_it_comes_to_be_late() {
        take(1);
        handOver(first, "100 days");
        assertThat(lookTwice()).isEmpty();

        handOver(first, "1 hour");
        assertThat(watch.where(Instant.now())).contains(here);
        assertThat(lookTwice()).containsExactly("sla.at-risk AT_RISK");

        handOver(first, "-1 second");
        assertThat(watch.where(Instant.now())).contains(here);
        assertThat(lookTwice()).containsExactly("sla.at-risk AT_RISK", "sla.breached LATE");
    }

    @Test
    void a_ship_by_time_that_moves_away_is_told_again_when_it_is_crossed_anew() {
        take(1);
        handOver(first, "-1 hour");
        assertThat(lookTwice()).containsExactly("sla.breached LATE");

        handOver(first, "-30 minutes");
        assertThat(lookTwice()).as("still late").containsExactly("sla.breached LATE");

        handOver(first, "100 days");
        assertThat(watch.where(Instant.now()))
                .as("it was told of and is fine again")
                .contains(here);
        assertThat(lookTwice()).hasSize(1);
        handOver(first, "1 hour");
        assertThat(lookTwice()).hasSize(2);
        handOver(first, "-1 second");
        assertThat(lookTwice()).containsExactly("sla.breached LATE", "sla.at-risk AT_RISK", "sla.breached LATE");
    }

    @Test
    void many_pods_tell_of_each_shipment_once() throws Exception {
        take(350);
        for (long id = first; id < first + 350; id++) {
            handOver(id, id % 2 == 0 ? "-1 minute" : "30 minutes");
        }
        List<Future<Integer>> pods = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int pod = 0; pod < 4; pod++) {
                pods.add(threads.submit(() -> watch.look(here)));
            }
        }
        int told = watch.look(here);
        for (Future<Integer> pod : pods) {
            told += pod.get();
        }
        assertThat(told).isEqualTo(350);
        List<String> subjects = changes("subject");
        assertThat(subjects)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(LongStream.range(first, first + 350)
                        .mapToObj(Long::toString)
                        .toList());
    }

    @Test
    void what_was_late_for_long_when_it_was_first_seen_is_no_news_and_neither_is_what_is_done() {
        take(4);
        handOver(first, "-25 hours"); // received just now
        handOver(first + 1, "-23 hours");
        handOver(first + 2, "-25 hours"); // known before it came to be late, and nobody looked since
        owner.run("update shipments set received_at = now() - interval '26 hours' where shipment_id = ?", first + 2);
        handOver(first + 3, "-1 hour");
        owner.run("update shipments set stage = 'MANIFESTED' where shipment_id = ?", first + 3);

        watch.look(here);
        watch.look(here);

        assertThat(changes("subject")).containsExactlyInAnyOrder("" + (first + 1), "" + (first + 2));
        assertThat(owner.text("select risk_told from shipments where shipment_id = ?", first))
                .isEqualTo("LATE");
        del1.shipment(first).body("risk", equalTo("LATE"));
    }

    @Test
    void what_is_late_for_long_when_it_comes_in_is_marked_as_it_is_stored() {
        Instant now = Instant.now();
        transactions.run(
                here,
                () -> intake.take(
                        here,
                        List.of(
                                ARow.open()
                                        .id(first)
                                        .shipBy(now.minusSeconds(49 * 3600))
                                        .row(),
                                ARow.open()
                                        .id(first + 1)
                                        .shipBy(now.plusSeconds(3600))
                                        .row()),
                        now,
                        Cause.SYNC));

        assertThat(owner.texts(
                        "select coalesce(risk_told, 'not told') from shipments where shipment_id in (?, ?) order by shipment_id",
                        first,
                        first + 1))
                .containsExactly("LATE", "not told");
    }

    @Test
    void what_was_told_is_kept_when_easyecom_says_more_about_the_shipment() {
        take(1);
        handOver(first, "-1 hour");
        assertThat(lookTwice()).containsExactly("sla.breached LATE");
        transactions.run(
                here,
                () -> intake.take(
                        here, List.of(ARow.open().id(first).awb("RW" + first).row()), Instant.now(), Cause.SYNC));
        assertThat(owner.text("select stage || ' ' || risk_told from shipments where shipment_id = ?", first))
                .isEqualTo("ASSIGNED LATE");
    }

    /** Its courier fetches every five minutes, so that this is when it has to be handed over, or up to five minutes before. */
    private void handOver(long id, String away) {
        owner.run(
                "update shipments set courier = 'Every Five Minutes', ship_by = now() + cast(? as interval)"
                        + " where shipment_id = ?",
                away,
                id);
    }

    private List<String> lookTwice() {
        watch.look(here);
        watch.look(here);
        List<String> types = changes("type");
        List<String> risks = changes("data.risk");
        return LongStream.range(0, types.size())
                .mapToObj(i -> types.get((int) i) + " " + risks.get((int) i))
                .toList();
    }

    private List<String> changes(String field) {
        List<Map<String, Object>> items = new ArrayList<>();
        String after = from;
        while (true) {
            var page = del1.get("/changes?limit=500&after=" + after).extract();
            List<Map<String, Object>> some = page.path("items");
            if (some.isEmpty()) {
                break;
            }
            items.addAll(some);
            after = page.path("next");
        }
        return items.stream()
                .filter(each -> each.get("type").toString().startsWith("sla."))
                .filter(each -> Long.parseLong(each.get("subject").toString()) >= first
                        && Long.parseLong(each.get("subject").toString()) < first + 1000)
                .map(each -> field.equals("data.risk")
                        ? ((Map<?, ?>) each.get("data")).get("risk").toString()
                        : each.get(field).toString())
                .toList();
    }

    private void take(int many) {
        var page = LongStream.range(first, first + many)
                .mapToObj(id -> ARow.open().id(id).row())
                .toList();
        transactions.run(here, () -> intake.take(here, page, Instant.now(), Cause.SYNC));
        // the rows' own ship-by time is long over
        owner.run("update shipments set risk_told = null where shipment_id between ? and ?", first, first + 999);
    }
}
