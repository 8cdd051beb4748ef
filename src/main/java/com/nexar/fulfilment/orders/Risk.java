package com.nexar.fulfilment.orders;

import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a shipment that is still to be handed over stands against its ship-by time; the worst first. {@link ShipByRule} decides. */
@Schema(
        name = "Risk",
        description =
                "LATE: the moment of handOverBy has passed. AT_RISK: it comes within fulfilment.orders.ship-by.lead")
public enum Risk {
    LATE,
    AT_RISK,
    FINE;

    /** Null where none of them has one. */
    static Risk worst(Collection<Risk> risks) {
        return risks.stream()
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    boolean worseThan(Risk other) {
        return compareTo(other) < 0;
    }
}
