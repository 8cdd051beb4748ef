package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.Asked;
import com.nexar.fulfilment.easyecom.EasyEcomOrders;
import com.nexar.fulfilment.easyecom.Lane;
import com.nexar.fulfilment.easyecom.UpstreamShipment;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What EasyEcom says about a shipment right now. Before confirm and manifest our knowledge of that very shipment is at most
 * {@code fulfilment.orders.gate.max-age} old (promise 4); not found is never "unchanged".
 */
@Singleton
public class Gate {

    private final Orders orders;
    private final OrderIntake intake;
    private final EasyEcomOrders easyecom;
    private final SharedPages pages;
    private final SharedLooks looks;
    private final Transactions transactions;
    private final Brands brands;
    private final Freshness freshness;
    private final Clock clock;

    Gate(
            Orders orders,
            OrderIntake intake,
            EasyEcomOrders easyecom,
            SharedPages pages,
            SharedLooks looks,
            Transactions transactions,
            Brands brands,
            OrdersConfig config,
            Clock clock) {
        this.orders = orders;
        this.intake = intake;
        this.easyecom = easyecom;
        this.pages = pages;
        this.looks = looks;
        this.transactions = transactions;
        this.brands = brands;
        this.freshness = new Freshness(config.gate().maxAge(), clock);
        this.clock = clock;
    }

    /**
     * Many at once, in the order given: as known where that is fresh enough, else as read now. Left out are those that are not
     * of this location (any more), and those whose own row EasyEcom shows and we cannot read: nothing is decided on them, and
     * they stop nobody else. Throws {@code upstream-unavailable} where EasyEcom cannot be read.
     */
    public Map<Long, ShipmentFacts> fresh(Location location, Collection<Long> ids) {
        return toActOn(location, ids).facts();
    }

    /**
     * The same, to be acted on together.
     *
     * @param until of {@link System#nanoTime()}: a command that is decided on these leaves before, or looks again
     */
    public record Fresh(Map<Long, ShipmentFacts> facts, long until) {}

    /**
     * As {@link #fresh}. What grows too old while the others are read is read again; but not for ever, where EasyEcom lets us read so few
     * at a time that some would always be too old.
     */
    public Fresh toActOn(Location location, Collection<Long> ids) {
        Map<Long, ShipmentFacts> known = known(location, ids);
        Set<Long> unreadable = new HashSet<>();
        Set<Long> read = new HashSet<>();
        List<Long> old = freshness.old(known.values());
        while (!old.isEmpty()) {
            unreadable.addAll(readMany(location, old, null, Cause.SYNC, null).unreadable());
            read.addAll(old);
            known = known(location, ids);
            known.keySet().removeAll(unreadable);
            List<Long> aged = freshness.old(known.values());
            boolean gaining = 2 * aged.size() <= old.size() || !read.containsAll(aged);
            old = gaining ? aged : List.of();
        }
        Instant oldest = known.values().stream()
                .map(ShipmentFacts::knownAsOf)
                .min(Comparator.naturalOrder())
                .orElseGet(clock::instant);
        return new Fresh(known, read.isEmpty() ? freshness.until(oldest) : freshness.untilAfterReading(oldest));
    }

    /**
     * Reads all of them now, whatever is known: from shared pages of the list where there are many, the rest one by one.
     *
     * @return those that EasyEcom showed at this location; another one is not unchanged, only not seen
     */
    public Set<Long> readAll(Location location, Collection<Long> ids, Cause cause, String reference) {
        return readAllSince(null, location, ids, cause, reference);
    }

    /** The same, where EasyEcom has changed all of them since then, because of what we sent: then they lie close together. */
    public Set<Long> readAllSince(
            Instant since, Location location, Collection<Long> ids, Cause cause, String reference) {
        return readMany(location, known(location, ids).keySet(), since, cause, reference)
                .shown();
    }

    /** As read now, whatever is known. */
    public ShipmentFacts read(Location location, long shipmentId, Cause cause, String reference) {
        return look(location, shipmentId, cause, reference).facts();
    }

    /** The row itself, already taken in; empty where no location of the brand shows the shipment any more. */
    public Optional<UpstreamShipment> readRow(Location location, long shipmentId, Cause cause, String reference) {
        return taken(location, shipmentId, cause, reference, InSame.NOTHING).row();
    }

    /** As {@link #readRow}, with what is known from then on. */
    public Sight look(Location location, long shipmentId, Cause cause, String reference) {
        return look(location, shipmentId, cause, reference, InSame.NOTHING);
    }

