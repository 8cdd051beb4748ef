package com.nexar.fulfilment.faults.checks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** I5: the scans that were accepted are at EasyEcom, each once, in the order in which they were reported. */
final class ScansInOrder {

    private static final String NAME = "I5";

    private ScansInOrder() {}

    static List<Violation> check(Story story) {
        List<Violation> found = new ArrayList<>();
        Map<Long, TrueShipment> truth = story.truthById();
        accepted(story).forEach((shipment, scans) -> {
            TrueShipment real = truth.get(shipment);
            if (real != null) {
                found.addAll(compare(real, scans));
            }
        });
        return found;
    }

    private static List<Violation> compare(TrueShipment real, List<Scan> scans) {
        List<Violation> found = new ArrayList<>();
        List<TrueShipment.Scanned> wanted = scans.stream().map(Scan::atEasyEcom).toList();
        for (TrueShipment.Scanned each : wanted) {
            int times = Collections.frequency(real.scans(), each);
            if (times != 1) {
                found.add(violation(real, each + " is " + times + " times at EasyEcom"));
            }
        }
        List<TrueShipment.Scanned> there =
                real.scans().stream().filter(wanted::contains).distinct().toList();
        if (found.isEmpty() && !there.equals(wanted)) {
            found.add(violation(real, "scans arrived as " + there + " and were reported as " + wanted));
        }
        Scan latest = scans.stream().max(Comparator.comparing(Scan::occurredAt)).orElseThrow();
        String shown = real.stage();
        if (found.isEmpty() && isStage(latest.status()) && !shown.equals(latest.status())) {
            found.add(violation(real, "EasyEcom shows " + shown + ", the latest scan is " + latest));
        }
        return found;
    }

    private static boolean isStage(String status) {
        return !status.equals("PICKUP_SCHEDULED") && !status.equals("OUT_FOR_PICKUP");
    }

    /** Per shipment, in the order in which they were first reported. */
    private static Map<Long, List<Scan>> accepted(Story story) {
        Map<Long, List<Scan>> accepted = new LinkedHashMap<>();
        for (Command command : story.commands()) {
            if (command.kind() != Kind.TRACK) {
                continue;
            }
            long shipment = command.shipments().getFirst();
            boolean taken = story.heardOf(command.id()).stream()
                    .anyMatch(each -> each.words().get(shipment) == Word.SUCCESS);
            if (taken) {
                accepted.computeIfAbsent(shipment, id -> new ArrayList<>()).add(command.scan());
            }
        }
        return accepted;
    }

    private static Violation violation(TrueShipment real, String what) {
        return new Violation(NAME, Long.toString(real.invoiceId()), what);
    }
}
