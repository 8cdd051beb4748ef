package com.nexar.fulfilment.faults.checks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * I14: the warehouse's own endpoints are told every change at least once, signed, with one id for one change, and of one shipment in the
 * order of the feed, whatever they make of it.
 */
final class HooksTold {

    private static final String NAME = "I14";

    private HooksTold() {}

    static List<Violation> check(Story story) {
        List<Violation> found = new ArrayList<>();
        List<HookPost> posts = story.posts().stream()
                .sorted(Comparator.comparingLong(HookPost::number))
                .toList();
        Map<String, HookPost> byId = new HashMap<>();
        Map<String, HookPost> byChange = new HashMap<>();
        Map<String, HookPost> last = new HashMap<>();
        for (HookPost post : posts) {
            if (!post.genuine()) {
                found.add(violation(post.subject(), "came with a wrong signature: " + post));
            }
            HookPost same = byId.putIfAbsent(post.id(), post);
            HookPost first = byChange.putIfAbsent(post.change(), post);
            if (differ(same, post) || differ(first, post)) {
                found.add(violation(post.subject(), "came as " + first + ", then as " + post));
            }
            if (first == null) {
                HookPost before = last.put(post.place() + " " + post.subject(), post);
                if (before != null && before.seq() > post.seq()) {
                    found.add(violation(post.subject(), "came after a later one: " + before + ", then " + post));
                }
            }
        }
        found.addAll(missing(story, byChange.keySet()));
        return found;
    }

    private static boolean differ(HookPost one, HookPost other) {
        return one != null
                && !(one.id().equals(other.id())
                        && one.change().equals(other.change())
                        && one.digest().equals(other.digest()));
    }

    /** What the feed's readers saw of this run's shipments. */
    private static List<Violation> missing(Story story, Set<String> posted) {
        Set<String> ours = story.ours().stream()
                .map(each -> Long.toString(each.shipmentId()))
                .collect(Collectors.toSet());
        Map<String, String> missing = new HashMap<>();
        for (FeedAnswer answer : story.feed()) {
            for (FeedAnswer.Entry entry : answer.entries()) {
                String change = answer.place() + " " + entry.seq();
                if (ours.contains(entry.subject()) && !posted.contains(change)) {
                    missing.put(change, entry.subject());
                }
            }
        }
        return missing.entrySet().stream()
                .map(each -> violation(each.getValue(), "was never told of " + each.getKey()))
                .toList();
    }

    private static Violation violation(String subject, String what) {
        return new Violation(NAME, subject, what);
    }
}
