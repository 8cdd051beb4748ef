package com.nexar.fulfilment.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.EasyEcom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One command of the crash matrix, on a shipment of its own, and what becomes of its request on the way to EasyEcom. */
record Cell(Command command, Fate fate, String ref, long shipmentId, String awb, Order order) {

    /** What the matrix does, with the path it takes at EasyEcom and the stages before and after. */
    enum Command {
        ASSIGN("/Carrier/assignAWB", "Open", "RECEIVED", "ASSIGNED"),
        CONFIRM("/orders/confirm_order", "Open", "RECEIVED", "CONFIRMED"),
        MANIFEST("/Manifest/generateManifest", "Confirmed", "CONFIRMED", "MANIFESTED"),
        TRACK("/Carrier/V2/updateTrackingStatus", "Shipped", "MANIFESTED", "IN_TRANSIT"),
        HOLD("/orders/holdOrders", "Open", "RECEIVED", "RECEIVED");

        private final String path;
        private final String pastLife;
        private final String before;
        private final String after;

        Command(String path, String pastLife, String before, String after) {
            this.path = path;
            this.pastLife = pastLife;
            this.before = before;
            this.after = after;
        }

        String before() {
            return before;
        }

        String path() {
            return path;
        }

        /** As EasyEcom's ledger calls it. */
        String operation() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the network or EasyEcom makes of it; the last two at every pod's first try. */
    enum Fate {
        ACCEPTED,
        REFUSED,
        APPLIED_BUT_UNANSWERED,
        LOST
    }

    private static final Duration AGO = Duration.ofHours(1);

    /** On a new shipment that EasyEcom shows in the stage before. */
    static Cell at(Stack stack, String ref, Command command, Fate fate) {
        EasyEcom easyecom = stack.easyecom(ref);
        long shipmentId = easyecom.place(Map.of("location", stack.locationKey(ref), "status", command.pastLife))
                .getFirst();
        String given = easyecom.truth(shipmentId).path("awb").asText("");
        String awb = given.isEmpty() || given.equals("null") ? "NXR" + shipmentId : given;
        return new Cell(command, fate, ref, shipmentId, awb, order(command, ref, shipmentId, awb));
    }

    private static Order order(Command command, String ref, long shipmentId, String awb) {
        return switch (command) {
            case ASSIGN -> Order.assign(ref, shipmentId, awb);
            case CONFIRM -> Order.confirm(ref, shipmentId);
            case MANIFEST -> Order.manifest(ref, shipmentId);
            case TRACK -> {
                Instant at = Instant.now().minus(AGO).truncatedTo(ChronoUnit.SECONDS);
                yield Order.track(ref, shipmentId, "scan-" + shipmentId, "IN_TRANSIT", at.toString());
            }
            case HOLD -> Order.hold(ref, shipmentId);
        };
    }

    /** At every pod's proxy: a fate is not escaped by being resent from somewhere else. */
    void befall(List<Pod> pods) {
        String subject = command == Command.MANIFEST || command == Command.TRACK ? awb : Long.toString(shipmentId);
        for (Pod pod : pods) {
            trouble()
                    .ifPresent(trouble ->
                            pod.easyecom().trouble(trouble.onlyAt(command.path).about(subject)));
        }
    }

    private Optional<Trouble> trouble() {
        return switch (fate) {
            case ACCEPTED -> Optional.empty();
            case REFUSED -> Optional.of(new Trouble.Refuse(Integer.MAX_VALUE));
            case APPLIED_BUT_UNANSWERED -> Optional.of(new Trouble.DropAnswer(1));
            case LOST -> Optional.of(new Trouble.DropRequest(1));
        };
    }

    boolean happens() {
        return fate != Fate.REFUSED;
    }

    /** In the end. */
    String stage() {
        return happens() ? command.after : command.before;
    }

    /** Last words that are right. */
    List<String> outcomes() {
        return happens() ? List.of("SUCCEEDED") : List.of("REFUSED", "upstream-refused");
    }

    /** What EasyEcom should not have been asked. A scan may come twice: it has no other way, and it is kept once. */
    List<String> wrongIn(List<String> effects) {
        List<String> wrong = new ArrayList<>(effects);
        if (happens()) {
            wrong.remove("HAPPENED");
        }
        return wrong.stream()
                .filter(effect -> effect.equals("HAPPENED") || effect.equals("REPEAT") && command != Command.TRACK)
                .toList();
    }

    /** How often it is so at EasyEcom. */
    int timesIn(JsonNode truth) {
        boolean so = switch (command) {
            case ASSIGN -> awb.equals(truth.path("awb").asText());
            case CONFIRM -> truth.path("confirmed").asBoolean();
            case MANIFEST -> !truth.path("manifestNumber").isNull();
            case HOLD -> truth.path("held").asBoolean();
            case TRACK -> true;
        };
        return command == Command.TRACK ? truth.path("scans").size() : so ? 1 : 0;
    }

    @Override
    public String toString() {
        return command + " " + fate + " of " + shipmentId;
    }
}
