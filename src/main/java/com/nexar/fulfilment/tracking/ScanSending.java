package com.nexar.fulfilment.tracking;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomTracking;
import com.nexar.fulfilment.easyecom.TrackingScan;
import com.nexar.fulfilment.easyecom.TrackingUpdate;
import com.nexar.fulfilment.operations.Operations;
import com.nexar.fulfilment.orders.LastScan;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Tells EasyEcom one scan. EasyEcom keeps scans at least once, keyed by AWB, status, time and place (design section 5), so a scan
 * whose outcome is unknown may be told again after the quiet period.
 */
@Singleton
class ScanSending {

    private static final Duration LATER = Duration.ofSeconds(10);

    private final Orders orders;
    private final EasyEcomTracking easyecom;
    private final Operations operations;
    private final Transactions transactions;

    ScanSending(Orders orders, EasyEcomTracking easyecom, Operations operations, Transactions transactions) {
        this.orders = orders;
        this.easyecom = easyecom;
        this.operations = operations;
        this.transactions = transactions;
    }

    /**
     * Its turn has come: the operation runs.
     *
     * @param answering a caller waits for the answer, so that an unreachable EasyEcom is said at once and nothing is kept; else
     *     the scan was accepted before and is tried again later
     */
    void send(Location location, long shipmentId, UUID operation, boolean answering) {
        TrackingEvent event = transactions.in(
                location, () -> TrackingEvent.ofOperation(operation).orElseThrow());
        ShipmentFacts shipment = orders.facts(location, shipmentId);
        boolean late = shipment.lastScan() != null
                && event.occurredAt.isBefore(shipment.lastScan().occurredAt());
        try {
            easyecom.update(location, update(shipment, event, late));
        } catch (Problem problem) {
            transactions.run(location, () -> note(operation, problem, answering));
            throw problem.withOperation(operation.toString());
        } catch (RuntimeException bug) {
            transactions.run(location, () -> operations.inUnknown(operation, null));
            throw bug;
        }
        transactions.run(location, () -> {
            TrackingEvent sent = TrackingEvent.ofOperation(operation).orElseThrow();
            sent.state = TrackingEvent.State.SENT;
            sent.late = late;
            LastScan scan = new LastScan(sent.status.name(), sent.occurredAt, sent.place, sent.note);
            orders.inScanned(location, shipmentId, scan, sent.status.stage().orElse(null), late, sent.key.eventId());
            operations.inSucceeded(operation);
        });
    }

    private void note(UUID operation, Problem problem, boolean answering) {
        if (problem.code() == ProblemCode.OUTCOME_UNKNOWN) {
            operations.inUnknown(operation, problem.retryAfter());
        } else if (problem.code() == ProblemCode.UPSTREAM_REFUSED) {
            TrackingEvent.ofOperation(operation).orElseThrow().state = TrackingEvent.State.REFUSED;
            operations.inRefused(operation, problem);
        } else if (answering) {
            TrackingEvent.ofOperation(operation).orElseThrow().delete();
            operations.inFailed(operation, problem);
        } else {
            operations.inWaiting(operation, LATER);
        }
    }

    private static TrackingUpdate update(ShipmentFacts shipment, TrackingEvent event, boolean late) {
        TrackingScan scan = new TrackingScan(event.status.easyecomWord(), event.occurredAt, event.place);
        if (!late) {
            return new TrackingUpdate(
                    shipment.awb(),
                    event.status.easyecomId(),
                    event.estimatedDelivery,
                    event.status.delivered() ? event.occurredAt : null,
                    List.of(scan));
        }
        LastScan last = shipment.lastScan();
        ScanStatus current = ScanStatus.valueOf(last.status());
        TrackingScan beside = new TrackingScan(current.easyecomWord(), last.occurredAt(), last.location());
        return new TrackingUpdate(
                shipment.awb(),
                current.easyecomId(),
                event.estimatedDelivery,
                current.delivered() ? last.occurredAt() : null,
                List.of(scan, beside));
    }
}
