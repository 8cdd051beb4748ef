package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomOrders;
import com.nexar.fulfilment.easyecom.EasyEcomUnavailable;
import com.nexar.fulfilment.easyecom.UpstreamShipment;
import com.nexar.fulfilment.easyecom.UpstreamStatus;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import com.nexar.fulfilment.sync.Feed;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The door for whoever hears that something happened at EasyEcom: what is known of it already, and reading it, by itself or
 * with the list. What was heard is never taken in. Methods named {@code in…} join the caller's transaction.
 */
@Singleton
public class Announcements {

    /**
     * Something that was said of a shipment.
     *
     * @param content as {@link #content} gave it; null where only a read can tell
     * @param heardAt when it was said
     */
    public record Told(long shipmentId, String content, Instant heardAt) {}

    /** A shipment and the order that it is of. */
    public record Followed(long shipmentId, long orderId) {}

    /** By the index of AWBs in capitals; the other one goes a release after its last use. */
    static final String WITH_AWB = """
            select shipment_id, order_id from shipments
            where brand = :brand and location = :location and awb = any(:awbs)
              and awb_sought = any(array(select upper(awb) from unnest(cast(:awbs as text[])) awb))
            order by shipment_id""";

    private final Gate gate;
    private final Orders orders;
    private final OrderIntake intake;
    private final OrderWalk walk;
    private final OrderPace pace;
    private final EasyEcomOrders easyecom;
    private final Transactions transactions;
    private final EntityManager entities;
    private final Clock clock;

    Announcements(
            Gate gate,
            Orders orders,
            OrderIntake intake,
            OrderWalk walk,
            OrderPace pace,
            EasyEcomOrders easyecom,
            Transactions transactions,
            EntityManager entities,
            Clock clock) {
        this.gate = gate;
        this.orders = orders;
        this.intake = intake;
        this.walk = walk;
        this.pace = pace;
        this.easyecom = easyecom;
        this.transactions = transactions;
        this.entities = entities;
        this.clock = clock;
    }

    /** What a row says, without saying it; null where a row like it does not say how things stand ("Confirmed"). */
    public static String content(UpstreamShipment row) {
        return row == null || row.status().phase() == UpstreamStatus.Phase.CONFIRMED_WORD ? null : Content.digest(row);
    }

    /** Those of them that are known here. */
    public Set<Long> inKnown(Location location, Collection<Long> shipmentIds) {
        return inShipments(location, shipmentIds).stream()
                .map(shipment -> shipment.key.shipmentId())
                .collect(Collectors.toSet());
    }

    /** Those of them whose tracking at EasyEcom would tell us anything: known here, and without a scan of our own. */
    public Set<Long> inTrackedElsewhere(Location location, Collection<Long> shipmentIds) {
        return inShipments(location, shipmentIds).stream()
                .filter(shipment -> shipment.lastScan == null)
                .map(shipment -> shipment.key.shipmentId())
                .collect(Collectors.toSet());
    }

    /** Those with these AWBs. */
    public List<Followed> inWithAwb(Location location, Collection<String> awbs) {
        @SuppressWarnings("unchecked")
        List<Object[]> rows = entities.createNativeQuery(WITH_AWB)
                .setParameter("brand", location.brand())
                .setParameter("location", location.code())
                .setParameter("awbs", awbs.toArray(String[]::new))
                .getResultList();
        return rows.stream()
                .map(row -> new Followed(((Number) row[0]).longValue(), ((Number) row[1]).longValue()))
                .toList();
    }

    /** Of which there is nothing to read: they stand here as was said, or EasyEcom was asked since. */
    public Set<Long> inCaughtUp(Location location, Collection<Told> told) {
        var known = inShipments(location, told.stream().map(Told::shipmentId).toList()).stream()
                .collect(Collectors.toMap(shipment -> shipment.key.shipmentId(), shipment -> shipment));
        return told.stream()
                .filter(each -> known.containsKey(each.shipmentId()) && caughtUp(known.get(each.shipmentId()), each))
                .map(Told::shipmentId)
                .collect(Collectors.toSet());
    }

    /**
     * Reads the order now, with one call for all its shipments, and looks for those named that it does not show.
     *
     * @param orderId null where it is not known: then each shipment by itself
     * @param reference what made us read, for the timeline
     * @throws EasyEcomUnavailable EasyEcom cannot be read; what was read before is taken in
     */
    public void read(Location location, Long orderId, Collection<Long> shipmentIds, String reference) {
        Set<Long> rest = new TreeSet<>(shipmentIds);
        Optional<Set<Long>> shown = orderId == null ? Optional.empty() : readOrder(location, orderId, reference);
        if (shown.isPresent()) {
            rest.removeAll(shown.get());
            rest.forEach(id -> lookElsewhere(location, id, reference));
        } else {
            rest.forEach(id -> readOne(location, id, reference));
        }
    }

    /** Walks the tip of the list now, whatever the pace; many at once are cheaper so. False where it was not read to its end. */
    public boolean readList(Location location) {
        return walk.walk(location, Feed.ORDERS_TIP);
    }

    /** A round of polling, unless there was one short enough ago, or polling is switched off. */
    public void poll(Location location) {
        if (pace.every() != null) {
            pace.round(location, rested -> walk.walk(location, Feed.ORDERS_TIP, rested));
        }
    }

    /** Empty where a row of the order cannot be read: that must not keep us from the others. */
    private Optional<Set<Long>> readOrder(Location location, long orderId, String reference) {
        Instant asOf = clock.instant();
        List<UpstreamShipment> rows;
        try {
            rows = easyecom.order(location, orderId);
        } catch (EasyEcomUnavailable e) {
            if (e.ofOneRow()) {
                return Optional.empty();
            }
            throw e;
        }
        rows.forEach(row -> take(location, row, asOf, reference));
        return Optional.of(rows.stream().map(UpstreamShipment::shipmentId).collect(Collectors.toSet()));
    }

    private void readOne(Location location, long id, String reference) {
        Instant asOf = clock.instant();
        easyecom.shipment(location, id)
                .ifPresentOrElse(
                        row -> take(location, row, asOf, reference), () -> lookElsewhere(location, id, reference));
    }

    /** It moved, or it is gone; one that never was here is nobody's loss. */
    private void lookElsewhere(Location location, long id, String reference) {
        if (transactions.in(location, () -> inKnown(location, List.of(id))).isEmpty()) {
            return;
        }
        try {
            gate.readRow(location, id, Cause.WEBHOOK, reference);
        } catch (Problem e) {
            unlessUnknown(e);
        }
    }

    private void take(Location location, UpstreamShipment row, Instant asOf, String reference) {
        try {
            orders.learn(location, row, asOf, Cause.WEBHOOK, reference);
        } catch (Problem e) {
            unlessUnknown(e);
            intake.takeOne(location, row, asOf, Cause.WEBHOOK);
        }
    }

    private static void unlessUnknown(Problem e) {
        if (e.code() != ProblemCode.NOT_FOUND) {
            throw e;
        }
    }

    private static boolean caughtUp(Shipment shipment, Told told) {
        boolean stands = !shipment.goneUpstream && shipment.digest.equals(told.content());
        return stands || shipment.knownAsOf.isAfter(told.heardAt());
    }

    private static List<Shipment> inShipments(Location location, Collection<Long> ids) {
        return Shipment.list(
                "key.brand = ?1 and location = ?2 and key.shipmentId in ?3", location.brand(), location.code(), ids);
    }
}
