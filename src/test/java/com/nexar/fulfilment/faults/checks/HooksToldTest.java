package com.nexar.fulfilment.faults.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HooksToldTest {

    private final AStory story = AStory.thatWentWell();

    @Test
    void what_was_told_in_order_and_some_of_it_twice_is_as_it_should_be() {
        story.posts.add(post(90, 45));
        assertThat(found()).isEmpty();
    }

    @Test
    void a_change_that_nobody_was_told_is_found() {
        story.posts.remove(2);
        assertThat(found()).containsExactly("was never told of acme/blr1 43");
    }

    @Test
    void another_order_is_found() {
        HookPost moved = story.posts.remove(2);
        story.posts.add(post(90, moved.seq()));
        assertThat(found()).singleElement().asString().startsWith("came after a later one");
    }

    @Test
    void a_wrong_signature_is_found() {
        HookPost post = story.posts.getFirst();
        story.posts.set(
                0,
                new HookPost(
                        post.number(), post.place(), post.seq(), post.type(), post.subject(), post.id(), "d41", false));
        assertThat(found()).singleElement().asString().startsWith("came with a wrong signature");
    }

    @Test
    void a_change_under_two_ids_is_found() {
        HookPost post = post(90, 45);
        story.posts.add(
                new HookPost(90, post.place(), 45, post.type(), post.subject(), "another", post.digest(), true));
        assertThat(found()).singleElement().asString().contains("then as");
    }

    static HookPost post(long number, long seq) {
        return new HookPost(number, "acme/blr1", seq, "type", Long.toString(AStory.ID), "id" + seq, "d" + seq, true);
    }

    private List<String> found() {
        return HooksTold.check(story.told()).stream().map(Violation::what).toList();
    }
}
