package com.nexar.fulfilment.cancellation;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.orders.Cancellations;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.orders.Stage;
import com.nexar.fulfilment.orders.UpstreamId;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.MDC;

/**
 * Acknowledging: all in one transaction at the shipments' locks, so that for each it is clear which came first, the acknowledgement
 * or the cancellation. An id that is not of the location is a mistake and nothing is acknowledged; a cancelled one is news.
 */
@Singleton
class Acknowledging {

    private final Cancellations cancellations;
    private final Transactions transactions;

    Acknowledging(Cancellations cancellations, Transactions transactions) {
        this.cancellations = cancellations;
        this.transactions = transactions;
    }

    AcknowledgedView take(Location location, AcknowledgeShipments order, String caller) {
        Map<Long, String> fields = fields(order);
        return transactions.in(location, () -> inTake(location, fields, caller));
    }

    private AcknowledgedView inTake(Location location, Map<Long, String> fields, String caller) {
        Map<Long, ShipmentFacts> known = new LinkedHashMap<>();
        cancellations.inLock(location, fields.keySet()).forEach(each -> known.put(each.shipmentId(), each));
        if (known.size() < fields.size()) {
            fields.keySet().removeAll(known.keySet());
            throw unknown(location, fields);
        }
        List<Long> taken = new ArrayList<>();
        Map<Long, Problem> blocked = new LinkedHashMap<>();
        for (Long id : fields.keySet()) {
            ShipmentFacts shipment = known.get(id);
            if (shipment.stage() == Stage.CANCELLED && shipment.acknowledgedAt() == null) {
                blocked.put(id, cancelledBefore(shipment));
            } else {
                taken.add(id);
            }
        }
        List<AcknowledgedView.Blocked> views = views(blocked);
        if (taken.isEmpty()) {
            throw blocked.values().iterator().next().with("blocked", views);
        }
        cancellations.inAcknowledged(location, taken, caller);
        return new AcknowledgedView(taken.stream().map(String::valueOf).toList(), views);
    }

    /** Each id once, with the field that named it first. */
    private static Map<Long, String> fields(AcknowledgeShipments order) {
        Map<Long, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < order.shipmentIds().size(); i++) {
            String field = "shipmentIds[" + i + "]";
            fields.putIfAbsent(UpstreamId.parse(field, order.shipmentIds().get(i)), field);
        }
        return fields;
    }

    private static Problem unknown(Location location, Map<Long, String> fields) {
        Problem problem = new Problem(
                ProblemCode.NOT_FOUND,
                "Not at " + location.ref() + ", or not for this key to see: shipments " + fields.keySet()
                        + ". Nothing was acknowledged; leave them out.");
        fields.forEach((id, field) -> problem.withError(field, "shipment " + id + " is not at " + location.ref()));
        return problem;
    }

    private static Problem cancelledBefore(ShipmentFacts shipment) {
        return new Problem(
                        ProblemCode.CANCELLED,
                        "Shipment " + shipment.shipmentId()
                                + " was cancelled at EasyEcom before it was acknowledged; it is not acknowledged and there"
                                + " is nothing to decide. Do not take it.")
                .withStage(shipment.stage().name());
    }

    private static List<AcknowledgedView.Blocked> views(Map<Long, Problem> blocked) {
        Object traceId = MDC.get("traceId");
        return blocked.entrySet().stream()
                .map(entry -> new AcknowledgedView.Blocked(
                        Long.toString(entry.getKey()),
                        entry.getValue().view(traceId == null ? "none" : traceId.toString())))
                .toList();
    }
}
