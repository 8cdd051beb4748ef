package com.nexar.fulfilment.faults.checks;

import static com.nexar.fulfilment.faults.checks.AStory.DELIVERED;
import static com.nexar.fulfilment.faults.checks.AStory.TRANSIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScansInOrderTest {

    private final AStory story = AStory.thatWentWell();

    @Test
    void a_scan_that_is_not_there_is_found() {
        hold(List.of(DELIVERED.atEasyEcom()));
        assertThat(found())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).contains("0 times"));
    }

    @Test
    void scans_in_another_order_are_found() {
        hold(List.of(DELIVERED.atEasyEcom(), TRANSIT.atEasyEcom()));
        assertThat(found())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).startsWith("scans arrived as"));
    }

    @Test
    void a_scan_that_was_never_accepted_need_not_be_there() {
        hold(List.of(TRANSIT.atEasyEcom()));
        story.heard.removeLast();
        story.heard.add(AStory.heard(story.commands.getLast(), 5, Word.LATER, "upstream-unavailable"));
        assertThat(found())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).startsWith("EasyEcom shows"));
    }

    private void hold(List<TrueShipment.Scanned> scans) {
        story.truth.set(0, AStory.truth(scans));
    }

    private List<Violation> found() {
        return ScansInOrder.check(story.told());
    }
}
