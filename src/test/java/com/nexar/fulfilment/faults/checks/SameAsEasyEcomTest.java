package com.nexar.fulfilment.faults.checks;

import static com.nexar.fulfilment.faults.checks.AStory.ID;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SameAsEasyEcomTest {

    private final AStory story = AStory.thatWentWell();

    @Test
    void a_missing_order_is_found_unless_its_row_is_broken() {
        story.ours.clear();
        assertThat(found())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).startsWith("is not here"));
        story.poison.add(ID);
        assertThat(found()).isEmpty();
    }

    @Test
    void every_field_that_differs_is_named() {
        story.ours.set(
                0, new OurShipment("acme", "bom1", ID, 8, "CONFIRMED", true, true, "X", null, Map.of("1", "1/1")));
        assertThat(found())
                .extracting(each -> each.what().substring(0, each.what().indexOf(" is ")))
                .containsExactly("location", "order", "stage", "hold", "gone", "AWB", "manifest", "lines");
    }

    private List<Violation> found() {
        return SameAsEasyEcom.check(story.told());
    }
}
