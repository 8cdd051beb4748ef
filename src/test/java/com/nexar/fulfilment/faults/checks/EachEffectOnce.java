package com.nexar.fulfilment.faults.checks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * I1: each accepted command has exactly one effect at EasyEcom, and no request is repeated after its effect happened. Scans may be
 * told again (design section 5); what they must be is I5's matter.
 */
final class EachEffectOnce {

    private static final String NAME = "I1";

    private EachEffectOnce() {}

    static List<Violation> check(Story story) {
        List<Violation> found = new ArrayList<>();
        for (TrueShipment shipment : story.truth()) {
            for (Kind kind : List.of(Kind.ASSIGN, Kind.CONFIRM, Kind.MANIFEST)) {
                found.addAll(repeats(story, kind, shipment));
            }
        }
        return found;
    }

    private static List<Violation> repeats(Story story, Kind kind, TrueShipment shipment) {
        List<Violation> found = new ArrayList<>();
        LedgerEntry effect = null;
        for (LedgerEntry entry : story.judged(kind, shipment.invoiceId())) {
            if (effect != null && undone(story, kind, shipment, effect.at(), entry.at())) {
                effect = null;
            }
            boolean here = entry.happened() && entry.invoiceIds().contains(shipment.invoiceId());
            if (effect == null) {
                effect = here ? entry : null;
            } else if (here || sameAgain(kind, effect, entry)) {
                String what = here ? "took effect a second time" : "was sent again after its effect";
                found.add(new Violation(
                        NAME,
                        Long.toString(shipment.invoiceId()),
                        kind + " " + what + ": " + effect + ", then " + entry));
            }
        }
        return found;
    }

    /** Refusing another AWB is EasyEcom's answer to another wish. */
    private static boolean sameAgain(Kind kind, LedgerEntry effect, LedgerEntry entry) {
        return kind != Kind.ASSIGN || effect.awbs().equals(entry.awbs());
    }

    /** An effect that EasyEcom or a person took back, so that asking for it once more is a new wish. */
    private static boolean undone(Story story, Kind kind, TrueShipment shipment, Instant effect, Instant next) {
        return switch (kind) {
            case ASSIGN -> story.acted(shipment.invoiceId(), "unassignment", effect, next);
            case CONFIRM ->
                shipment.history().stream()
                        .filter(step -> step.statusId() == TrueShipment.CONFIRM_FAIL)
                        .anyMatch(step -> !step.at().isBefore(effect.minusSeconds(1))
                                && !step.at().isAfter(next));
            case MANIFEST, TRACK -> false;
        };
    }
}
