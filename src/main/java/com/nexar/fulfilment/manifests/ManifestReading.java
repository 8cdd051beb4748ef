package com.nexar.fulfilment.manifests;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.manifests.Manifest.Group;
import com.nexar.fulfilment.manifests.Manifest.Progress;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.operations.OperationState;
import com.nexar.fulfilment.operations.Outcomes;
import com.nexar.fulfilment.operations.PartOutcomes;
import com.nexar.fulfilment.operations.Step;
import com.nexar.fulfilment.operations.Work;
import com.nexar.fulfilment.orders.Cause;
import com.nexar.fulfilment.orders.Gate;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.orders.Stage;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What became of a manifest, shipment by shipment: a manifest number or Shipped on the shipment's own row proves it, whatever
 * EasyEcom answered for the group; it may answer 200 and skip a parcel.
 */
@Singleton
class ManifestReading {

    /** EasyEcom took the manifest, but a shipment still shows none of it after this long: it was skipped. */
    private static final Duration SKIPPED_AFTER = Duration.ofMinutes(2);

    /** From before it was sent until it was written down how far it came; EasyEcom's clock is another one. */
    private static final Duration AROUND = Duration.ofSeconds(40);

    private final Orders orders;
    private final Gate gate;
    private final Outcomes outcomes;
    private final PartOutcomes parts;
    private final Transactions transactions;
    private final Clock clock;

    ManifestReading(
            Orders orders, Gate gate, Outcomes outcomes, PartOutcomes parts, Transactions transactions, Clock clock) {
        this.orders = orders;
        this.gate = gate;
        this.outcomes = outcomes;
        this.parts = parts;
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
        Set<Long> open = stillHere(work, work.operation().shipmentIds());
        Set<Long> shown =
                gate.readAllSince(firstSent(groups(work)), work.location(), open, Cause.OPERATION, work.reference());
        settle(work, open);
        if (open.isEmpty()) {
            return Step.FINISHED;
        }
        boolean again = false;
        for (Group group : groups(work)) {
            List<Long> left =
                    group.shipmentIds().stream().filter(open::contains).toList();
            again |= !left.isEmpty() && decided(work, group, left, shown, asked);
        }
        boolean resend = again;
        return transactions.in(
                work.location(), () -> resend ? outcomes.inResend(work.lease()) : parts.inLookingIfOpen(work.lease()));
    }

    /** What is on a manifest has changed at EasyEcom since then; null where no group was sent yet. */
    private static Instant firstSent(List<Group> groups) {
        return groups.stream()
                .filter(group -> !group.is(Progress.NEW))
                .map(group -> group.since().minus(AROUND))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Those of these that are of this location still; one that EasyEcom moved elsewhere leaves the manifest. */
    Set<Long> stillHere(Work work, List<Long> shipments) {
        Set<Long> here = new LinkedHashSet<>();
        transactions.run(work.location(), () -> {
            orders.inFacts(work.location(), shipments).forEach(each -> here.add(each.shipmentId()));
            for (Long shipment : shipments) {
                if (!here.contains(shipment)) {
                    parts.inShipmentFinished(work.lease(), shipment, OperationState.REFUSED, moved(work, shipment));
                }
            }
        });
        return here;
    }

    private static Problem moved(Work work, long shipment) {
        return Problem.notFound(
                "Shipment " + shipment + " at " + work.location().ref());
    }

    /** What its own row settles leaves the set: manifested, or it cannot be manifested any more. */
    void settle(Work work, Set<Long> open) {
        transactions.run(work.location(), () -> {
            for (ShipmentFacts now : orders.inFacts(work.location(), List.copyOf(open))) {
                boolean manifested = now.stage().manifestedOrLater();
                if (manifested) {
                    parts.inShipmentFinished(work.lease(), now.shipmentId(), OperationState.SUCCEEDED, null);
                } else if (now.stage() == Stage.CANCELLED) {
                    Problem cancelled = now.reasonAgainst().orElseThrow();
                    parts.inShipmentFinished(work.lease(), now.shipmentId(), OperationState.REFUSED, cancelled);
                }
                if (manifested || now.stage() == Stage.CANCELLED) {
                    open.remove(now.shipmentId());
                }
            }
        });
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
                    finish(work, left, OperationState.REFUSED, shipment -> refused(group, shipment));
                }
                yield false;
            }
            case ANSWERED, DONE -> {
                if (asked.isAfter(group.since().plus(SKIPPED_AFTER))) {
                    finish(work, left, OperationState.FAILED, ManifestReading::notTaken);
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

    void finish(Work work, Collection<Long> shipments, OperationState state, Function<Long, Problem> why) {
        transactions.run(
                work.location(),
                () -> shipments.forEach(each -> parts.inShipmentFinished(work.lease(), each, state, why.apply(each))));
    }

    /** Shipments on a manifest, and one more for each group whose number is not the one that we were told. */
    int effects(Location location, OpenOperation operation) {
        List<Long> all = operation.allShipmentIds();
        gate.readAll(location, all, Cause.SYNC, operation.id().toString());
        List<ShipmentFacts> facts = transactions.in(location, () -> orders.inFacts(location, all));
        int manifested = (int)
                facts.stream().filter(each -> each.stage().manifestedOrLater()).count();
        List<Group> groups = transactions.in(location, () -> Manifest.<Manifest>findById(operation.id()).groups);
        int renumbered = (int) groups.stream()
                .filter(group -> group.number() != null
                        && facts.stream()
                                .filter(each -> group.shipmentIds().contains(each.shipmentId()))
                                .anyMatch(each -> each.manifestNumber() != null
                                        && !each.manifestNumber().equals(group.number())))
                .count();
        return manifested + renumbered;
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
                "EasyEcom shows no manifest for shipment " + shipment
                        + " (read back); it stays CONFIRMED and can be put on another manifest.");
    }
}
