package com.nexar.fulfilment.orders;

import static com.nexar.fulfilment.orders.Stage.ASSIGNED;
import static com.nexar.fulfilment.orders.Stage.CANCELLED;
import static com.nexar.fulfilment.orders.Stage.CONFIRMED;
import static com.nexar.fulfilment.orders.Stage.MANIFESTED;
import static com.nexar.fulfilment.orders.Stage.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nexar.fulfilment.orders.Stage.Mover;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The stage table of design section 3, written out a second time: x may move there, . may not. */
class StageTest {

    private static final String WAREHOUSE = """
            from\\to          REC ASS CON MAN INT OFD DEL UND RIT RDE CAN
            RECEIVED          .   x   x   .   .   .   .   .   .   .   .
            ASSIGNED          .   .   x   .   .   .   .   .   .   .   .
            CONFIRMED         .   .   .   x   .   .   .   .   .   .   .
            MANIFESTED        .   .   .   .   x   x   x   x   x   x   .
            IN_TRANSIT        .   .   .   .   .   x   x   x   x   x   .
            OUT_FOR_DELIVERY  .   .   .   .   x   .   x   x   x   x   .
            DELIVERED         .   .   .   .   .   .   .   .   .   .   .
            UNDELIVERED       .   .   .   .   x   x   x   .   x   x   .
            RTO_IN_TRANSIT    .   .   .   .   .   .   .   .   .   x   .
            RTO_DELIVERED     .   .   .   .   .   .   .   .   .   .   .
            CANCELLED         .   .   .   .   .   .   .   .   .   .   .
            """;

    private static final String SYNC = """
            from\\to          REC ASS CON MAN INT OFD DEL UND RIT RDE CAN
            RECEIVED          .   x   x   x   x   x   x   x   x   x   x
            ASSIGNED          x   .   x   x   x   x   x   x   x   x   x
            CONFIRMED         .   .   .   x   x   x   x   x   x   x   x
            MANIFESTED        .   .   .   .   x   x   x   x   x   x   .
            IN_TRANSIT        .   .   .   .   .   x   x   x   x   x   .
            OUT_FOR_DELIVERY  .   .   .   .   x   .   x   x   x   x   .
            DELIVERED         .   .   .   .   .   .   .   .   .   .   .
            UNDELIVERED       .   .   .   .   x   x   x   .   x   x   .
            RTO_IN_TRANSIT    .   .   .   .   .   .   .   .   .   x   .
            RTO_DELIVERED     .   .   .   .   .   .   .   .   .   .   .
            CANCELLED         .   .   .   .   .   .   .   .   .   .   .
            """;

    private static final List<Stage> COLUMNS = List.of(
            RECEIVED,
            ASSIGNED,
            CONFIRMED,
            MANIFESTED,
            Stage.IN_TRANSIT,
            Stage.OUT_FOR_DELIVERY,
            Stage.DELIVERED,
            Stage.UNDELIVERED,
            Stage.RTO_IN_TRANSIT,
            Stage.RTO_DELIVERED,
            CANCELLED);

    static Stream<Arguments> pairs() {
        List<Arguments> all = new ArrayList<>();
        rows(WAREHOUSE, Mover.WAREHOUSE, all);
        rows(SYNC, Mover.SYNC, all);
        return all.stream();
    }

    @Test
    void the_table_speaks_of_every_stage_and_both_movers() {
        assertThat(COLUMNS).containsExactlyInAnyOrder(Stage.values());
        assertThat(pairs()).hasSize(11 * 11 * 2);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void a_stage_may_become_what_the_table_says_and_nothing_else(Stage from, Stage to, Mover mover, boolean may) {
        assertThat(from.mayBecome(to, mover)).isEqualTo(may);
        assertThat(from.next(mover).contains(to)).isEqualTo(may);
    }

    @Test
    void a_move_is_remembered_with_where_from_where_to_when_why_and_by_what() {
        Shipment shipment = ARow.open().received();
        shipment.happenings.clear();
        Instant at = Instant.parse("2026-02-03T07:00:00Z");

        shipment.move(ASSIGNED, Mover.WAREHOUSE, at, Cause.OPERATION, "op-1", "NexarExpress A1");

        assertThat(shipment.stage()).isEqualTo(ASSIGNED);
        assertThat(shipment.stageSince).isEqualTo(at);
        assertThat(shipment.happenings).singleElement().satisfies(move -> {
            assertThat(move.event).isEqualTo(Happening.Event.MOVED);
            assertThat(move.fromStage).isEqualTo(RECEIVED);
            assertThat(move.toStage).isEqualTo(ASSIGNED);
            assertThat(move.at).isEqualTo(at);
            assertThat(move.cause).isEqualTo(Cause.OPERATION);
            assertThat(move.reference).isEqualTo("op-1");
            assertThat(move.detail).isEqualTo("NexarExpress A1");
        });
    }

    @Test
    void a_shipment_begins_with_the_move_from_nothing_to_RECEIVED() {
        Shipment shipment = Shipment.received(new ShipmentKey("acme", 1), "blr1", ARow.NOON);

        assertThat(shipment.happenings).singleElement().satisfies(move -> {
            assertThat(move.fromStage).isNull();
            assertThat(move.toStage).isEqualTo(RECEIVED);
        });
    }

    @Test
    void a_move_to_where_it_stands_does_nothing() {
        Shipment shipment = ARow.open().received();
        shipment.happenings.clear();

        shipment.move(RECEIVED, Mover.SYNC, ARow.NOON.plusSeconds(9), Cause.SYNC, null, null);

        assertThat(shipment.happenings).isEmpty();
        assertThat(shipment.stageSince).isEqualTo(ARow.NOON);
    }

    @Test
    void an_illegal_move_says_which_shipment_and_both_stages_and_changes_nothing() {
        Shipment shipment = ARow.open().received();
        shipment.happenings.clear();

        assertThatThrownBy(() -> shipment.move(MANIFESTED, Mover.WAREHOUSE, ARow.NOON, Cause.OPERATION, "op", null))
                .isInstanceOf(IllegalStageMove.class)
                .hasMessageContaining("9001")
                .hasMessageContaining("RECEIVED")
                .hasMessageContaining("MANIFESTED");
        assertThat(shipment.stage()).isEqualTo(RECEIVED);
        assertThat(shipment.happenings).isEmpty();
    }

    private static void rows(String table, Mover mover, List<Arguments> into) {
        for (String line : table.lines().skip(1).toList()) {
            String[] cells = line.trim().split("\\s+");
            for (int i = 1; i < cells.length; i++) {
                into.add(arguments(Stage.valueOf(cells[0]), COLUMNS.get(i - 1), mover, cells[i].equals("x")));
            }
        }
        assertThat(Arrays.stream(Mover.values())).contains(mover);
    }
}
