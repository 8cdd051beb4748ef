package com.nexar.fulfilment.faults.checks;

import static com.nexar.fulfilment.faults.checks.AStory.ID;
import static com.nexar.fulfilment.faults.checks.AStory.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NothingCrossesTest {

    private final AStory story = AStory.thatWentWell();

    @Test
    void a_call_with_another_locations_token_is_found_also_where_EasyEcom_names_only_the_AWB() {
        call(AStory.KEY, "nx2", List.of(ID), List.of());
        call(AStory.KEY, "nx2", List.of(), List.of(AStory.AWB));
        assertThat(found()).hasSize(2);
    }

    @Test
    void a_call_with_another_brands_key_is_found() {
        call("zeta-key", null, List.of(ID), List.of());
        assertThat(found())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).contains("key of zeta"));
    }

    @Test
    void a_row_and_an_answer_of_another_location_are_found() {
        story.rows.add(new OurRow("tracking_events", "acme", "bom1", ID));
        story.seen.add(new Seen("zeta/del1", ID, null, 1, at(1), at(2)));
        assertThat(found()).hasSize(2);
    }

    @Test
    void what_was_moved_may_be_known_where_it_was_but_its_rows_go_along() {
        story.acts.add(new Act(at(1), ID, "relocation from acme/bom1"));
        call(AStory.KEY, "nx2", List.of(ID), List.of());
        story.rows.add(new OurRow("manifest operations", "acme", "bom1", ID));
        assertThat(found()).isEmpty();
        story.rows.add(new OurRow("recipients", "acme", "bom1", ID));
        assertThat(found()).hasSize(1);
    }

    private void call(String key, String location, List<Long> ids, List<String> awbs) {
        story.ledger.add(new LedgerEntry(99, at(9), key, location, "order-details", ids, awbs, "/", "READ", null, 200));
    }

    private List<Violation> found() {
        return NothingCrosses.check(story.told());
    }
}
