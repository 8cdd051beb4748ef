package com.nexar.fulfilment.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** What a warehouse does with its shipments from assignment to delivery, as it would: whatever takes longer it waits for. */
final class Life implements AutoCloseable {

    static final List<String> SCANS = List.of("IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WITHIN = Duration.ofMinutes(4);
    private static final Duration LOOKS_EVERY = Duration.ofMillis(100);
    /** What cannot be had just now is asked for again no sooner than that. */
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private static final Set<Integer> TAKEN = Set.of(200, 201, 202, 207);

    private final Wire wire;
    private final String location;

    /** @param location of our API */
    Life(int port, String location) {
        this.wire = new Wire(port);
        this.location = location;
    }

    /** Alone, with a manifest of its own. */
    void alone(long id) throws IOException {
        assign(id);
        command(Ask.post(location + "/shipments/" + id + "/confirmation", "{}"));
        await(List.of(id), "CONFIRMED");
        papers(id);
        handOver(List.of(id));
        for (String status : SCANS) {
            command(Ask.post(location + "/shipments/" + id + "/tracking-events", scan(id, status)));
            await(List.of(id), status);
        }
    }

    /** Confirmed, handed over and scanned together. */
    void wave(List<Long> ids) throws IOException {
        for (long id : ids) {
            assign(id);
        }
        confirm(ids);
        await(ids, "CONFIRMED");
        for (long id : ids) {
            papers(id);
        }
        handOver(ids);
        for (String status : SCANS) {
            String items = ids.stream()
                    .map(id -> scan(id, status).replaceFirst("\\{", "{\"shipmentId\":\"" + id + "\","))
                    .collect(Collectors.joining(","));
            command(Ask.post(location + "/tracking-events", "{\"items\":[" + items + "]}"));
            await(ids, status);
        }
    }

    void assign(long id) throws IOException {
        command(Ask.put(
                location + "/shipments/" + id + "/assignment",
                "{\"courier\":\"NexarExpress\",\"awb\":\"LIFE" + id + "\",\"carrierId\":\"28001\"}"));
        await(List.of(id), "ASSIGNED");
    }

    /** Does not wait for what becomes of them. */
    void confirm(List<Long> ids) throws IOException {
        String items = ids.stream().map(id -> "{\"shipmentId\":\"" + id + "\"}").collect(Collectors.joining(","));
        command(Ask.of(
                "POST", location + "/confirmations", "Prefer: respond-async\r\n", "{\"items\":[" + items + "]}", 207));
    }

    private void handOver(List<Long> ids) throws IOException {
        String all = ids.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
        command(Ask.post(location + "/manifests", "{\"shipmentIds\":[" + all + "]}"));
        await(ids, "MANIFESTED");
    }

    private void papers(long id) throws IOException {
        for (String paper : List.of("", "/invoice", "/label")) {
            Ask ask = Ask.get(location + "/shipments/" + id + "/documents" + paper);
            for (long end = end(); wire.send(ask).status() != 200; pause(AGAIN)) {
                within(end, "papers of " + id);
            }
        }
    }

    private void command(Ask ask) throws IOException {
        Wire.Answer answer = wire.send(ask);
        if (!TAKEN.contains(answer.status())) {
            throw new IllegalStateException("a command was answered " + answer.status() + ": " + answer.text());
        }
    }

    private void await(List<Long> ids, String stage) throws IOException {
        long end = end();
        for (long id : ids) {
            for (String now = stage(id); !now.equals(stage); now = stage(id)) {
                within(end, "shipment " + id + " to be " + stage + ", it is " + now);
                pause(LOOKS_EVERY);
            }
        }
    }

    private String stage(long id) throws IOException {
        JsonNode shipment =
                JSON.readTree(wire.send(Ask.get(location + "/shipments/" + id)).text());
        return shipment.path("stage").asText();
    }

    private static String scan(long id, String status) {
        return "{\"eventId\":\"" + id + "-" + status + "\",\"status\":\"" + status + "\",\"occurredAt\":\""
                + Instant.now() + "\",\"location\":\"Pune\"}";
    }

    private static long end() {
        return System.nanoTime() + WITHIN.toNanos();
    }

    private static void within(long end, String what) {
        if (System.nanoTime() > end) {
            throw new IllegalStateException("waited in vain for " + what);
        }
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
