package com.nexar.fulfilment.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** All that the warehouse is going to work on in a run, known to the facade before anything goes wrong. */
final class Workload {

    static final Duration KNOWN_WITHIN = Duration.ofSeconds(60);

    private static final Duration LOOKS_EVERY = Duration.ofMillis(300);

    private final SeedPlan plan;
    private final People people;
    private final Warehouse warehouse;
    private final Handshake handshake;
    private final Evidence evidence;
    private final SplittableRandom random;

    Workload(
            SeedPlan plan,
            People people,
            Warehouse warehouse,
            Handshake handshake,
            Evidence evidence,
            SplittableRandom random) {
        this.plan = plan;
        this.people = people;
        this.warehouse = warehouse;
        this.handshake = handshake;
        this.evidence = evidence;
        this.random = random;
    }

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

    /** @param others that have to be known as well */
    List<Walk> walks(List<Long> others) {
        List<List<Box>> batches = placed();
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
}
