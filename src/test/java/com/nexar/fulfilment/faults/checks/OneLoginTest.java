package com.nexar.fulfilment.faults.checks;

import static com.nexar.fulfilment.faults.checks.AStory.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OneLoginTest {

    private final AStory story = new AStory();

    @Test
    void one_a_minute_is_fine_and_each_location_counts_for_itself() {
        login(1, 0, "nx1", "HAPPENED");
        login(2, 1, "nx2", "HAPPENED");
        login(3, 60, "nx1", "HAPPENED");
        assertThat(found()).isEmpty();
    }

    @Test
    void a_second_one_within_the_minute_is_found_even_where_it_was_refused() {
        login(1, 0, "nx1", "HAPPENED");
        login(2, 30, "nx1", "LIMITED");
        assertThat(found())
                .singleElement()
                .satisfies(each -> assertThat(each.subject()).isEqualTo("acme/blr1"));
    }

    private void login(long seq, long second, String location, String effect) {
        story.ledger.add(new LedgerEntry(
                seq,
                at(second),
                AStory.KEY,
                location,
                "token",
                List.of(),
                List.of(),
                "/access/token",
                effect,
                null,
                200));
    }

    private List<Violation> found() {
        return OneLogin.check(story.told());
    }
}
