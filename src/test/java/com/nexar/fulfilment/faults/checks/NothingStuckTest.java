package com.nexar.fulfilment.faults.checks;

import static com.nexar.fulfilment.faults.checks.AStory.ID;
import static com.nexar.fulfilment.faults.checks.AStory.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NothingStuckTest {

    private final AStory story = AStory.thatWentWell();

    @Test
    void an_operation_that_never_ends_is_found_unless_a_person_is_asked() {
        story.operations.add(AStory.operation("op9", Kind.CONFIRM, "OUTCOME_UNKNOWN"));
        assertThat(found())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).contains("op9"));
        story.operations.removeLast();
        story.operations.add(new OurOperation(
                "op9",
                "acme",
                "blr1",
                "CONFIRM",
                "OUTCOME_UNKNOWN",
                Map.of(ID, "OUTCOME_UNKNOWN"),
                3,
                at(0),
                null,
                true,
                0,
                null));
        assertThat(found()).isEmpty();
    }

    @Test
    void a_202_whose_operation_nobody_knows_is_lost() {
        story.heard.add(AStory.heard(story.commands.getFirst(), 9, Word.ACCEPTED, null));
        assertThat(found())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).contains("lost"));
    }

    @Test
    void a_caller_who_only_hears_later_is_stuck() {
        story.heard.removeFirst();
        story.heard.add(AStory.heard(story.commands.getFirst(), 1, Word.LATER, "upstream-unavailable"));
        assertThat(found())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).contains("never answered"));
    }

    private List<Violation> found() {
        return NothingStuck.check(story.told());
    }
}
