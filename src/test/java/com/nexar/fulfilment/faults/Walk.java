package com.nexar.fulfilment.faults;

import com.nexar.fulfilment.faults.checks.Kind;
import com.nexar.fulfilment.faults.checks.Scan;
import com.nexar.fulfilment.faults.checks.Word;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** A batch of shipments on its way through the warehouse: each assigned and confirmed, all on one manifest, each tracked. */
final class Walk {

    private static final String CARRIER = "28001";
    private static final int ATTEMPTS = 6;
    /** Of EasyEcom (contract section 8). */
    private static final int IN_TRANSIT = 2;

    private static final int OUT_FOR_DELIVERY = 20;
    private static final int DELIVERED = 3;

    private final Warehouse warehouse;
    private final Handshake handshake;
    private final People people;
    private final List<Box> boxes;
    private final SplittableRandom random;
    private final String stolen;

    /** @param stolen the AWB of a shipment of another batch */
    Walk(
            Warehouse warehouse,
            Handshake handshake,
            People people,
            List<Box> boxes,
            SplittableRandom random,
            String stolen) {
        this.warehouse = warehouse;
        this.handshake = handshake;
        this.people = people;
        this.boxes = boxes;
        this.random = random;
        this.stolen = stolen;
    }

    void go() {
        List<Callable<Boolean>> packing = new ArrayList<>();
        for (Box box : boxes) {
            SplittableRandom own = random.split();
            packing.add(() -> pack(box, own));
        }
        List<Boolean> packed = Warehouse.together(packing);
        List<Box> ready = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            if (packed.get(i)) {
                ready.add(boxes.get(i));
            }
        }
        Map<String, List<Box>> byPlace = new HashMap<>();
        ready.forEach(box ->
                byPlace.computeIfAbsent(box.place(), place -> new ArrayList<>()).add(box));
        byPlace.values().forEach(this::close);
        boxes.stream().filter(Box::cancelledWhenTaken).forEach(this::decide);
    }

    private void decide(Box box) {
        if (warehouse.await(box, "CANCELLED")) {
            handshake.decide(box, random);
        }
    }

    /** A fate of the gap before a step. */
    private void gap(Box box, Fate fate) {
        if (box.fate() == fate && people.act(box, "cancellation")) {
            box.cancelled();
        }
    }

    /** @return whether it can be handed over */
    private boolean pack(Box box, SplittableRandom own) {
        if (!warehouse.await(box)) {
            return false;
        }
        if (box.fate() == Fate.CONFIRM_FAILS) {
            people.act(box, "confirm-fail");
        }
        SplittableRandom theirs = own.split();
        Thread.startVirtualThread(() -> meddle(box, theirs));
        if (own.nextInt(3) > 0 && handshake.acknowledge(box)) {
            box.taken();
        }
        gap(box, Fate.CANCELLED_BEFORE_ASSIGNMENT);
        if (!assign(box, own)) {
            return false;
        }
        gap(box, Fate.CANCELLED_BEFORE_CONFIRMATION);
        boolean confirmed = confirm(box, own);
        gap(box, Fate.CANCELLED_BEFORE_MANIFEST);
        return confirmed;
    }

    private boolean assign(Box box, SplittableRandom own) {
        switch (box.fate()) {
            case WITHOUT_OWN_AWB, CARRIER_TELLS -> {
                return true;
            }
            case WRONG_AWB -> assign(box, stolen, CARRIER, own);
            case WRONG_CARRIER -> assign(box, box.awb(1), "99999", own);
            case TAKEN_BACK -> {
                boolean taken = assign(box, box.awb(1), CARRIER, own) == Word.SUCCESS
                        && people.act(box, "unassignment")
                        && warehouse.await(box, "RECEIVED");
                if (!taken) {
                    return true;
                }
            }
            default -> {}
        }
        Word word = assign(box, box.awb(2), CARRIER, own);
        // refused for what a person did, it may still go on without an AWB of ours
        return word == Word.SUCCESS || word == Word.REFUSED;
    }

    private Word assign(Box box, String awb, String carrier, SplittableRandom own) {
        Map<String, String> body = Map.of("courier", "NexarExpress", "awb", awb, "carrierId", carrier);
        return warehouse.give(Kind.ASSIGN, List.of(box), awb, null, body, own).get(box.id());
    }

    /** Confirm Fail and a changed content are answered; then it is confirmed anew. */
    private boolean confirm(Box box, SplittableRandom own) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Map<String, Object> body = new HashMap<>();
            if (own.nextBoolean()) {
                warehouse
                        .look(box)
                        .ifPresent(each -> body.put(
                                "contentVersion",
                                each.body().path("contentVersion").asText()));
            }
            if (own.nextBoolean()) {
                body.put("package", Map.of("weightGrams", 200, "lengthCm", 30, "widthCm", 25, "heightCm", 2));
            }
            Word word = warehouse
                    .give(Kind.CONFIRM, List.of(box), null, null, body, own)
                    .get(box.id());
            if (word == Word.SUCCESS) {
                return true;
            }
            boolean again = box.fate() == Fate.CONFIRM_FAILS || box.fate() == Fate.CHANGED;
            if (word != Word.REFUSED || !again) {
                return false;
            }
        }
        return false;
    }

    private void close(List<Box> ready) {
        Map<Long, Word> told = warehouse.give(
                Kind.MANIFEST,
                ready,
                null,
                null,
                Caller.Request.manifest(ready.stream().map(Box::id).toList()),
                random);
        List<Callable<Boolean>> couriers = new ArrayList<>();
        for (Box box : ready) {
            if (told.get(box.id()) == Word.SUCCESS) {
                SplittableRandom own = random.split();
                couriers.add(() -> {
                    warehouse.track(box, scans(box), own);
                    if (box.fate() == Fate.CARRIER_TELLS) {
                        carrierTells(box, own);
                    }
                    return true;
                });
            }
        }
        Warehouse.together(couriers);
    }

    /** "Out For Delivery" comes once more after "Delivered", and is put right again. */
    private void carrierTells(Box box, SplittableRandom own) {
        people.carrierTells(box, IN_TRANSIT);
        people.carrierTells(box, OUT_FOR_DELIVERY);
        people.carrierTells(box, DELIVERED);
        if (warehouse.await(box, "DELIVERED")) {
            people.carrierTells(box, OUT_FOR_DELIVERY);
            LockSupport.parkNanos(Duration.ofMillis(2_000 + own.nextInt(2_000)).toNanos());
            people.carrierTells(box, DELIVERED);
        }
    }

    private static List<Scan> scans(Box box) {
        Instant first = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(3));
        List<Scan> scans = new ArrayList<>();
        for (int i = 0; i < box.fate().scans().size(); i++) {
            scans.add(new Scan(
                    "e" + box.id() + "-" + i,
                    box.fate().scans().get(i),
                    first.plus(Duration.ofMinutes(10L * i)),
                    "Hub " + i));
        }
        if (box.fate() == Fate.LATE_SCAN) {
            Collections.swap(scans, 1, 2);
        }
        return scans;
    }

    /** What people do to it while the warehouse is at it. */
    private void meddle(Box box, SplittableRandom own) {
        LockSupport.parkNanos(Duration.ofMillis(own.nextInt(2_500)).toNanos());
        switch (box.fate()) {
            case HELD -> {
                if (people.act(box, "hold")) {
                    LockSupport.parkNanos(
                            Duration.ofMillis(500 + own.nextInt(2_000)).toNanos());
                    people.act(box, "release");
                }
            }
            case CANCELLED -> people.act(box, "cancellation");
            case CHANGED -> people.change(box);
            default -> {}
        }
    }
}
