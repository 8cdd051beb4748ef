package com.nexar.fulfilment.manifests;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.manifests.Manifest.Group;
import com.nexar.fulfilment.manifests.Manifest.Progress;
import com.nexar.fulfilment.operations.OperationState;
import com.nexar.fulfilment.operations.Outcomes;
import com.nexar.fulfilment.operations.PartOutcomes;
import com.nexar.fulfilment.operations.Step;
import com.nexar.fulfilment.operations.Work;
import com.nexar.fulfilment.orders.Cause;
import com.nexar.fulfilment.orders.Gate;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What became of a manifest, shipment by shipment: a manifest number or Shipped on the shipment's own row proves it, whatever
 * EasyEcom answered for the group; it may answer 200 and skip a parcel.
 */
@Singleton
class ManifestReading {

    /** EasyEcom has made the manifest, and a shipment still shows none of it after this long: it was skipped. */
    private static final Duration SKIPPED_AFTER = Duration.ofMinutes(2);

    /** From before it was sent until it was written down how far it came; EasyEcom's clock is another one. */
    private static final Duration AROUND = Duration.ofSeconds(40);

    private final Orders orders;
    private final Gate gate;
    private final Outcomes outcomes;
    private final PartOutcomes parts;
    private final ManifestShipments shipments;
    private final Transactions transactions;
    private final Clock clock;

    ManifestReading(
            Orders orders,
            Gate gate,
            Outcomes outcomes,
            PartOutcomes parts,
            ManifestShipments shipments,
            Transactions transactions,
            Clock clock) {
        this.orders = orders;
        this.gate = gate;
        this.outcomes = outcomes;
        this.parts = parts;
        this.shipments = shipments;
        this.transactions = transactions;
        this.clock = clock;
    }

    List<Group> groups(Work work) {
        return transactions.in(
                work.location(),
                () -> Manifest.<Manifest>findById(work.operation().id()).groups);
    }

    /** This group is at EasyEcom, or done; the next one goes. */
    Step inNextGroup(Work work, Group group) {
        Manifest.locked(work.operation().id()).put(group);
        return parts.inNextPart(work.lease());
    }

    /** No group is left to be sent: now it is read back. */
    Step afterSending(Work work) {
        return transactions.in(work.location(), () -> inAfterSending(work));
    }

    Step inAfterSending(Work work) {
        boolean unknown = Manifest.locked(work.operation().id()).groups.stream()
                .anyMatch(group ->
                        group.is(Progress.UNKNOWN) || group.is(Progress.SENDING) || group.is(Progress.DOUBTED));
        return parts.inAllSent(work.lease(), unknown);
    }

    Step readBack(Work work) {
        Instant asked = clock.instant();
        Set<Long> open = shipments.stillHere(work, work.operation().shipmentIds());
        boolean resend = look(work, open, asked);
        return transactions.in(
                work.location(),
                () -> resend
                        ? outcomes.inResend(work.lease())
                        : parts.inLookingIfOpen(work.lease(), inQuietUntil(work, open)));
    }

    /** When the first of these can be decided, if each waits out a quiet period; null if one may show its manifest any time. */
    private static Instant inQuietUntil(Work work, Set<Long> open) {
        Manifest manifest = Manifest.findById(work.operation().id());
        List<Instant> ends = manifest.groups.stream()
                .filter(group -> !group.of(open).isEmpty())
                .map(group -> quietUntil(work, group))
                .toList();
        return ends.contains(null) || ends.isEmpty() ? null : Collections.min(ends);
    }

    private static Instant quietUntil(Work work, Group group) {
        return switch (group.progress()) {
            case SENDING -> work.operation().quietUntil();
            case UNKNOWN, DOUBTED -> group.quietUntil();
            case NEW, ANSWERED, DONE -> null;
        };
    }

    /** @return whether one of the groups of these is to be sent again, or still to be sent */
    boolean look(Work work, Set<Long> open, Instant asked) {
        Instant sent = firstSent(groups(work));
        Set<Long> shown = gate.readAllSince(sent, work.location(), open, Cause.OPERATION, work.reference());
        shipments.settle(work, open);
        boolean again = false;
        for (Group group : groups(work)) {
            List<Long> left = group.of(open);
            again |= !left.isEmpty() && decided(work, group, left, shown, asked);
        }
        return again;
    }

    /** What is on a manifest has changed at EasyEcom since then; null where no group was sent yet. */
    private static Instant firstSent(List<Group> groups) {
        return groups.stream()
                .filter(group -> !group.is(Progress.NEW))
                .map(group -> group.since().minus(AROUND))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** @return whether what is left of the group is to be sent again */
    private boolean decided(Work work, Group group, List<Long> left, Set<Long> shown, Instant asked) {
        if (!shown.containsAll(left)) {
            return false; // of what is not shown nothing is known
        }
        return switch (group.progress()) {
            case NEW -> true;
            case SENDING -> quiet(work.operation().quietUntil(), asked) && sentAgain(work, group);
            case UNKNOWN -> quiet(group.quietUntil(), asked) && sentAgain(work, group);
            case DOUBTED -> {
                if (quiet(group.quietUntil(), asked)) {
                    shipments.finish(work, left, OperationState.REFUSED, shipment -> refused(group, shipment));
                }
                yield false;
            }
            case ANSWERED, DONE -> {
                if (asked.isAfter(group.since().plus(SKIPPED_AFTER))) {
                    skipped(work, group, left);
                }
                yield false;
            }
        };
    }

    private static boolean quiet(Instant until, Instant asked) {
        return until != null && asked.isAfter(until);
    }

    private boolean sentAgain(Work work, Group group) {
        Group again = group.is(Progress.SENDING) ? group.unknown(clock.instant(), null) : group;
        transactions.run(
                work.location(),
                () -> Manifest.locked(work.operation().id()).put(again.at(Progress.NEW, clock.instant())));
        return true;
    }

    /**
     * A manifest is made in one go (contract section 7): once others of the group are on the one that EasyEcom named, what is not was
     * left out. Before that EasyEcom may still make it (contract (a) 2), however long ago it said yes: for a person, in the end.
     */
    private void skipped(Work work, Group group, List<Long> left) {
        transactions.run(work.location(), () -> {
            boolean made = orders.inFacts(work.location(), group.shipmentIds()).stream()
                    .anyMatch(each -> each.manifestNumber() != null
                            && each.manifestNumber().equals(group.number()));
            if (made) {
                parts.inMayComeLate(work.lease());
                shipments.inFinish(work, left, OperationState.FAILED, ManifestReading::notTaken);
            }
        });
    }

    private static Problem refused(Group group, long shipment) {
        return new Problem(
                        ProblemCode.UPSTREAM_REFUSED,
                        "EasyEcom refused the manifest of shipment " + shipment + ": \""
                                + group.refusal().message() + "\". It stays CONFIRMED.")
                .withUpstream(group.refusal().code(), group.refusal().message());
    }

    private static Problem notTaken(long shipment) {
        return new Problem(
                ProblemCode.UPSTREAM_UNAVAILABLE,
                "EasyEcom made the manifest without shipment " + shipment
                        + " (read back); it stays CONFIRMED and can be put on another manifest.");
    }
}
