package com.nexar.fulfilment.faults.checks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** I11: memory and queues stay bounded: they may swell while something is wrong, and they shrink when it is over. */
final class StaysBounded {

    private static final String NAME = "I11";
    private static final int MOST_THREADS = 500;
    private static final int MOST_WAITING = 400;

    private StaysBounded() {}

    static List<Violation> check(Story story) {
        List<Violation> found = new ArrayList<>();
        above(found, story, Sample.HEAP, story.terms().heapBound());
        above(found, story, Sample.THREADS, MOST_THREADS);
        above(found, story, Sample.WAITING, MOST_WAITING);
        int asked = story.commands().stream()
                .mapToInt(each -> each.shipments().size())
                .sum();
        // a command may have failed and been given again; but never does one cause many
        above(found, story, Sample.OPEN, 2.0 * asked + 1);
        drained(found, story, Sample.WAITING);
        return found;
    }

    private static void above(List<Violation> found, Story story, String what, double bound) {
        story.samples().stream()
                .filter(each -> each.what().equals(what) && each.value() > bound)
                .max(Comparator.comparingDouble(Sample::value))
                .ifPresent(each -> found.add(
                        new Violation(NAME, each.of(), what + " reached " + each.value() + ", above " + bound)));
    }

    private static void drained(List<Violation> found, Story story, String what) {
        Map<String, List<Sample>> byPod = story.samples().stream()
                .filter(each -> each.what().equals(what))
                .collect(Collectors.groupingBy(Sample::of));
        byPod.forEach((pod, samples) -> {
            Sample last = samples.stream().max(Comparator.comparing(Sample::at)).orElseThrow();
            if (last.value() > 0) {
                found.add(new Violation(NAME, pod, what + " is still " + last.value() + " when all is over"));
            }
        });
    }
}
