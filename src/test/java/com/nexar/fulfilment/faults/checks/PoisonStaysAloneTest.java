package com.nexar.fulfilment.faults.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PoisonStaysAloneTest {

    private final AStory story = AStory.thatWentWell();

    @Test
    void a_broken_row_in_quarantine_is_as_it_should_be() {
        story.poison.add(999L);
        story.quarantine.add(new Quarantined("acme", "blr1", 999L, 3));
        assertThat(found()).isEmpty();
    }

    @Test
    void a_broken_row_that_nobody_set_aside_is_found() {
        story.poison.add(999L);
        assertThat(found())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).contains("not in quarantine"));
    }

    @Test
    void neighbours_that_are_missing_are_found() {
        story.poison.add(999L);
        story.quarantine.add(new Quarantined("acme", "blr1", 999L, 3));
        story.ours.clear();
        assertThat(found())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).startsWith("is missing"));
    }

    private List<Violation> found() {
        return PoisonStaysAlone.check(story.told());
    }
}
