package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The door to what shipments know of acknowledgements and open cancellations. All methods join the caller's transaction.
 * Cancellations themselves are opened by {@link Reading}, together with what made EasyEcom's word known.
 */
@Singleton
public class Cancellations {

    private final Announcing announcing;
    private final Clock clock;

    Cancellations(Announcing announcing, Clock clock) {
        this.announcing = announcing;
        this.clock = clock;
    }

    /** Locks those of these that are of this location; in the order of their ids, as whoever locks several does. */
    public List<ShipmentFacts> inLock(Location location, Collection<Long> shipmentIds) {
        return locked(location, shipmentIds).stream().map(ShipmentFacts::of).toList();
    }

    /** The warehouse has them: from here on a cancellation asks for its decision. What it had before stays as it was. */
    public void inAcknowledged(Location location, Collection<Long> shipmentIds, String caller) {
        Instant now = clock.instant();
        for (Shipment shipment : locked(location, shipmentIds)) {
            if (shipment.acknowledgedAt == null) {
                shipment.acknowledgedAt = now;
                shipment.happened(Happening.Event.ACKNOWLEDGED, now, Cause.CALLER, null, "by " + caller);
                announcing.inTell(shipment);
            }
        }
    }

    /** The warehouse decided; the caller holds the shipment's lock and has seen that its cancellation is open. */
    public void inSettled(
            Location location, long shipmentId, Cancellation.Outcome outcome, String reason, String caller) {
        Instant now = clock.instant();
        for (Shipment shipment : locked(location, List.of(shipmentId))) {
            shipment.cancellation = shipment.cancellation.decided(outcome, reason, now);
            String detail = outcome + " by " + caller + (reason == null ? "" : ": " + reason);
            shipment.happened(Happening.Event.CANCELLATION_SETTLED, now, Cause.CALLER, null, detail);
            announcing.inTell(shipment);
        }
    }

    /**
     * Those that the warehouse was asked to decide, oldest first.
     *
     * @param state null for all
     * @param after with {@code afterId} where the page before ended; null for the first page
     */
    public List<ShipmentFacts> inPage(
            Location location, Cancellation.State state, Instant after, long afterId, int most) {
        StringBuilder where = new StringBuilder(
                "key.brand = :brand and location = :location and cancellation.requestedAt is not null");
        Map<String, Object> values = new HashMap<>(Map.of("brand", location.brand(), "location", location.code()));
        if (state != null) {
            where.append(" and cancellation.outcome is ")
                    .append(state == Cancellation.State.OPEN ? "null" : "not null");
        }
        if (after != null) {
            where.append(" and (cancellation.requestedAt > :after"
                    + " or cancellation.requestedAt = :after and key.shipmentId > :afterId)");
            values.put("after", after);
            values.put("afterId", afterId);
        }
        where.append(" order by cancellation.requestedAt, key.shipmentId");
        return Shipment.<Shipment>find(where.toString(), values).page(0, most).list().stream()
                .map(ShipmentFacts::of)
                .toList();
    }

    private static List<Shipment> locked(Location location, Collection<Long> shipmentIds) {
        return Shipment.<Shipment>find(
                        "key.brand = ?1 and location = ?2 and key.shipmentId in ?3 order by key.shipmentId",
                        location.brand(),
                        location.code(),
                        shipmentIds)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }
}
