package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.ScriptedOrders;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gate for many: what it knows afterwards, and how many requests left for it. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class ManyAtOnceTest {

    private static final String BLR1 = "nx1000000001";
    private static final String BOM1 = "nx1000000002";

    @Inject
    SyncNow sync;

    @Inject
    Gate gate;

    @Inject
    Orders orders;

    @Inject
    Transactions transactions;

    @Inject
    Brands brands;

    private final EasyEcom easyecom = EasyEcom.acme();
    private final Database owner = Database.asOwner();
    private Location blr1;

    @BeforeEach
    void find() {
        blr1 = brands.location("acme", "blr1").orElseThrow();
    }

    @AfterEach
    void leave() {
        easyecom.noFaults();
        owner.close();
    }

    @Test
    void two_hundred_cost_a_handful_of_calls() {
        List<Long> ids = received(200);
        Instant before = age(ids);
        long from = ledger();

        Map<Long, ShipmentFacts> fresh = gate.fresh(blr1, ids);

        assertThat(fresh.keySet()).containsExactlyElementsOf(ids);
        assertThat(fresh.values()).allMatch(facts -> facts.knownAsOf().isAfter(before));
        assertThat(calls(from, "orders")).isBetween(1, 3);
        assertThat(calls(from, "order-details")).isZero();
    }

    @Test
    void what_is_known_freshly_is_not_asked_again() {
        List<Long> ids = received(20);
        age(ids.subList(0, 2));
        owner.run(
                "update shipments set known_as_of = clock_timestamp() + interval '10 seconds' where shipment_id >= ? and shipment_id <= ?",
                ids.get(2),
                ids.getLast());
        long from = ledger();

        assertThat(gate.fresh(blr1, ids)).hasSize(20);

        assertThat(calls(from, "orders")).isZero();
        assertThat(calls(from, "order-details")).isEqualTo(2);
    }

    @Test
    void what_happened_to_each_meanwhile_is_seen() {
        List<Long> ids = received(20);
        Instant before = age(ids);
        long cancelled = ids.get(3);
        long held = ids.get(4);
        long gone = ids.get(5);
        long moved = ids.get(6);
        easyecom.act(cancelled, "cancellation");
        easyecom.act(held, "hold");
        easyecom.act(gone, "disappearance");
        easyecom.act(moved, "relocation", Map.of("location", BOM1));
        long from = ledger();

        Set<Long> shown = gate.readAll(blr1, ids, Cause.OPERATION, "op");

        assertThat(shown).hasSize(18).doesNotContain(gone, moved);
        assertThat(calls(from, "orders")).isBetween(1, 3);
        assertThat(calls(from, "order-details")).isBetween(3, 5); // gone and moved, each at both locations
        Map<Long, ShipmentFacts> facts = gate.fresh(blr1, ids);
        assertThat(facts).hasSize(19).doesNotContainKey(moved);
        assertThat(facts.values()).allMatch(each -> each.knownAsOf().isAfter(before));
        assertThat(facts.get(cancelled).stage()).isEqualTo(Stage.CANCELLED);
        assertThat(facts.get(held).onHold()).isTrue();
        assertThat(facts.get(gone).goneUpstream()).isTrue();
        assertThat(facts.get(ids.getFirst()).goneUpstream()).isFalse();
    }

    @Test
    void a_change_carries_its_cause_and_reference() {
        List<Long> ids = received(8);
        age(ids);
        easyecom.act(ids.getFirst(), "hold");

        gate.readAll(blr1, ids, Cause.OPERATION, "op-of-many");

        assertThat(owner.texts(
                        "select cause || ' ' || reference from shipment_history where shipment_id = ? and event = 'HELD'",
                        ids.getFirst()))
                .containsExactly("OPERATION op-of-many");
    }

    @Test
    void few_are_read_one_by_one() {
        List<Long> ids = received(ListStretch.FEW);
        age(ids);
        long from = ledger();

        assertThat(gate.readAll(blr1, ids, Cause.SYNC, null)).containsExactlyInAnyOrderElementsOf(ids);

        assertThat(calls(from, "orders")).isZero();
        assertThat(calls(from, "order-details")).isEqualTo(ListStretch.FEW);
    }

    @Test
    void the_word_Confirmed_without_proof_is_read_by_itself() {
        List<Long> ids = received(10);
        age(ids);
        List<Long> unsure = ids.subList(0, 3);
        unsure.forEach(id ->
                easyecom.act(id, "content", Map.of("raw", Map.of("order_status", "Confirmed", "order_status_id", 3))));
        long from = ledger();

        assertThat(gate.readAll(blr1, ids, Cause.SYNC, null)).hasSize(10);

        assertThat(calls(from, "order-details")).isEqualTo(3);
        assertThat(easyecom.effects(unsure.getFirst(), "order-details")).isNotEmpty();
    }

    @Test
    void a_row_that_cannot_be_read_costs_only_itself_and_nothing_is_decided_on_it() {
        List<Long> ids = received(12);
        age(ids);
        long broken = ids.get(7);
        easyecom.act(broken, "content", Map.of("raw", Map.of("order_id", "not-a-number")));

        assertThat(gate.fresh(blr1, ids).keySet()).hasSize(11).doesNotContain(broken);
        assertThat(gate.readAll(blr1, List.of(broken, ids.getFirst()), Cause.SYNC, null))
                .containsExactly(ids.getFirst());
    }

    @Test
    void an_EasyEcom_that_cannot_be_read_is_said_so() {
        List<Long> ids = received(10);
        Instant before = age(ids);

        easyecom.fault("orders", "503", 3);
        mustBeUnavailable(ids);
        easyecom.noFaults();
        easyecom.act(ids.getFirst(), "disappearance"); // so that it is looked for by itself
        easyecom.fault("order-details", "503", 3);
        mustBeUnavailable(ids);

        assertThat(owner.number(
                        "select count(*) from shipments where shipment_id = ? and (gone_upstream or known_as_of > ?::timestamptz)",
                        ids.getFirst(),
                        before.toString()))
                .isZero();
    }

    private void mustBeUnavailable(List<Long> ids) {
        assertThatThrownBy(() -> gate.fresh(blr1, ids))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.code()).isEqualTo(ProblemCode.UPSTREAM_UNAVAILABLE));
    }

    @Test
    void strangers_are_left_out() {
        List<Long> ids = new ArrayList<>(received(6));
        ids.add(999_999_999L);

        assertThat(gate.fresh(blr1, ids)).hasSize(6).doesNotContainKey(999_999_999L);
        assertThat(gate.fresh(blr1, List.of())).isEmpty();
    }

    @Test
    void a_list_that_shows_only_strangers_is_soon_left() {
        List<Long> ids = received(50);
        ScriptedOrders list = new ScriptedOrders(
                cursor -> Walks.page("more-" + cursor, ARow.open().id(1)));

        assertThat(through(list).read(blr1, ids, null, Cause.SYNC, null)).isEmpty();

        assertThat(list.asked).hasSize(2);
    }

    @Test
    void a_list_that_goes_on_for_ever_is_left_before_it_costs_more_than_it_saves() {
        List<Long> ids = received(30);
        int[] page = {0};
        ScriptedOrders list =
                new ScriptedOrders(cursor -> Walks.page("same", ARow.open().id(ids.get(page[0]++))));

        assertThat(through(list).read(blr1, ids, null, Cause.SYNC, null)).hasSize(4);

        assertThat(list.asked).hasSize(4);
    }

    @Test
    void a_refused_cursor_leaves_what_was_found() {
        List<Long> ids = received(30);
        ScriptedOrders list = new ScriptedOrders(cursor -> {
            if (cursor != null) {
                throw ScriptedOrders.refused();
            }
            return Walks.page("next", ARow.open().id(ids.getFirst()));
        });

        assertThat(through(list).read(blr1, ids, null, Cause.SYNC, null)).containsExactly(ids.getFirst());
    }

    @Test
    void what_we_changed_ourselves_lies_close_together_however_old_it_was() {
        List<Long> ids = received(30);
        owner.run(
                "update shipments set upstream_updated_at = upstream_updated_at - interval '1 day' where shipment_id between ? and ?",
                ids.getFirst(),
                ids.getLast());
        ScriptedOrders list = new ScriptedOrders(cursor -> Walks.page(null));
        Instant sent = Instant.now().minusSeconds(30);

        through(list).read(blr1, ids, sent, Cause.SYNC, null);

        assertThat(list.windows).hasSize(1);
        assertThat(list.windows.getFirst().from()).isEqualTo(sent.minusSeconds(1));
        assertThat(list.windows.getFirst().to()).isAfter(Instant.now().minusSeconds(5));
    }

    private SharedPages through(ScriptedOrders list) {
        return new SharedPages(list, orders, transactions, Clock.systemUTC());
    }

    private List<Long> received(int many) {
        List<Long> ids = new ArrayList<>();
        easyecom.post("/sandbox/orders", Map.of("location", BLR1, "count", many))
                .path("orders")
                .forEach(order -> ids.add(order.path("invoiceIds").get(0).asLong()));
        sync.orders("acme/blr1");
        return ids;
    }

    /** As if all of it had been learnt an hour ago; their dates at EasyEcom stay. */
    private Instant age(List<Long> ids) {
        owner.run(
                "update shipments set known_as_of = known_as_of - interval '1 hour' where shipment_id between ? and ?",
                ids.getFirst(),
                ids.getLast());
        return Instant.now();
    }

    private long ledger() {
        return easyecom.get("/sandbox/ledger?limit=1").path("last").asLong();
    }

    private int calls(long after, String operation) {
        JsonNode entries = easyecom.get("/sandbox/ledger?after=" + after + "&operation=" + operation)
                .path("entries");
        return entries.size();
    }
}
