package com.nexar.fulfilment.faults.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedWholeTest {

    private final AStory story = AStory.thatWentWell();

    @Test
    void a_feed_that_was_read_to_its_end_is_whole() {
        assertThat(FeedWhole.check(story.told())).isEmpty();
    }

    @Test
    void an_answer_that_leaves_one_out_is_found() {
        replace(0, without(story.feed.getFirst(), 1));
        assertThat(found()).anyMatch(each -> each.startsWith("after 41 came 43"));
    }

    @Test
    void a_reader_that_never_got_one_is_found() {
        FeedAnswer whole = story.feed.removeFirst();
        story.feed.add(part(whole, 40, whole.entries().subList(0, 2)));
        story.feed.add(
                part(whole, 43, whole.entries().subList(3, whole.entries().size())));
        assertThat(found()).anyMatch(each -> each.contains("has never read 43"));
    }

    @Test
    void a_place_that_changes_is_found() {
        FeedAnswer whole = story.feed.getFirst();
        FeedAnswer.Entry other = new FeedAnswer.Entry(42, "shipment.held", "101", "ASSIGNED", "another");
        story.feed.add(part(whole, 41, List.of(other)));
        assertThat(found()).anyMatch(each -> each.startsWith("was ") && each.contains("shipment.held"));
    }

    @Test
    void a_move_that_was_not_told_is_found() {
        story.moves.add(AStory.move(9, "RECEIVED", "ASSIGNED"));
        assertThat(found()).containsExactly("moved 2 times to ASSIGNED, told 1 times");
    }

    @Test
    void a_move_that_was_told_twice_is_found() {
        FeedAnswer whole = story.feed.getFirst();
        FeedAnswer.Entry again = new FeedAnswer.Entry(46, "shipment.confirmed", "101", "DELIVERED", "again");
        story.feed.add(part(whole, 45, List.of(again)));
        story.feedEnds.put("acme/blr1", 46L);
        assertThat(found()).containsExactly("moved 1 times to CONFIRMED, told 2 times");
    }

    @Test
    void what_is_told_of_other_shipments_is_none_of_this_runs_business() {
        FeedAnswer whole = story.feed.getFirst();
        FeedAnswer.Entry other = new FeedAnswer.Entry(46, "shipment.confirmed", "999", "CONFIRMED", "another");
        story.feed.add(part(whole, 45, List.of(other)));
        story.feedEnds.put("acme/blr1", 46L);
        assertThat(found()).isEmpty();
    }

    @Test
    void a_feed_that_ends_elsewhere_than_the_shipment_is_found() {
        story.ours.set(0, AStory.our("IN_TRANSIT"));
        assertThat(found()).anyMatch(each -> each.startsWith("stands at IN_TRANSIT, its feed ends with"));
    }

    private void replace(int index, FeedAnswer answer) {
        story.feed.set(index, answer);
    }

    private static FeedAnswer without(FeedAnswer answer, int index) {
        List<FeedAnswer.Entry> entries = new ArrayList<>(answer.entries());
        entries.remove(index);
        return part(answer, answer.after(), entries);
    }

    private static FeedAnswer part(FeedAnswer answer, long after, List<FeedAnswer.Entry> entries) {
        return new FeedAnswer(answer.reader(), answer.place(), after, entries, 1, AStory.at(90));
    }

    private List<String> found() {
        return FeedWhole.check(story.told()).stream().map(Violation::what).toList();
    }
}
