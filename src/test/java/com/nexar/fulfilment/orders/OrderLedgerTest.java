package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.orders.OrderLedger.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderLedgerTest {

    private static final Instant FIRST = ARow.NOON;
    private static final Instant LATER = ARow.NOON.plusSeconds(60);

    @Test
    void an_order_of_one_shipment_is_what_the_shipment_is() {
        assertThat(ledger(part(FIRST, line("TEE", 2, 0)))).containsExactly(new Quantity("TEE", 2, 2, 0, 0, 0));
    }

    @Test
    void a_cancelled_line_and_a_cancelled_shipment_count_as_cancelled() {
        OrderPart whole =
                new OrderPart(FIRST, true, true, false, List.of(line("CAP", 1, 0)), Map.of("CAP", seen(1, 1)), 1);

        assertThat(ledger(part(FIRST, line("TEE", 3, 1)), whole, part(LATER, line("CAP", 1, 0))))
                .containsExactly(new Quantity("CAP", 2, 1, 0, 1, 0), new Quantity("TEE", 3, 2, 0, 1, 0));
    }

    @Test
    void a_piece_that_left_a_shipment_and_is_in_none_is_a_difference() {
        assertThat(ledger(shrunk(FIRST, 3, line("TEE", 2, 0)))).containsExactly(new Quantity("TEE", 3, 2, 0, 0, 1));
    }

    @Test
    void a_piece_that_was_split_off_is_none_whichever_was_seen_first() {
        assertThat(ledger(shrunk(FIRST, 3, line("TEE", 2, 0)), part(LATER, line("TEE", 1, 0))))
                .containsExactly(new Quantity("TEE", 3, 3, 0, 0, 0));
        // the old row still shows three: four for a moment, and three again, with nothing missing
        assertThat(ledger(part(FIRST, line("TEE", 3, 0)), part(LATER, line("TEE", 1, 0))))
                .containsExactly(new Quantity("TEE", 4, 4, 0, 0, 0));
    }

    @Test
    void a_piece_that_was_split_off_to_another_location_is_elsewhere_and_no_difference() {
        OrderPart there =
                new OrderPart(LATER, false, false, false, List.of(line("TEE", 1, 0)), Map.of("TEE", seen(1, 1)), null);

        assertThat(ledger(shrunk(FIRST, 3, line("TEE", 2, 0)), there))
                .containsExactly(new Quantity("TEE", 3, 3, 1, 0, 0));
    }

    @Test
    void a_shipment_that_was_there_before_does_not_explain_what_is_missing() {
        assertThat(ledger(part(FIRST, line("TEE", 1, 0)), shrunk(FIRST, 3, line("TEE", 2, 0))))
                .containsExactly(new Quantity("TEE", 4, 3, 0, 0, 1));
        assertThat(ledger(part(FIRST, line("TEE", 1, 0)), shrunk(LATER, 3, line("TEE", 2, 0))))
                .containsExactly(new Quantity("TEE", 4, 3, 0, 0, 1));
    }

    @Test
    void a_whole_line_that_is_gone_and_a_shipment_that_EasyEcom_shows_no_more_are_missed() {
        OrderPart gone =
                new OrderPart(FIRST, true, false, true, List.of(line("CAP", 1, 0)), Map.of("CAP", seen(1, 1)), 1);

        assertThat(ledger(gone, new OrderPart(FIRST, true, false, false, List.of(), Map.of("TEE", seen(0, 2)), 0)))
                .containsExactly(new Quantity("CAP", 1, 0, 0, 0, 1), new Quantity("TEE", 2, 0, 0, 0, 2));
    }

    @Test
    void what_a_row_claims_of_the_whole_line_is_believed_until_the_rest_is_found() {
        ShipmentLine two = claiming("TEE", 2, 3);
        ShipmentLine one = claiming("TEE", 1, 3);

        assertThat(ledger(part(FIRST, two))).containsExactly(new Quantity("TEE", 3, 2, 0, 0, 1));
        assertThat(ledger(part(FIRST, two), part(FIRST, one))).containsExactly(new Quantity("TEE", 3, 3, 0, 0, 0));
    }

    @Test
    void pieces_that_are_counted_and_named_on_no_line_have_no_SKU() {
        assertThat(ledger(new OrderPart(
                        FIRST, true, false, false, List.of(line("TEE", 2, 0)), Map.of("TEE", seen(2, 2)), 5)))
                .containsExactly(new Quantity("TEE", 2, 2, 0, 0, 0), new Quantity(null, 3, 0, 0, 0, 3));
        // an order_quantity of the whole order on each of its rows
        OrderPart one =
                new OrderPart(FIRST, true, false, false, List.of(line("TEE", 1, 0)), Map.of("TEE", seen(1, 1)), 2);
        OrderPart other =
                new OrderPart(FIRST, true, false, false, List.of(line("CAP", 1, 0)), Map.of("CAP", seen(1, 1)), 2);
        assertThat(ledger(one, other)).allMatch(quantity -> quantity.difference() == 0);
    }

    @Test
    void ordered_is_always_the_sum_of_the_others() {
        List<Quantity> all = ledger(
                shrunk(FIRST, 5, line("TEE", 2, 1)),
                part(LATER, line("TEE", 1, 0), line("CAP", 2, 2)),
                new OrderPart(LATER, false, true, false, List.of(line("CAP", 1, 0)), Map.of("CAP", seen(3, 3)), null));

        assertThat(all)
                .isNotEmpty()
                .allSatisfy(q -> assertThat(q.ordered()).isEqualTo(q.inShipments() + q.cancelled() + q.difference()));
    }

    @Test
    void the_least_and_the_most_of_a_shipment_are_kept_while_its_lines_come_and_go() {
        Shipment shipment = ARow.open().received();
        ARow.open()
                .lines(ARow.line("801", "TEE", 1, 0), ARow.line("802", "CAP", 4, 0))
                .into(shipment, 60);
        ARow.open().lines(ARow.line("801", "TEE", 1, 0)).counted(3).into(shipment, 120);

        assertThat(shipment.seenPieces).isEqualTo(Map.of("TEE", seen(1, 2), "CAP", seen(0, 4)));
        assertThat(shipment.countedPieces).isEqualTo(3);
    }

    @Test
    void a_count_that_alone_changes_is_taken_in() {
        Shipment shipment = ARow.open().received();

        assertThat(ARow.open().into(shipment, 60)).isFalse();
        assertThat(ARow.open().counted(7).into(shipment, 120)).isTrue();
        assertThat(shipment.countedPieces).isEqualTo(7);
    }

    @Test
    void pieces_that_come_back_or_move_between_shipments_that_were_there_are_not_missed() {
        OrderPart back =
                new OrderPart(FIRST, true, false, false, List.of(line("TEE", 3, 0)), Map.of("TEE", seen(2, 3)), null);
        OrderPart gone =
                new OrderPart(LATER, true, false, true, List.of(line("TEE", 1, 0)), Map.of("TEE", seen(1, 1)), null);
        assertThat(ledger(back, gone)).containsExactly(new Quantity("TEE", 3, 3, 0, 0, 0));

        OrderPart more =
                new OrderPart(FIRST, true, false, false, List.of(line("TEE", 2, 0)), Map.of("TEE", seen(1, 2)), null);
        assertThat(ledger(more, shrunk(FIRST, 3, line("TEE", 2, 0))))
                .containsExactly(new Quantity("TEE", 4, 4, 0, 0, 0));
    }

    private static Pieces.Seen seen(int least, int most) {
        return new Pieces.Seen(least, most);
    }

    private static List<Quantity> ledger(OrderPart... parts) {
        return OrderLedger.of(List.of(parts));
    }

    private static OrderPart part(Instant firstSeen, ShipmentLine... lines) {
        return new OrderPart(firstSeen, true, false, false, List.of(lines), Pieces.seen(null, List.of(lines)), null);
    }

    private static OrderPart shrunk(Instant firstSeen, int most, ShipmentLine line) {
        return new OrderPart(
                firstSeen,
                true,
                false,
                false,
                List.of(line),
                Map.of(line.sku(), seen(Math.min(1, line.quantity()), most)),
                null);
    }

    private static ShipmentLine line(String sku, int quantity, int cancelled) {
        return ShipmentLine.of(ARow.line("1", sku, quantity, cancelled));
    }

    private static ShipmentLine claiming(String sku, int quantity, int ordered) {
        return new ShipmentLine("1", sku, "Name", quantity, 0, ordered, null, null);
    }
}
