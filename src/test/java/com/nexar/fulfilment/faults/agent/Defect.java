package com.nexar.fulfilment.faults.agent;

import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** Mistakes that the invariants have to find, one at a time. */
public enum Defect {
    /** Whatever the body says, a write that is answered with 200 has happened. */
    SUCCESS_BY_STATUS(new Change(
            "easyecom.Envelope",
            "read",
            new Alteration.After(
                    (self, arguments, verdict) -> Mirror.of(verdict).acceptedBy200(arguments))));

    /** One method that behaves otherwise; all methods of the name. */
    public record Change(String type, String method, Alteration alteration) {

        private static final String HOUSE = "com.nexar.fulfilment.";

        public Change {
            type = HOUSE + type;
        }

        /** Class and method, with a dot between. */
        public String place() {
            return type + "." + method;
        }
    }

    private final List<Change> changes;

    Defect(Change... changes) {
        this.changes = List.of(changes);
    }

    /** As it is written in options. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public List<Change> changes() {
        return changes;
    }

    /** @throws IllegalArgumentException no defect is called so */
    public static Defect of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** No defect, but done the same way: the pod's clock is wrong. */
    public static Change skew(java.time.Duration by) {
        return new Change(
                "access.ClockJob",
                "machine",
                new Alteration.After((self, arguments, clock) -> Clock.offset((Clock) clock, by)));
    }
}
