package com.nexar.fulfilment.faults.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** I6: our orders equal EasyEcom's. Rows that cannot be read or that vanished there are the listed divergences. */
public final class SameAsEasyEcom {

    private static final String NAME = "I6";

    private SameAsEasyEcom() {}

    static List<Violation> check(Story story) {
        return differences(story.terms(), story.poison()::contains, story.truth(), story.ours());
    }

    /** Also asked while waiting until everything has settled. */
    public static List<Violation> differences(
            Terms terms, Function<Long, Boolean> poison, List<TrueShipment> truth, List<OurShipment> ours) {
        Map<Long, OurShipment> byId =
                ours.stream().collect(Collectors.toMap(OurShipment::shipmentId, Function.identity(), (a, b) -> a));
        List<Violation> found = new ArrayList<>();
        for (TrueShipment real : truth) {
            if (poison.apply(real.invoiceId()) || real.gone()) {
                continue;
            }
            OurShipment our = byId.get(real.invoiceId());
            if (our == null) {
                found.add(new Violation(NAME, Long.toString(real.invoiceId()), "is not here; EasyEcom has " + real));
                continue;
            }
            differ(found, real, "location", our.place(), terms.place(real.location()));
            differ(found, real, "order", our.orderId(), real.orderId());
            differ(found, real, "stage", our.stage(), real.stage());
            differ(found, real, "hold", our.onHold(), real.held());
            differ(found, real, "gone", our.gone(), false);
            differ(found, real, "AWB", our.awb(), real.awb());
            differ(found, real, "manifest", our.manifestNumber(), real.manifestNumber());
            differ(found, real, "lines", our.lines(), real.lines());
        }
        return found;
    }

    private static void differ(List<Violation> found, TrueShipment real, String field, Object our, Object theirs) {
        if (!Objects.equals(our, theirs)) {
            found.add(new Violation(
                    NAME,
                    Long.toString(real.invoiceId()),
                    field + " is " + our + " here and " + theirs + " at EasyEcom"));
        }
    }
}
