package com.nexar.fulfilment.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Feeds targets with inputs made of a number, until there were enough of them or the time is over. */
final class Feeding {

    /** What one input may cost, in time of the processor; a hang is no crash that a test could catch. */
    private static final Duration MOST = Duration.ofSeconds(1);

    private static final int MOST_CRASHES = 20;

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private final List<Target> targets;
    private final long seed;
    private final Map<String, Map<String, byte[]>> outcomes = new TreeMap<>();
    private final List<String> crashes = new ArrayList<>();
    private volatile long inputs;
    private long slowest;
    private volatile Throwable broken;
    private volatile byte[] current;
    private volatile Target fed;

    Feeding(List<Target> targets, long seed) {
        this.targets = targets;
        this.seed = seed;
    }

    /** Gives up on an input that does not come back at all, and says which it was. */
    void run(long most, Duration atMost) throws InterruptedException {
        Thread worker = Thread.ofPlatform()
                .daemon()
                .name("feeding")
                .uncaughtExceptionHandler((thread, e) -> broken = e)
                .start(() -> feed(most, atMost));
        long before = -1;
        while (!worker.join(Duration.ofSeconds(20))) {
            if (inputs == before) {
                Path file = Corpus.crash(fed, current);
                throw new AssertionError(
                        fed + " does not come back from " + file + "\n" + List.of(worker.getStackTrace()));
            }
            before = inputs;
        }
        if (broken != null) {
            throw new IllegalStateException("The feeding itself broke off", broken);
        }
    }

    private void feed(long most, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        List<Target> turns = new ArrayList<>();
        targets.forEach(target -> turns.addAll(Collections.nCopies(target.share(), target)));
        Map<String, List<byte[]>> seeds = new HashMap<>();
        Map<String, Map<byte[], JsonNode>> trees = new HashMap<>();
        for (Target target : targets) {
            List<byte[]> all = new ArrayList<>(target.seeds());
            all.addAll(Corpus.of(target));
            seeds.put(target.name(), all);
            trees.put(target.name(), Mutations.trees());
            all.forEach(input -> one(target, input));
        }
        for (long i = 0; i < most && System.nanoTime() < end && crashes.size() < MOST_CRASHES; i++) {
            Target target = turns.get((int) (i % turns.size()));
            var random = new SplittableRandom(seed + i * 0x9E3779B97F4A7C15L);
            one(target, Mutations.of(random, seeds.get(target.name()), trees.get(target.name())));
        }
    }

    private void one(Target target, byte[] input) {
        inputs++;
        fed = target;
        current = input;
        long start = CLOCK.getCurrentThreadCpuTime();
        String outcome = outcome(target, input);
        long took = CLOCK.getCurrentThreadCpuTime() - start;
        slowest = Math.max(slowest, took);
        if (took > MOST.toNanos()) {
            outcome = "CRASH took " + TimeUnit.NANOSECONDS.toMillis(took) + " ms";
        }
        Map<String, byte[]> known = outcomes.computeIfAbsent(target.name(), name -> new TreeMap<>());
        if (known.putIfAbsent(outcome, input) == null) {
            if (outcome.startsWith("CRASH")) {
                crashes.add(target + " " + outcome + " of " + Corpus.crash(target, input));
            }
        }
    }

    static String outcome(Target target, byte[] input) {
        try {
            return target.feed().apply(input);
        } catch (Throwable e) { // what is thrown is what is looked for
            StackTraceElement[] where = e.getStackTrace();
            String words = String.valueOf(e.getMessage()).replaceAll("\\d+", "9");
            return "CRASH " + e.getClass().getName() + " "
                    + (e instanceof AssertionError ? words.substring(0, Math.min(120, words.length())) : "") + " at "
                    + (where.length == 0 ? "?" : where[0]);
        }
    }

    List<String> crashes() {
        return crashes;
    }

    long inputs() {
        return inputs;
    }

    Duration slowest() {
        return Duration.ofNanos(slowest);
    }

    /** What the inputs came to, by target. */
    Map<String, Map<String, byte[]>> outcomes() {
        return outcomes;
    }

    /** Keeps the first of each outcome that neither a seed nor the corpus has. */
    void keep() {
        for (Target target : targets) {
            List<String> known = new ArrayList<>();
            target.seeds().forEach(input -> known.add(outcome(target, input)));
            Corpus.of(target).forEach(input -> known.add(outcome(target, input)));
            outcomes.getOrDefault(target.name(), Map.of()).forEach((outcome, input) -> {
                if (!known.contains(outcome)) {
                    Corpus.keep(target, Corpus.smaller(target, input, outcome));
                }
            });
        }
    }
}
