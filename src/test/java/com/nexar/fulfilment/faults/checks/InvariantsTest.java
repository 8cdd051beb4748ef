package com.nexar.fulfilment.faults.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InvariantsTest {

    @Test
    void a_story_that_went_well_breaks_no_promise() {
        assertThat(Invariants.check(AStory.thatWentWell().told())).isEmpty();
    }

    @Test
    void every_invariant_is_asked() {
        AStory story = new AStory();
        story.truth.add(AStory.truth(java.util.List.of()));
        assertThat(Invariants.check(story.told()))
                .extracting(Violation::invariant)
                .contains("I6");
    }
}
