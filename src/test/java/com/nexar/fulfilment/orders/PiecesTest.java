package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.nexar.fulfilment.access.StoredJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is stored of a shipment's pieces: next to nothing where nothing happened to them. */
class PiecesTest {

    private static final List<ShipmentLine> TWO = List.of(line("1", "MUG", 2), line("2", "PEN", 1));

    @Test
    void what_the_lines_show_is_not_kept_beside_them() {
        Map<String, Pieces.Seen> first = Pieces.seen(null, TWO);
        assertThat(Pieces.kept(first, TWO)).isNull();
        assertThat(Pieces.kept(Pieces.seen(first, TWO), TWO)).isNull();
    }

    @Test
    void a_piece_that_left_is_kept_even_when_it_came_back() {
        Map<String, Pieces.Seen> first = Pieces.seen(null, TWO);
        List<ShipmentLine> left = List.of(line("1", "MUG", 1), line("2", "PEN", 1));
        Map<String, Pieces.Seen> then = Pieces.seen(first, left);
        assertThat(Pieces.kept(then, left)).containsEntry("MUG", new Pieces.Seen(1, 2));
        assertThat(Pieces.kept(Pieces.seen(then, TWO), TWO)).containsEntry("MUG", new Pieces.Seen(1, 2));
    }

    @Test
    void a_stored_line_says_only_what_there_is_to_say() throws JsonProcessingException {
        ShipmentLine plain = line("1", "MUG", 2);
        String stored = StoredJson.MAPPER.writeValueAsString(plain);
        assertThat(stored).doesNotContain("null", "cancelledQuantity");
        assertThat(StoredJson.MAPPER.readValue(stored, ShipmentLine.class)).isEqualTo(plain);

        ShipmentLine cancelled =
                new ShipmentLine("1", "MUG", "A mug", 2, 1, 2, "8900000000012", new BigDecimal("99.5"));
        String whole = StoredJson.MAPPER.writeValueAsString(cancelled);
        assertThat(StoredJson.MAPPER.readValue(whole, ShipmentLine.class)).isEqualTo(cancelled);
    }

    private static ShipmentLine line(String id, String sku, int quantity) {
        return new ShipmentLine(id, sku, null, quantity, 0, null, null, null);
    }
}
