package com.nexar.fulfilment.faults.checks;

/**
 * A promise that was broken.
 *
 * @param invariant I1 to I14
 * @param subject the shipment, location, key or pod that it is about
 */
public record Violation(String invariant, String subject, String what) {

    @Override
    public String toString() {
        return invariant + " " + subject + ": " + what;
    }
}
