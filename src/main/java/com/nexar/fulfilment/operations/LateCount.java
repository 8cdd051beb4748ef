package com.nexar.fulfilment.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Counts requests that took effect later than the quiet period, and says so where somebody looks. */
@Singleton
class LateCount {

    private static final Logger LOG = Logger.getLogger(LateCount.class);

    private final MeterRegistry metrics;

    LateCount(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** One more, found while the operation was still open. */
    void inFound(Operation operation) {
        inSeen(operation, operation.lateArrivals + 1);
    }

    /** So many in all. */
    void inSeen(Operation operation, int late) {
        Counter.builder("fulfilment.late.arrivals")
                .description("Requests that took effect at EasyEcom later than the quiet period")
                .tag("kind", operation.kind.name())
                .tag("brand", operation.brand)
                .register(metrics)
                .increment(late - operation.lateArrivals);
        operation.lateArrivals = late;
        LOG.errorf(
                "Operation %s (%s, %s/%s): a request took effect at EasyEcom later than the quiet period. Look there"
                        + " whether it was done twice.",
                operation.operationId, operation.kind, operation.brand, operation.location);
    }
}