    public Sight look(Location location, long shipmentId, Cause cause, String reference, InSame inSame) {
        Sight taken = taken(location, shipmentId, cause, reference, inSame);
        return taken.facts() != null
                ? taken
                : new Sight(taken.row(), orders.facts(location, shipmentId), taken.until());
    }

    /** Without facts where this location does not show it: then it may be of another one from now on. */
    private Sight taken(Location location, long shipmentId, Cause cause, String reference, InSame inSame) {
        Asked asked = new Asked(clock);
        Optional<UpstreamShipment> row = asked.of(() -> easyecom.shipment(location, shipmentId));
        long until = freshness.untilAfterReading(asked.at());
        if (row.isPresent()) {
            return new Sight(
                    row, orders.learn(location, new Reading(row.get(), asked.at(), cause, reference), inSame), until);
        }
        elsewhere(location, shipmentId, asked.at());
        return new Sight(row, null, until);
    }

    private void elsewhere(Location location, long shipmentId, Instant asked) {
        for (Location other : brands.of(location).locations()) {
            Asked there = new Asked(clock);
            Optional<UpstreamShipment> moved =
                    other.equals(location) ? Optional.empty() : there.of(() -> easyecom.shipment(other, shipmentId));
            if (moved.isPresent()) {
                intake.takeOne(other, moved.get(), there.at());
                return;
            }
        }
        orders.gone(location, shipmentId, asked);
    }

    /** The row of a shipment that may not be known here yet, taken in as from a list; empty where this location does not show it. */
    public Optional<UpstreamShipment> readNew(Location location, long shipmentId) {
        Asked asked = new Asked(clock);
        Optional<UpstreamShipment> row = asked.of(() -> easyecom.shipment(location, shipmentId));
        row.ifPresent(shown -> intake.takeOne(location, shown, asked.at()));
        return row;
    }

    /** Reads it whether it is known here or not; one that is, and is shown nowhere, is gone from here on. @return whether it is shown */
    public boolean readAgain(Location location, long shipmentId) {
        if (readNew(location, shipmentId).isPresent()) {
            return true;
        }
        boolean known = !known(location, Set.of(shipmentId)).isEmpty();
        return known && readRow(location, shipmentId, Cause.SYNC, null).isPresent();
    }

    /**
     * The row with its history, already taken in: where many ask at the same moment out of pages that they share, if those show the
     * history and were asked for a moment ago; else as {@link #readRow}.
     */
    public Sight readRowAmongMany(Location location, long shipmentId, Cause cause, String reference, InSame inSame) {
        SharedLooks.Seen seen = looks.at(location, shipmentId, null).seen();
        if (seen == null || seen.row().history().isEmpty() || !freshness.lasts(seen.asOf())) {
            return look(location, shipmentId, cause, reference, inSame);
        }
        ShipmentFacts facts = orders.learn(location, new Reading(seen.row(), seen.asOf(), cause, reference), inSame);
        return new Sight(Optional.of(seen.row()), facts, freshness.until(seen.asOf()));
    }

    /**
     * @param since EasyEcom changed it since then, because of what we sent; null where its last change is as known here
     */
    public Glimpse glimpse(
            Location location, long shipmentId, Instant since, Cause cause, String reference, InSame inSame) {
        SharedLooks.Look look = looks.at(location, shipmentId, since);
        if (look.seen() == null) {
            return look.shared()
                    ? new Glimpse(true, Optional.empty(), orders.facts(location, shipmentId))
                    : Glimpse.NONE;
        }
        UpstreamShipment row = look.seen().row();
        return new Glimpse(
                true,
                Optional.of(row),
                orders.learn(location, new Reading(row, look.seen().asOf(), cause, reference), inSame));
    }

    private ManyReads readMany(Location location, Collection<Long> ids, Instant since, Cause cause, String reference) {
        ManyReads reads =
                new ManyReads(id -> readRow(location, id, cause, reference).isPresent());
        reads.shown()
                .addAll(Lane.COMMANDS.callUnlessInOne(
                        () -> transactions.learning(() -> pages.read(location, ids, since, cause, reference))));
        reads.run(ids.stream().filter(id -> !reads.shown().contains(id)).toList());
        return reads;
    }

    private Map<Long, ShipmentFacts> known(Location location, Collection<Long> ids) {
        Map<Long, ShipmentFacts> known = new LinkedHashMap<>();
        ids.forEach(id -> known.put(id, null));
        transactions.run(
                location, () -> orders.inFacts(location, ids).forEach(facts -> known.put(facts.shipmentId(), facts)));
        known.values().removeIf(Objects::isNull);
        return known;
    }
}
