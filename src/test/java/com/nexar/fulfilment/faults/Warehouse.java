package com.nexar.fulfilment.faults;

import com.nexar.fulfilment.faults.checks.Command;
import com.nexar.fulfilment.faults.checks.Kind;
import com.nexar.fulfilment.faults.checks.Scan;
import com.nexar.fulfilment.faults.checks.Seen;
import com.nexar.fulfilment.faults.checks.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** A warehouse system with many hands: it gives commands in many manners, at whichever pod is next, and looks at shipments. */
final class Warehouse {

    private static final Duration LOOKS_EVERY = Duration.ofMillis(300);

    private final Replicas replicas;
    private final History history;
    private final Deadline deadline;
    private final Duration waitAtMost;
    private final AtomicInteger numbers = new AtomicInteger();

    Warehouse(Replicas replicas, History history, Deadline deadline, Duration waitAtMost) {
        this.replicas = replicas;
        this.history = history;
        this.deadline = deadline;
        this.waitAtMost = waitAtMost;
    }

    /** @return what was told in the end, shipment by shipment */
    Map<Long, Word> give(Kind kind, List<Box> boxes, String awb, Scan scan, Object body, RandomGenerator random) {
        Command command = command(kind, boxes, awb, scan);
        Manner manner = Manner.draw(random, waitAtMost);
        Caller.Request request = Caller.Request.of(command, body);
        String key = manner.keyed() ? Caller.newKey() : null;
        List<Callable<Map<Long, Word>>> copies = new ArrayList<>();
        for (int i = 0; i < manner.copies(); i++) {
            Caller caller = caller(command, "copy " + (i + 1), manner, key, boxes);
            copies.add(() -> caller.give(request));
        }
        Map<Long, Word> told = new LinkedHashMap<>();
        for (Map<Long, Word> each : together(copies)) {
            each.forEach((shipment, word) -> told.merge(shipment, word, Warehouse::better));
        }
        return told;
    }

    /** Reports scans in their order; those that are only accepted are followed while the next are reported. */
    void track(Box box, List<Scan> scans, RandomGenerator random) {
        List<Callable<Map<Long, Word>>> open = new ArrayList<>();
        for (Scan scan : scans) {
            Command command = command(Kind.TRACK, List.of(box), null, scan);
            Manner manner = Manner.draw(random, waitAtMost).alone();
            Caller.Request request = Caller.Request.of(command, body(scan));
            Caller caller = caller(command, "courier", manner, manner.keyed() ? Caller.newKey() : null, List.of(box));
            if (manner.async()) {
                caller.begin(request);
                open.add(() -> caller.give(request));
            } else {
                caller.give(request);
            }
        }
        together(open);
    }

    /** As it stands; empty where it is not known at its place or nobody answers. */
    Optional<Replicas.Answer> look(Box box) {
        return look(box.place(), box.id());
    }

    Optional<Replicas.Answer> look(String place, long shipment) {
        Replicas.Answer answer = replicas.get(Place.path(place) + "/shipments/" + shipment);
        if (answer.status() != 200) {
            return Optional.empty();
        }
        String stage = answer.body().path("stage").asText(null);
        history.add(new Seen(place, shipment, stage, answer.pod(), answer.asked(), answer.answered()));
        return Optional.of(answer);
    }

    /** The list that a warehouse polls; what it shows is remembered. */
    void poll(String place) {
        Replicas.Answer answer = replicas.get(Place.path(place) + "/orders?eligible=true&limit=200");
        answer.body()
                .path("items")
                .forEach(order -> order.path("shipments")
                        .forEach(each -> history.add(new Seen(
                                place,
                                each.path("shipmentId").asLong(),
                                each.path("stage").asText(null),
                                answer.pod(),
                                answer.asked(),
                                answer.answered()))));
    }

    /** @return false where time ended first */
    boolean await(Box box, String... stages) {
        while (!deadline.passed()) {
            String stage =
                    look(box).map(each -> each.body().path("stage").asText()).orElse("");
            if (List.of(stages).contains(stage) || stages.length == 0 && !stage.isEmpty()) {
                return true;
            }
            LockSupport.parkNanos(LOOKS_EVERY.toNanos());
        }
        return false;
    }

    /** All of them at once, each on a thread of its own; a mistake of the harness itself comes out. */
    static <T> List<T> together(List<Callable<T>> tasks) {
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = tasks.stream().map(hands::submit).toList();
            List<T> done = new ArrayList<>();
            for (Future<T> each : running) {
                done.add(each.get());
            }
            return done;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One more thing that the warehouse wants. */
    Command command(Kind kind, String place, long shipment) {
        return command(kind, place, List.of(shipment), null, null);
    }

    private Command command(Kind kind, List<Box> boxes, String awb, Scan scan) {
        return command(
                kind, boxes.getFirst().place(), boxes.stream().map(Box::id).toList(), awb, scan);
    }

    private Command command(Kind kind, String place, List<Long> shipments, String awb, Scan scan) {
        Command command = new Command("c" + numbers.incrementAndGet(), kind, place, shipments, awb, scan);
        history.add(command);
        return command;
    }

    private Caller caller(Command command, String name, Manner manner, String key, List<Box> boxes) {
        boolean awaited = boxes.stream().anyMatch(box -> box.fate() == Fate.HELD);
        return new Caller(
                replicas,
                history,
                deadline,
                name,
                command,
                manner,
                key,
                () -> boxes.getFirst().place(),
                awaited);
    }

    private static Map<String, Object> body(Scan scan) {
        return Map.of(
                "eventId", scan.eventId(),
                "status", scan.status(),
                "occurredAt", scan.occurredAt().toString(),
                "location", scan.place());
    }

    private static Word better(Word one, Word other) {
        return one == Word.SUCCESS || other.ordinal() > one.ordinal() ? one : other;
    }
}
