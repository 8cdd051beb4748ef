package com.nexar.fulfilment.faults;

import com.nexar.fulfilment.faults.checks.Command;
import com.nexar.fulfilment.faults.checks.Heard;
import com.nexar.fulfilment.faults.checks.Word;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * One thread of a warehouse system that gives one command until it has been told how it ended: the same command again after a lost
 * answer, later where it is told so, a new attempt where an operation FAILED; and it follows operations to their end.
 */
final class Caller {

    private static final Duration AT_ONCE = Duration.ofMillis(100);
    private static final Duration LOOKS_EVERY = Duration.ofMillis(250);

    private final Replicas replicas;
    private final History history;
    private final Deadline deadline;
    private final String name;
    private final Command command;
    private final Manner manner;
    private final Supplier<String> place;
    private final boolean awaited;
    private final Map<Long, Word> told = new LinkedHashMap<>();
    private String key;

    /**
     * @param place where the shipment is at the moment, as brand/location
     * @param key the Idempotency-Key of the first attempt; null for none
     * @param awaited a hold is expected to end
     */
    Caller(
            Replicas replicas,
            History history,
            Deadline deadline,
            String name,
            Command command,
            Manner manner,
            String key,
            Supplier<String> place,
            boolean awaited) {
        this.replicas = replicas;
        this.history = history;
        this.deadline = deadline;
        this.name = name;
        this.command = command;
        this.manner = manner;
        this.key = key;
        this.place = place;
        this.awaited = awaited;
    }

    /** Until every shipment of it has its last word, or time is over. */
    Map<Long, Word> give(Request request) {
        while (!over()) {
            Heard heard = said(request);
            if (told.containsValue(Word.ACCEPTED) && heard.operationId() != null) {
                follow(heard.operationId());
            }
            boolean answered = heard.status() / 100 == 2;
            if (answered && key != null && told.containsValue(Word.LATER)) {
                key = newKey(); // that answer stands, for the rest of it something new is asked
            }
        }
        return told;
    }

    /** Until it is accepted or answered; {@link #give} may follow. */
    Map<Long, Word> begin(Request request) {
        while (!over() && !told.containsValue(Word.ACCEPTED)) {
            said(request);
        }
        return told;
    }

    private boolean over() {
        boolean answered = !told.isEmpty() && told.values().stream().allMatch(Word::last);
        return answered || deadline.passed();
    }

    private Heard said(Request request) {
        Map<String, String> headers = new HashMap<>();
        if (key != null) {
            headers.put("Idempotency-Key", key);
        }
        if (manner.prefer() != null) {
            headers.put("Prefer", manner.prefer());
        }
        Replicas.Answer answer = replicas.send(
                request.verb(), Place.path(place.get()) + request.path(), request.body(), headers, manner.patience());
        Heard heard = Meaning.of(command, name, key, answer, awaited);
        take(heard);
        if (!told.values().stream().allMatch(word -> word.last() || word == Word.ACCEPTED)) {
            pause(answer.retryAfter());
        }
        return heard;
    }

    private void follow(String operation) {
        while (told.containsValue(Word.ACCEPTED) && !deadline.passed()) {
            pause(LOOKS_EVERY);
            Replicas.Answer look = replicas.get(Place.path(place.get()) + "/operations/" + operation);
            if (look.status() == 200 && Meaning.finished(look)) {
                take(Meaning.ofOperation(command, name, key, operation, look));
                // of what its operation does not speak, it has to be asked again
                told.replaceAll((shipment, word) -> word == Word.ACCEPTED ? Word.LATER : word);
            } else if (look.body().path("needsPerson").asBoolean()) {
                told.replaceAll((shipment, word) -> Word.REFUSED);
            }
        }
    }

    private void take(Heard heard) {
        history.add(heard);
        heard.words().forEach((shipment, word) -> {
            Word before = told.get(shipment);
            if (before == null || !before.last()) {
                told.put(shipment, word);
            }
        });
        boolean again = heard.words().containsValue(Word.FAILED);
        if (again && key != null) {
            key = newKey();
        }
    }

    static String newKey() {
        return UUID.randomUUID().toString();
    }

    private void pause(Duration asked) {
        Duration most = deadline.longestPause();
        Duration pause = asked == null ? AT_ONCE : asked.compareTo(most) > 0 ? most : asked;
        LockSupport.parkNanos(pause.toNanos());
    }

    /** What goes over the wire, below the location. */
    record Request(String verb, String path, Object body) {

        static Request of(Command command, Object body) {
            long shipment = command.shipments().getFirst();
            return switch (command.kind()) {
                case ASSIGN -> new Request("PUT", "/shipments/" + shipment + "/assignment", body);
                case CONFIRM -> new Request("POST", "/shipments/" + shipment + "/confirmation", body);
                case TRACK -> new Request("POST", "/shipments/" + shipment + "/tracking-events", body);
                case MANIFEST -> new Request("POST", "/manifests", body);
            };
        }

        static Object manifest(List<Long> shipments) {
            return Map.of("shipmentIds", shipments.stream().map(String::valueOf).toList());
        }
    }
}
