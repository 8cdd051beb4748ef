package com.nexar.fulfilment.faults;

import java.util.List;

/** What is going to happen to a shipment besides the warehouse's usual work. */
enum Fate {
    PLAIN("IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED"),
    /** Confirmed without an assignment: EasyEcom ships it itself. */
    WITHOUT_OWN_AWB("IN_TRANSIT", "DELIVERED"),
    /** EasyEcom ships it itself, and its carrier tells EasyEcom of it: in the end something old once more. */
    CARRIER_TELLS,
    RETURNED("IN_TRANSIT", "UNDELIVERED", "RTO_IN_TRANSIT", "RTO_DELIVERED"),
    /** The second scan is reported last. */
    LATE_SCAN("PICKUP_SCHEDULED", "IN_TRANSIT", "OUT_FOR_DELIVERY"),
    /** Somebody holds it and lets it go again. */
    HELD("IN_TRANSIT"),
    /** Somebody cancels it while the warehouse is at it. */
    CANCELLED("IN_TRANSIT"),
    /** Cancelled in the gap between two steps; often the warehouse had acknowledged it. */
    CANCELLED_BEFORE_ASSIGNMENT("IN_TRANSIT"),
    CANCELLED_BEFORE_CONFIRMATION("IN_TRANSIT"),
    CANCELLED_BEFORE_MANIFEST("IN_TRANSIT"),
    /** EasyEcom takes its first confirmation in and fails it. */
    CONFIRM_FAILS("IN_TRANSIT", "DELIVERED"),
    /** The buyer's address changes while the warehouse is at it. */
    CHANGED("IN_TRANSIT"),
    /** Moved to the brand's other location before the warehouse begins. */
    RELOCATED("IN_TRANSIT"),
    /** Somebody takes the AWB back, and it is assigned anew. */
    TAKEN_BACK("IN_TRANSIT"),
    /** First given the AWB of another shipment. */
    WRONG_AWB("IN_TRANSIT"),
    /** First given a carrier that EasyEcom does not know. */
    WRONG_CARRIER("IN_TRANSIT");

    private final List<String> scans;

    Fate(String... scans) {
        this.scans = List.of(scans);
    }

    /** In the order of their own times. */
    List<String> scans() {
        return scans;
    }
}
