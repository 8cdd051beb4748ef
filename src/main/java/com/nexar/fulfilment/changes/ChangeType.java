package com.nexar.fulfilment.changes;

import java.util.Locale;
import java.util.stream.Stream;

/** What a change can be about (design section 4). The last word is what happened, the words before it to what. */
public enum ChangeType {
    /** New at this location. */
    SHIPMENT_RECEIVED,
    /** Content, assignment or EasyEcom's status changed, and the stage did not. */
    SHIPMENT_UPDATED,
    SHIPMENT_HELD,
    SHIPMENT_RELEASED,
    SHIPMENT_ASSIGNED,
    SHIPMENT_CONFIRMED,
    SHIPMENT_MANIFESTED,
    /** A scan of the courier. */
    SHIPMENT_TRACKED,
    SHIPMENT_CANCELLED,
    /** It is another location's now. */
    SHIPMENT_RELOCATED,
    /** The warehouse has to decide. */
    CANCELLATION_REQUESTED,
    CANCELLATION_SETTLED,
    DOCUMENTS_READY,
    DOCUMENTS_FAILED,
    PRODUCT_CHANGED,
    SLA_AT_RISK("sla.at-risk"),
    SLA_BREACHED,
    /** A command ended without effect; its problem says why. */
    OPERATION_FAILED,
    CONNECTION_DEGRADED,
    CONNECTION_RESTORED,
    QUOTA_LOW;

    private final String word;

    ChangeType() {
        this.word = name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    ChangeType(String word) {
        this.word = word;
    }

    /** As it is written in {@code type}, such as {@code shipment.confirmed}. */
    public String word() {
        return word;
    }

    /** All of them, as they are written. */
    public static Stream<String> words() {
        return Stream.of(values()).map(ChangeType::word);
    }
}
