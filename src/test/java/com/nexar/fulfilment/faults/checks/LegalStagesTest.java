package com.nexar.fulfilment.faults.checks;

import static com.nexar.fulfilment.faults.checks.AStory.ID;
import static com.nexar.fulfilment.faults.checks.AStory.at;
import static com.nexar.fulfilment.faults.checks.AStory.move;
import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.orders.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class LegalStagesTest {

    private final AStory story = AStory.thatWentWell();

    @Test
    void a_step_back_is_found() {
        story.moves.add(move(6, "DELIVERED", "IN_TRANSIT"));
        story.moves.add(move(7, "IN_TRANSIT", "DELIVERED"));
        assertThat(found())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).startsWith("illegal move"));
    }

    @Test
    void a_lost_AWB_is_a_step_back_only_where_somebody_took_it_back() {
        story.moves.clear();
        story.seen.clear();
        story.moves.add(move(1, "RECEIVED", "ASSIGNED"));
        story.moves.add(move(2, "ASSIGNED", "RECEIVED"));
        story.ours.set(0, AStory.our("RECEIVED"));
        assertThat(found()).hasSize(1);
        story.acts.add(new Act(at(20), ID, "unassignment"));
        assertThat(found()).isEmpty();
    }

    @Test
    void a_stage_that_changed_without_history_is_found() {
        story.ours.set(0, AStory.our("CONFIRMED"));
        assertThat(found())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).contains("its history ends"));
    }

    @Test
    void a_history_with_a_hole_is_found() {
        story.moves.remove(2);
        assertThat(found())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).startsWith("history jumps"));
    }

    @Test
    void what_callers_see_may_not_go_back() {
        story.seen.add(new Seen("acme/blr1", ID, "ASSIGNED", 2, at(90), at(91)));
        assertThat(found())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).startsWith("was shown"));
    }

    @Test
    void an_answer_that_crossed_another_is_no_step_back() {
        story.seen.add(new Seen("acme/blr1", ID, "ASSIGNED", 2, at(27), at(30)));
        assertThat(found()).isEmpty();
    }

    @Test
    void the_table_is_the_products_except_for_the_step_back() {
        for (Stage from : Stage.values()) {
            for (Stage to : Stage.values()) {
                boolean product = from.mayBecome(to, Stage.Mover.SYNC) || from.mayBecome(to, Stage.Mover.WAREHOUSE);
                boolean stepBack = from == Stage.ASSIGNED && to == Stage.RECEIVED;
                if (from != to && !stepBack) {
                    assertThat(LegalStages.mayFollow(from.name(), to.name()))
                            .as(from + " to " + to)
                            .isEqualTo(product);
                }
            }
        }
    }

    private List<Violation> found() {
        return LegalStages.check(story.told());
    }
}
