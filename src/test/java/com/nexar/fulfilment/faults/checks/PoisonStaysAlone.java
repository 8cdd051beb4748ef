package com.nexar.fulfilment.faults.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * I10: a broken row costs only itself: it is set aside where people see it, it is no shipment, and its neighbours are here (that
 * they are equal, too, is I6's matter).
 */
final class PoisonStaysAlone {

    private static final String NAME = "I10";

    private PoisonStaysAlone() {}

    static List<Violation> check(Story story) {
        List<Violation> found = new ArrayList<>();
        Set<Long> aside = story.quarantine().stream()
                .map(Quarantined::upstreamId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<Long> here = story.ours().stream().map(OurShipment::shipmentId).collect(Collectors.toSet());
        for (Long poison : story.poison()) {
            if (!aside.contains(poison)) {
                found.add(new Violation(NAME, poison.toString(), "cannot be read and is not in quarantine"));
            }
            if (here.contains(poison)) {
                found.add(new Violation(NAME, poison.toString(), "cannot be read and is a shipment all the same"));
            }
        }
        if (story.poison().isEmpty()) {
            return found;
        }
        story.truth().stream()
                .filter(each -> !each.gone() && !story.poison().contains(each.invoiceId()))
                .filter(each -> !here.contains(each.invoiceId()))
                .forEach(each -> found.add(new Violation(
                        NAME,
                        Long.toString(each.invoiceId()),
                        "is missing, in a run with broken rows " + story.poison())));
        return found;
    }
}
