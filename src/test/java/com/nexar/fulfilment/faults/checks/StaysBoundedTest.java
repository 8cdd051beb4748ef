package com.nexar.fulfilment.faults.checks;

import static com.nexar.fulfilment.faults.checks.AStory.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StaysBoundedTest {

    private final AStory story = AStory.thatWentWell();

    @Test
    void what_swells_and_shrinks_again_is_fine() {
        sample(1, Sample.HEAP, 300e6);
        sample(1, Sample.OPEN, 8);
        sample(1, Sample.WAITING, 30);
        sample(2, Sample.WAITING, 0);
        assertThat(found()).isEmpty();
    }

    @Test
    void what_grows_beyond_its_bound_is_found() {
        sample(1, Sample.HEAP, 401e6);
        sample(1, Sample.OPEN, 12);
        sample(1, Sample.THREADS, 501);
        assertThat(found()).hasSize(3);
    }

    @Test
    void a_queue_that_does_not_drain_is_found() {
        sample(1, Sample.WAITING, 0);
        sample(2, Sample.WAITING, 1);
        assertThat(found())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).contains("still"));
    }

    private void sample(long second, String what, double value) {
        story.samples.add(new Sample(at(second), "pod 1", what, value));
    }

    private List<Violation> found() {
        return StaysBounded.check(story.told());
    }
}
