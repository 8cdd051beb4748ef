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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Which shipments are meant, and which of them can be handed over: the gate before a manifest. */
@Singleton
class ManifestCheck {

    /** What can go, and what cannot, each with its problem. */
    record Checked(List<ShipmentFacts> ready, Map<Long, Problem> blocked) {}

    private static final int MOST = 200;
    private static final int AT_ONCE = 8;

    private final Orders orders;
    private final Gate gate;
    private final Transactions transactions;

    ManifestCheck(Orders orders, Gate gate, Transactions transactions) {
        this.orders = orders;
        this.gate = gate;
        this.transactions = transactions;
    }

    Checked check(Location location, CloseManifest order) {
        Set<Long> ids = meant(location, order);
        List<ShipmentFacts> ready = new ArrayList<>();
        Map<Long, Problem> blocked = new LinkedHashMap<>();
        try (ExecutorService readers = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofVirtual().name("manifest-gate-", 0).factory())) {
            Map<Long, Future<ShipmentFacts>> reads = new LinkedHashMap<>();
            ids.forEach(id -> reads.put(id, readers.submit(() -> mayGo(gate.fresh(location, id)))));
            for (var read : reads.entrySet()) {
                try {
                    ready.add(read.getValue().get());
                } catch (ExecutionException e) {
                    blocked.put(read.getKey(), blocking(e.getCause()));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            }
        }
        return new Checked(ready, blocked);
    }

    /** An unreadable EasyEcom blocks the whole manifest; what is wrong with a shipment blocks that shipment. */
    private static Problem blocking(Throwable cause) {
        if (cause instanceof Problem problem && problem.code().status() < 500) {
            return problem;
        }
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        throw new IllegalStateException(cause);
    }

    static ShipmentFacts mayGo(ShipmentFacts shipment) {
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
        return shipment;
    }

    private Set<Long> meant(Location location, CloseManifest order) {
        if (order.shipmentIds() != null) {
            if (order.courier() != null || order.marketplace() != null) {
                throw Problem.invalid("shipmentIds", "stand alone; leave courier and marketplace out");
            }
            Set<Long> ids = new LinkedHashSet<>();
            for (int i = 0; i < order.shipmentIds().size(); i++) {
                ids.add(UpstreamId.parse(
                        "shipmentIds[" + i + "]", order.shipmentIds().get(i)));
            }
            return ids;
        }
        if (order.courier() == null || order.courier().isBlank()) {
            throw Problem.invalid("shipmentIds", "name the shipments, or a courier whose confirmed ones shall go");
        }
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
}
