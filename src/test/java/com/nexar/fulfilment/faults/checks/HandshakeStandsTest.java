package com.nexar.fulfilment.faults.checks;

import static com.nexar.fulfilment.faults.checks.AStory.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandshakeStandsTest {

    private final AStory story = AStory.thatWentWell();

    @BeforeEach
    void acknowledgedCancelledAndStopped() {
        story.truth.set(0, AStory.cancelled());
        story.decisions.add(decision(Decision.ACKNOWLEDGED, true, 5));
        story.acts.add(new Act(at(20), AStory.ID, "cancellation"));
        story.decisions.add(decision("STOPPED", true, 30));
        ours(at(22), "STOPPED");
    }

    @Test
    void a_handshake_that_went_well() {
        assertThat(found()).isEmpty();
    }

    @Test
    void nobody_asked() {
        story.decisions.removeLast();
        ours(null, null);
        assertThat(found()).singleElement().asString().contains("nobody asked");
    }

    @Test
    void asked_about_what_was_never_taken() {
        story.decisions.removeFirst();
        assertThat(found()).singleElement().asString().contains("never took it");
    }

    @Test
    void asked_about_what_nobody_cancelled() {
        story.truth.set(0, AStory.truth(List.of()));
        assertThat(found()).singleElement().asString().contains("knows of no cancellation");
    }

    @Test
    void two_decisions_stand() {
        story.decisions.add(decision("TOO_LATE", true, 31));
        assertThat(found()).singleElement().asString().contains("was decided as");
    }

    @Test
    void a_decision_is_lost() {
        ours(at(22), null);
        assertThat(found()).singleElement().asString().contains("was decided as");
    }

    @Test
    void decided_by_nobody() {
        story.decisions.removeLast();
        assertThat(found()).singleElement().asString().contains("decided by nobody");
    }

    @Test
    void a_decision_without_an_answer_may_stand() {
        story.decisions.set(1, decision("STOPPED", false, 30));
        assertThat(found()).isEmpty();
    }

    private static Decision decision(String outcome, boolean taken, long second) {
        return new Decision(AStory.ID, outcome, taken, at(second), at(second + 1), "");
    }

    private void ours(Instant requested, String outcome) {
        story.cancellations.clear();
        story.cancellations.add(new OurCancellation(AStory.ID, at(6), requested, outcome));
    }

    private List<String> found() {
        return HandshakeStands.check(story.told()).stream().map(Violation::what).toList();
    }
}
