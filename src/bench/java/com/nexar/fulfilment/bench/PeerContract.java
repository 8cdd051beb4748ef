package com.nexar.fulfilment.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** What a peer answers is the facade's own, field by field; it may answer less, but never without what is named here. */
final class PeerContract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OF_ORDER = Set.of("orderId", "referenceCode", "stage", "shipBy", "shipments");
    private static final Set<String> OF_SHIPMENT = Set.of(
            "shipmentId", "stage", "onHold", "shipTo", "lines", "payment", "assignment", "upstream", "contentVersion");

    private PeerContract() {}

    /** Of two services, for the same path each of its own. */
    static void sameOrders(int facade, String path, int peer, String peerPath) throws IOException {
        JsonNode ours = json(facade, path);
        JsonNode theirs = json(peer, peerPath);
        JsonNode order = theirs.has("items") ? theirs.path("items").path(0) : theirs;
        has(order, OF_ORDER);
        has(order.path("shipments").path(0), OF_SHIPMENT);
        // where the next page is, each says in its own way
        inOurs(ours.has("items") ? ours.path("items") : ours, theirs.has("items") ? theirs.path("items") : theirs, "");
    }

    /** Of a shipment as a command answers it, which changes with every command: these fields are there. */
    static void assigned(Wire.Answer answer, String awb) {
        JsonNode shipment = parsed(answer);
        has(shipment, OF_SHIPMENT);
        require(shipment.path("stage").asText().equals("ASSIGNED"), "stage of " + shipment);
        require(shipment.path("assignment").path("awb").asText().equals(awb), "AWB of " + shipment);
    }

    static void same(Wire.Answer ours, Wire.Answer theirs) {
        require(Arrays.equals(ours.body(), theirs.body()), "the same " + ours.body().length + " bytes");
    }

    static void has(JsonNode node, Set<String> fields) {
        fields.forEach(field -> require(node.has(field), "field " + field + " in " + node));
    }

    static JsonNode json(int port, String path) throws IOException {
        try (Wire wire = new Wire(port)) {
            Wire.Answer answer = wire.send(Ask.get(path));
            require(answer.status() == 200, "200 for " + path + " instead of " + answer.status());
            return parsed(answer);
        }
    }

    static JsonNode parsed(Wire.Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.text(), e);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void inOurs(JsonNode ours, JsonNode theirs, String at) {
        if (theirs.isObject()) {
            for (Map.Entry<String, JsonNode> field : theirs.properties()) {
                require(ours.has(field.getKey()), at + "/" + field.getKey() + " in the facade's answer");
                inOurs(ours.path(field.getKey()), field.getValue(), at + "/" + field.getKey());
            }
        } else if (theirs.isArray()) {
            require(ours.size() == theirs.size(), ours.size() + " at " + at + " instead of " + theirs.size());
            for (int n = 0; n < ours.size(); n++) {
                inOurs(ours.path(n), theirs.path(n), at + "/" + n);
            }
        } else {
            require(plain(ours).equals(plain(theirs)), at + " " + ours + " instead of " + theirs);
        }
    }

    /** Times are told with more or fewer digits. */
    private static String plain(JsonNode value) {
        try {
            return Instant.parse(value.asText()).truncatedTo(ChronoUnit.MILLIS).toString();
        } catch (DateTimeParseException noTime) {
            return value.toString();
        }
    }

    private static void require(boolean so, String what) {
        if (!so) {
            throw new AssertionError("expected " + what);
        }
    }
}
