package com.nexar.fulfilment.manifests;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.orders.Gate;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.orders.Stage;
import com.nexar.fulfilment.orders.UpstreamId;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which shipments are meant, and which of them can be handed over: the gate before a manifest. */
@Singleton
class ManifestCheck {

    /** What can go, and what cannot, each with its problem. */
    record Checked(List<ShipmentFacts> ready, Map<Long, Problem> blocked) {}

    private static final int MOST = 200;
    private final Orders orders;
    private final Gate gate;
    private final ContentKept content;
    private final Transactions transactions;

    ManifestCheck(Orders orders, Gate gate, ContentKept content, Transactions transactions) {
        this.orders = orders;
        this.gate = gate;
        this.content = content;
        this.transactions = transactions;
    }

    /** As EasyEcom has them now. An unreadable EasyEcom is thrown; what is wrong with a shipment blocks that shipment. */
    Checked check(Location location, CloseManifest order, Set<Long> ids) {
        Set<Long> here = new LinkedHashSet<>();
        transactions.run(
                location, () -> orders.inFacts(location, ids).forEach(shipment -> here.add(shipment.shipmentId())));
        Map<Long, ShipmentFacts> now = gate.fresh(location, here);
        Checked checked = transactions.in(location, () -> inSorted(location, order, ids, now));
        checked.blocked()
                .replaceAll(
                        (id, why) -> why.code() == ProblemCode.NOT_FOUND && here.contains(id) ? unreadable(id) : why);
        return checked;
    }

    /** EasyEcom shows it, in a shape that is not understood here: nothing is decided on it, and the others go. */
    static Problem unreadable(long shipmentId) {
        return new Problem(
                ProblemCode.UPSTREAM_UNAVAILABLE,
                "EasyEcom's row of shipment " + shipmentId + " cannot be read right now; it stays behind and can be put"
                        + " on another manifest.");
    }

    /** As far as is known here. */
    Checked asKnown(Location location, CloseManifest order, Set<Long> ids) {
        return transactions.in(location, () -> {
            Map<Long, ShipmentFacts> known = new LinkedHashMap<>();
            orders.inFacts(location, ids).forEach(each -> known.put(each.shipmentId(), each));
            return inSorted(location, order, ids, known);
        });
    }

    private Checked inSorted(Location location, CloseManifest order, Set<Long> ids, Map<Long, ShipmentFacts> facts) {
        List<ShipmentFacts> ready = new ArrayList<>();
        Map<Long, Problem> blocked = new LinkedHashMap<>();
        for (Long id : ids) {
            try {
                if (!facts.containsKey(id)) {
                    throw Orders.unknown(location, id);
                }
                ready.add(inMayGo(location, order, facts.get(id)));
            } catch (Problem problem) {
                blocked.put(id, problem);
            }
        }
        return new Checked(ready, blocked);
    }

    /** Throws what stands in its way; in the caller's transaction. */
    ShipmentFacts inMayGo(Location location, CloseManifest order, ShipmentFacts shipment) {
        shipment.mustExist().mustNotBeHeld();
        if (shipment.stage().manifestedOrLater()) {
            throw shipment.conflict("it has been manifested already"
                    + (shipment.manifestNumber() == null ? "." : " as " + shipment.manifestNumber() + "."));
        }
        if (shipment.stage() != Stage.CONFIRMED) {
            throw shipment.conflict("it has to be confirmed before its manifest.");
        }
        if (shipment.awb() == null || shipment.carrierId() == null) {
            throw shipment.conflict("it has no AWB; a manifest needs one.");
        }
        content.inCheck(location, shipment, order.contentVersion(shipment.shipmentId()));
        return shipment;
    }

    /** Which shipments the order means; a silly one is a problem that names the field. */
    Set<Long> meant(Location location, CloseManifest order) {
        if (order.shipmentIds() != null) {
            return named(order);
        }
        if (order.courier() == null || order.courier().isBlank()) {
            throw Problem.invalid("shipmentIds", "name the shipments, or a courier whose confirmed ones shall go");
        }
        order.checkVersions(null);
        Set<Long> ids = new LinkedHashSet<>();
        transactions.in(location, () -> orders.inStage(location, Stage.CONFIRMED, 10 * MOST)).stream()
                .filter(shipment -> order.courier().equalsIgnoreCase(shipment.courier()))
                .filter(shipment -> order.marketplace() == null
                        || order.marketplace().equals(shipment.marketplaceId())
                        || order.marketplace().equalsIgnoreCase(shipment.marketplaceName()))
                .limit(MOST)
                .forEach(shipment -> ids.add(shipment.shipmentId()));
        if (ids.isEmpty()) {
            throw new Problem(
                    ProblemCode.STAGE_CONFLICT,
                    "No confirmed shipment of courier " + order.courier() + " is waiting at " + location.ref()
                            + "; nothing was sent.");
        }
        return ids;
    }

    private static Set<Long> named(CloseManifest order) {
        if (order.courier() != null || order.marketplace() != null) {
            throw Problem.invalid("shipmentIds", "stand alone; leave courier and marketplace out");
        }
        Set<Long> ids = new LinkedHashSet<>();
        for (int i = 0; i < order.shipmentIds().size(); i++) {
            ids.add(UpstreamId.parse(
                    "shipmentIds[" + i + "]", order.shipmentIds().get(i)));
        }
        order.checkVersions(ids);
        return ids;
    }
}
