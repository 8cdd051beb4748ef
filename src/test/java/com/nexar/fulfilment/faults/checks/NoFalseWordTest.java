package com.nexar.fulfilment.faults.checks;

import static com.nexar.fulfilment.faults.checks.AStory.ID;
import static com.nexar.fulfilment.faults.checks.AStory.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoFalseWordTest {

    private final AStory story = AStory.thatWentWell();

    @Test
    void a_success_of_which_EasyEcom_knows_nothing_is_found_for_every_command() {
        story.truth.clear();
        story.truth.add(AStory.untouched());
        story.ledger.clear();
        assertThat(found()).hasSize(5 + 5).allMatch(each -> each.what().startsWith("false success"));
    }

    @Test
    void a_success_that_came_before_its_effect_is_found() {
        story.ledger.removeIf(each -> each.is(Kind.ASSIGN));
        story.ledger.add(AStory.entry(9, Kind.ASSIGN, "HAPPENED"));
        assertThat(found())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).contains("false success of ASSIGN"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void a_refusal_of_what_happened_is_found(int command) {
        refuse(command, "upstream-refused");
        assertThat(found())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).startsWith("false refusal"));
    }

    @Test
    void a_refusal_that_says_what_a_person_did_is_none() {
        refuse(0, "cancelled");
        story.acts.add(new Act(at(5), ID, "cancellation"));
        assertThat(found()).isEmpty();
    }

    @Test
    void an_operation_that_failed_and_took_effect_is_found() {
        story.operations.set(2, AStory.operation("op3", Kind.MANIFEST, "FAILED"));
        assertThat(found())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).startsWith("false refusal"));
    }

    @Test
    void an_attempt_that_failed_before_the_one_that_succeeded_is_none() {
        story.operations.add(AStory.operation("op0", Kind.MANIFEST, "FAILED"));
        assertThat(found()).isEmpty();
    }

    private void refuse(int command, String code) {
        int number = command + 1;
        story.heard.set(command, AStory.heard(story.commands.get(command), number, Word.REFUSED, code));
    }

    private List<Violation> found() {
        return NoFalseWord.check(story.told());
    }
}
