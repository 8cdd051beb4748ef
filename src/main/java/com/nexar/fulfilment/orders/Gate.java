package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomOrders;
import com.nexar.fulfilment.easyecom.Lane;
import com.nexar.fulfilment.easyecom.UpstreamShipment;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
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
    private final OrdersConfig config;
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
        this.config = config;
        this.clock = clock;
    }

    /** As known, where that is fresh enough; else as read now. Throws {@code upstream-unavailable} where it cannot be read. */
    public ShipmentFacts fresh(Location location, long shipmentId) {
        ShipmentFacts known = orders.facts(location, shipmentId);
        return fresh(known) ? known : read(location, shipmentId, Cause.SYNC, null);
    }

    /**
     * Many at once, in the order given: as known where that is fresh enough, else as read now. Left out are those that are not
     * of this location (any more), and those whose own row EasyEcom shows and we cannot read: nothing is decided on them, and
     * they stop nobody else. Throws {@code upstream-unavailable} where EasyEcom cannot be read.
     */
    public Map<Long, ShipmentFacts> fresh(Location location, Collection<Long> ids) {
        List<Long> old = known(location, ids).values().stream()
                .filter(facts -> !fresh(facts))
                .map(ShipmentFacts::shipmentId)
                .toList();
        ManyReads reads = readMany(location, old, null, Cause.SYNC, null);
        Map<Long, ShipmentFacts> known = known(location, ids);
        known.keySet().removeAll(reads.unreadable());
        return known;
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
        readRow(location, shipmentId, cause, reference);
        return orders.facts(location, shipmentId);
    }

    /** The row itself, already taken in; empty where no location of the brand shows the shipment any more. */
    public Optional<UpstreamShipment> readRow(Location location, long shipmentId, Cause cause, String reference) {
        Instant asOf = clock.instant();
        Optional<UpstreamShipment> row = easyecom.shipment(location, shipmentId);
        if (row.isPresent()) {
            orders.learn(location, row.get(), asOf, cause, reference);
            return row;
        }
        for (Location other : brands.of(location).locations()) {
            Optional<UpstreamShipment> there =
                    other.equals(location) ? Optional.empty() : easyecom.shipment(other, shipmentId);
            if (there.isPresent()) {
                intake.takeOne(other, there.get(), asOf);
                return Optional.empty();
            }
        }
        orders.gone(location, shipmentId, asOf);
        return Optional.empty();
    }

    /** The row of a shipment that may not be known here yet, taken in as from a list; empty where this location does not show it. */
    public Optional<UpstreamShipment> readNew(Location location, long shipmentId) {
        Instant asOf = clock.instant();
        Optional<UpstreamShipment> row = easyecom.shipment(location, shipmentId);
        row.ifPresent(shown -> intake.takeOne(location, shown, asOf));
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
     * history; else as {@link #readRow}.
     */
    public Optional<UpstreamShipment> readRowAmongMany(
            Location location, long shipmentId, Cause cause, String reference) {
        Glimpse shared = glimpse(location, shipmentId, null, cause, reference);
        return shared.row().filter(row -> !row.history().isEmpty()).isPresent()
                ? shared.row()
                : readRow(location, shipmentId, cause, reference);
    }

    /**
     * What pages that many share show of a shipment; nothing is read for one who asks alone.
     *
     * @param shared whether pages were read
     * @param row already taken in, without a history where EasyEcom's list has none; empty where no page showed it
     */
    public record Glimpse(boolean shared, Optional<UpstreamShipment> row) {}

    /** @param since EasyEcom changed it since then, because of what we sent; null where its last change is as known here */
    public Glimpse glimpse(Location location, long shipmentId, Instant since, Cause cause, String reference) {
        SharedLooks.Look look = looks.at(location, shipmentId, since);
        if (look.seen() == null) {
            return new Glimpse(look.shared(), Optional.empty());
        }
        UpstreamShipment row = look.seen().row();
        orders.learn(location, row, look.seen().asOf(), cause, reference);
        return new Glimpse(true, Optional.of(row));
    }

    private ManyReads readMany(Location location, Collection<Long> ids, Instant since, Cause cause, String reference) {
        ManyReads reads =
                new ManyReads(id -> readRow(location, id, cause, reference).isPresent());
        reads.shown().addAll(Lane.COMMANDS.call(() -> pages.read(location, ids, since, cause, reference)));
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

    private boolean fresh(ShipmentFacts known) {
        return known.knownAsOf().plus(config.gate().maxAge()).isAfter(clock.instant());
    }
}
