package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.UpstreamShipment;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Stores what a page of EasyEcom's list says; only what changed is written. */
@Singleton
class OrderIntake {

    private final Transactions transactions;
    private final Unchanged unchanged;
    private final ShipmentTable table;
    private final Announcing announcing;
    private final ShipByRule rule;
    private final OrdersConfig config;
    private final Clock clock;

    OrderIntake(
            Transactions transactions,
            Unchanged unchanged,
            ShipmentTable table,
            Announcing announcing,
            ShipByRule rule,
            OrdersConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.unchanged = unchanged;
        this.table = table;
        this.announcing = announcing;
        this.rule = rule;
        this.config = config;
        this.clock = clock;
    }

    /** One row that was read by itself, in a transaction of its own. */
    void takeOne(Location location, UpstreamShipment row, Instant asOf) {
        takeOne(location, row, asOf, Cause.SYNC);
    }

    /** As {@link #takeOne(Location, UpstreamShipment, Instant)}, for what was read for another reason. */
    void takeOne(Location location, UpstreamShipment row, Instant asOf, Cause cause) {
        transactions.run(location, () -> take(location, List.of(row), asOf, cause));
    }

    /**
     * Inside the transaction that also moves the walk on.
     *
     * @param asOf when the page was asked for
     * @return the shipments whose own record has to be read, because a list cannot tell whether their confirmation succeeded
     */
    List<Long> take(Location location, List<UpstreamShipment> page, Instant asOf, Cause cause) {
        Map<Long, UpstreamShipment> rows = new TreeMap<>();
        for (UpstreamShipment row : page) {
            rows.merge(row.shipmentId(), row, OrderIntake::newer); // a record may come twice when data changes mid-walk
        }
        rows.keySet().removeAll(unchanged.among(location.brand(), rows, asOf));
        if (rows.isEmpty()) {
            return List.of();
        }
        table.lockPages(location.brand());
        Map<Long, Shipment> known = known(location, rows.keySet());
        pullMissing(location, rows, known, asOf);

        List<Shipment> changed = new ArrayList<>();
        List<Recipient> recipients = new ArrayList<>();
        List<Long> toRead = new ArrayList<>();
        rows.forEach((id, row) -> {
            Shipment shipment = known.get(id);
            if (shipment == null) {
                shipment = Shipment.received(new ShipmentKey(location.brand(), id), location.code(), asOf);
            }
            boolean relocated = shipment.digest != null && !shipment.happenings.isEmpty();
            Reading reading = new Reading(row, asOf, cause, null);
            if (!reading.into(shipment, clock.instant(), config.cancellation().decideWithin()) && !relocated) {
                return;
            }
            shipment.knownAsOf = asOf;
            shipment.lateBeforeSeen = !known.containsKey(id)
                    && rule.lateBeforeSeen(
                            shipment, clock.instant(), config.shipBy().newsFor());
            changed.add(shipment);
            if (shipment.personalDataErasedAt == null) {
                recipients.add(Recipient.of(shipment.key, shipment.location, row.shipTo()));
            }
            if (StageProof.needsOwnRead(row)
                    && shipment.stage().beforeManifest()
                    && shipment.stage() != Stage.CONFIRMED) {
                toRead.add(id);
            }
        });
        table.store(changed, recipients);
        return toRead;
    }

    private void pullMissing(
            Location location, Map<Long, UpstreamShipment> rows, Map<Long, Shipment> known, Instant asOf) {
        Set<Long> missing =
                rows.keySet().stream().filter(id -> !known.containsKey(id)).collect(Collectors.toSet());
        if (missing.isEmpty()) {
            return;
        }
        Map<Long, String> pulled = new LinkedHashMap<>();
        for (ShipmentTable.Elsewhere each : table.pull(missing, asOf)) {
            if (each.pulled()) {
                pulled.put(each.shipmentId(), each.from());
            } else {
                rows.remove(each.shipmentId());
            }
        }
        if (pulled.isEmpty()) {
            return;
        }
        known.putAll(known(location, pulled.keySet()));
        pulled.forEach((id, from) -> {
            Shipment shipment = known.get(id);
            shipment.relocated(from, location.code(), asOf);
            announcing.inTellLeft(shipment, from, asOf);
        });
    }

    private Map<Long, Shipment> known(Location location, Set<Long> ids) {
        Map<Long, Shipment> known = new TreeMap<>();
        table.forUpdate(location.brand(), ids).forEach(shipment -> known.put(shipment.key.shipmentId(), shipment));
        return known;
    }

    private static UpstreamShipment newer(UpstreamShipment first, UpstreamShipment second) {
        boolean older = first.updatedAt() != null
                && second.updatedAt() != null
                && second.updatedAt().isBefore(first.updatedAt());
        return older ? first : second;
    }
}
