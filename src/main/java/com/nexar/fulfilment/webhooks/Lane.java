package com.nexar.fulfilment.webhooks;

import com.nexar.fulfilment.brands.Location;
import java.util.Set;

/** What has to come in order, one after the other: all of one shipment, and else all of one type's subject at its location. */
final class Lane {

    /** First words of types whose subject is a shipment. */
    private static final Set<String> OF_A_SHIPMENT = Set.of("shipment", "cancellation", "documents", "sla");

    private Lane() {}

    static String of(Location location, String type, String subject) {
        String word = type.substring(0, type.indexOf('.'));
        return OF_A_SHIPMENT.contains(word) ? "shipment/" + subject : location.code() + "/" + word + "/" + subject;
    }
}
