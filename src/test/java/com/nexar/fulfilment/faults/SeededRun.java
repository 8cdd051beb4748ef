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
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(60);

    private final Stack stack;
    private final SeedPlan plan;
    private final Duration settleWithin;
    private final Evidence evidence;
    private final History history = new History();
    private final People people;
    private final Deadline deadline;
    private final Warehouse warehouse;
    private final Handshake handshake;
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
                KNOWN_WITHIN.plus(plan.troubleFor()).plus(settleWithin).plus(settleWithin),
                Duration.ofSeconds(plan.real() ? 10 : 2));
        Replicas replicas = new Replicas(stack.pods(), stack.key());
        this.warehouse = new Warehouse(replicas, history, deadline, Seeds.waitAtMost(plan.real()));
        this.handshake = new Handshake(replicas, history, deadline);
        this.wave = new Wave(
                warehouse,
                replicas,
                history,
                deadline,
                Seeds.waitAtMost(plan.real()).plusSeconds(5));
        this.random = new SplittableRandom(plan.seed() * 31 + 7);
    }

    static Result of(Stack stack, SeedPlan plan) {
        return new SeededRun(stack, plan).run();
    }

    private Result run() {
        long start = System.nanoTime();
        Map<String, Long> marks = evidence.begin(plan);
        Troublemaker troublemaker;
        Duration settled;
        Map<String, Long> feedEnds;
        try (FeedReaders readers = new FeedReaders(stack, history, random.split());
                Sampling _ = new Sampling(stack.pods(), history, evidence::openOperations);
                ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Long> waiting = plan.wave() == 0 ? List.of() : people.fill(WAVE_AT, plan.wave());
            List<Walk> walks = walks(placed(), waiting);
            troublemaker = new Troublemaker(stack);
            Future<?> working = all.submit(() -> work(walks));
            Future<?> others = all.submit(this::others);
            Future<?> inBulk = all.submit(() -> wave.confirm(WAVE_AT, waiting));
            troublemaker.make(plan.mischief(), plan.troubleFor());
            done(others);
            settled = settle(List.of(working, inBulk));
            done(working);
            done(inBulk);
            feedEnds = evidence.feedEnds();
            readers.readTo(feedEnds);
        }
        Story story = evidence.story(marks, feedEnds);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Result(plan, story, Invariants.check(story), troublemaker.log(), settled, took);
    }

    /** All that the warehouse is going to work on, known to the facade before anything goes wrong. */
    private List<List<Box>> placed() {
        List<List<Box>> batches = new ArrayList<>();
        for (SeedPlan.Batch batch : plan.batches()) {
            boolean split = batch.fates().size() > 1 && !batch.fates().contains(Fate.RELOCATED) && random.nextBoolean();
            List<Long> ids = new ArrayList<>();
            while (ids.size() < batch.fates().size()) {
                ids.addAll(people.order(batch.place(), split ? batch.fates().size() : 1));
            }
            List<Box> boxes = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                boxes.add(new Box(ids.get(i), batch.fates().get(i), plan.seed(), batch.place()));
            }
            batches.add(boxes);
        }
        return batches;
    }

    private List<Walk> walks(List<List<Box>> batches, List<Long> others) {
        List<Box> all = batches.stream().flatMap(List::stream).toList();
        long end = System.nanoTime() + KNOWN_WITHIN.toNanos();
        List<Long> ids = new ArrayList<>(others);
        all.forEach(box -> ids.add(box.id()));
        while (!evidence.known(ids)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the facade does not know all orders within " + KNOWN_WITHIN);
            }
            LockSupport.parkNanos(LOOKS_EVERY.toNanos());
        }
        all.stream()
                .filter(box -> box.fate() == Fate.RELOCATED)
                .forEach(box -> people.relocate(box, box.place().equals("acme/blr1") ? "acme/bom1" : "acme/blr1"));
        List<Walk> walks = new ArrayList<>();
        for (List<Box> batch : batches) {
            walks.add(new Walk(warehouse, handshake, people, batch, random.split(), anotherAwb(all, batch)));
        }
        return walks;
    }

    /** Of a plain shipment of the same brand, which has it already or is going to have it. */
    private static String anotherAwb(List<Box> all, List<Box> batch) {
        String brand = Place.brand(batch.getFirst().place());
        return all.stream()
                .filter(box ->
                        box.fate() == Fate.PLAIN && Place.brand(box.place()).equals(brand))
                .filter(box -> !batch.contains(box))
                .map(box -> box.awb(2))
                .findFirst()
                .orElse("NOBODYS" + all.getFirst().id());
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
