package com.nexar.fulfilment.faults.checks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** I9: no call and no row crosses from one brand or location to another. */
final class NothingCrosses {

    private static final String NAME = "I9";

    private NothingCrosses() {}

    static List<Violation> check(Story story) {
        List<Violation> found = new ArrayList<>();
        Map<Long, Set<String>> places = places(story);
        Map<String, Long> byAwb = story.shipmentByAwb();
        for (LedgerEntry entry : story.ledger()) {
            Set<Long> named = new HashSet<>(entry.invoiceIds());
            // whose AWB it is says nothing where a caller gives one shipment the AWB of another
            if (named.isEmpty() || !entry.is(Kind.ASSIGN)) {
                entry.awbs().stream().map(byAwb::get).filter(Objects::nonNull).forEach(named::add);
            }
            String place = entry.location() == null ? null : story.terms().place(entry.location());
            String brand = story.terms().brandByApiKey().get(entry.apiKey());
            for (Long shipment : named) {
                Set<String> right = places.get(shipment);
                if (right == null) {
                    continue;
                }
                if (place != null && !right.contains(place)) {
                    found.add(violation(
                            shipment,
                            "belongs to " + right + ", but was named with a token of " + place + ": " + entry));
                }
                if (right.stream().noneMatch(each -> each.startsWith(brand + "/"))) {
                    found.add(violation(shipment, "belongs to " + right + ", but was named with the key of " + brand));
                }
            }
        }
        found.addAll(rows(story));
        for (Seen look : story.seen()) {
            Set<String> right = places.get(look.shipment());
            if (right != null && !right.contains(look.place())) {
                found.add(violation(look.shipment(), "belongs to " + right + ", but was shown at " + look.place()));
            }
        }
        return found;
    }

    /** In the end, a row of ours stands where its shipment stands. A manifest is of several shipments and stays where it was made. */
    private static List<Violation> rows(Story story) {
        List<Violation> found = new ArrayList<>();
        Map<Long, Set<String>> places = places(story);
        Map<Long, String> now = new HashMap<>();
        story.truth().forEach(each -> now.put(each.invoiceId(), story.terms().place(each.location())));
        for (OurRow row : story.rows()) {
            Set<String> right = places.get(row.shipmentId());
            boolean allowed = row.table().equals("manifest operations")
                    ? right != null && right.contains(row.place())
                    : row.place().equals(now.get(row.shipmentId()));
            if (now.containsKey(row.shipmentId()) && !allowed) {
                found.add(violation(
                        row.shipmentId(),
                        "belongs to " + now.get(row.shipmentId()) + ", but " + row.table() + " has it at "
                                + row.place()));
            }
        }
        return found;
    }

    /** Where a shipment was at any time of the run: where it is, and where somebody took it from. */
    private static Map<Long, Set<String>> places(Story story) {
        Map<Long, Set<String>> places = new HashMap<>();
        for (TrueShipment real : story.truth()) {
            places.computeIfAbsent(real.invoiceId(), id -> new HashSet<>())
                    .add(story.terms().place(real.location()));
        }
        for (Act act : story.acts()) {
            if (act.what().startsWith("relocation from ") && places.containsKey(act.shipment())) {
                places.get(act.shipment()).add(act.what().substring("relocation from ".length()));
            }
        }
        return places;
    }

    private static Violation violation(long shipment, String what) {
        return new Violation(NAME, Long.toString(shipment), what);
    }
}
