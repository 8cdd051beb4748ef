package com.nexar.fulfilment.faults;

import com.nexar.fulfilment.faults.checks.Invariants;
import com.nexar.fulfilment.faults.checks.Story;
import com.nexar.fulfilment.faults.checks.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * One seed from beginning to end: orders are placed, the warehouse works, people meddle and things go wrong for a while; then all
 * is mended, everything has to settle in its time, and the promises are checked.
 */
final class SeededRun {

    /**
     * What came of it.
     *
     * @param settled how long after the last fault everything was in order; the limit where it never was
     */
    record Result(
            SeedPlan plan,
            Story story,
            List<Violation> violations,
            List<String> troubles,
            Duration settled,
            Duration took) {

        boolean passed() {
            return violations.isEmpty();
        }
    }

    private static final String WAVE_AT = "acme/bom1";
    private static final Duration LOOKS_EVERY = Duration.ofMillis(300);

    private final Stack stack;
    private final SeedPlan plan;
    private final Duration settleWithin;
    private final Evidence evidence;
    private final History history = new History();
    private final People people;
    private final Deadline deadline;
    private final Warehouse warehouse;
    private final Replicas replicas;
    private final Workload workload;
    private final Wave wave;
    private final SplittableRandom random;

    private SeededRun(Stack stack, SeedPlan plan) {
        Scale scale = Seeds.scale(plan.real());
        this.stack = stack;
        this.plan = plan;
        this.settleWithin = scale.settleWithin();
        this.people = new People(stack, history);
        this.evidence = new Evidence(stack, Seeds.terms(stack, plan.real()), history, people);
        this.deadline = new Deadline(
                Workload.KNOWN_WITHIN.plus(plan.troubleFor()).plus(settleWithin).plus(settleWithin),
                Duration.ofSeconds(plan.real() ? 10 : 2));
        this.replicas = new Replicas(stack.pods(), stack.key());
        this.warehouse = new Warehouse(replicas, history, deadline, Seeds.waitAtMost(plan.real()));
        this.wave = new Wave(
                warehouse,
                replicas,
                history,
                deadline,
                Seeds.waitAtMost(plan.real()).plusSeconds(5));
        this.random = new SplittableRandom(plan.seed() * 31 + 7);
        this.workload = new Workload(
                plan, people, warehouse, new Handshake(replicas, history, deadline), evidence, random.split());
    }

    static Result of(Stack stack, SeedPlan plan) {
        try {
            return new SeededRun(stack, plan).run();
        } catch (RuntimeException brokenOff) {
            System.out.println("seed " + plan.seed() + " broke off: " + brokenOff);
            throw brokenOff;
        }
    }

    private Result run() {
        long start = System.nanoTime();
        Map<String, Long> marks = evidence.begin(plan);
        Troublemaker troublemaker;
        Duration settled;
        Map<String, Long> feedEnds;
        try (Listeners listeners = new Listeners(stack, replicas, history, random.split());
                Sampling _ = new Sampling(stack.pods(), history, evidence::openOperations);
                ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Long> waiting = plan.wave() == 0 ? List.of() : people.fill(WAVE_AT, plan.wave());
            List<Walk> walks = workload.walks(waiting);
            troublemaker = new Troublemaker(stack, Seeds.slowness(plan.real()));
            Future<?> working = all.submit(() -> work(walks));
            Future<?> others = all.submit(this::others);
            Future<?> inBulk = all.submit(() -> wave.confirm(WAVE_AT, waiting));
            troublemaker.make(plan.mischief(), plan.troubleFor());
            done(others);
            settled = settle(List.of(working, inBulk));
            done(working);
            done(inBulk);
            feedEnds = listeners.hearTheRest(evidence);
        }
        Story story = evidence.story(start, marks, feedEnds);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Result(plan, story, Invariants.check(story), troublemaker.log(), settled, took);
    }

    private List<Boolean> work(List<Walk> walks) {
        List<Callable<Boolean>> hands = new ArrayList<>();
        for (int i = 0; i < walks.size(); i++) {
            Walk walk = walks.get(i);
            Duration after = plan.batches().get(i).startsAfter();
            hands.add(() -> {
                LockSupport.parkNanos(after.toNanos());
                walk.go();
                return true;
            });
        }
        return Warehouse.together(hands);
    }

    /** Orders that nobody works on, broken rows among them, and somebody who looks at lists, also where he has no business. */
    private void others() {
        people.poison("acme/blr1");
        people.fill("acme/blr1", plan.fillers());
        for (int i = 1; i < plan.poison(); i++) {
            people.poison("acme/bom1");
        }
        long end = System.nanoTime() + plan.troubleFor().toNanos();
        while (System.nanoTime() < end) {
            stack.locations().forEach(warehouse::poll);
            people.placed().stream().limit(3).forEach(id -> warehouse.look("zeta/del1", id));
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
    }

    private Duration settle(List<Future<?>> working) {
        long start = System.nanoTime();
        deadline.in(settleWithin);
        while (!deadline.passed()) {
            if (working.stream().allMatch(Future::isDone) && evidence.settled()) {
                return Duration.ofNanos(System.nanoTime() - start);
            }
            LockSupport.parkNanos(LOOKS_EVERY.toNanos());
        }
        stack.tellThreads("seed-" + plan.seed());
        return settleWithin;
    }

    /** A mistake of the harness itself comes out. */
    private static void done(Future<?> task) {
        try {
            task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
