package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Brands;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Arrays;
import org.jboss.logging.Logger;

/** Counts requests that took effect later than the quiet period, and says so where somebody looks. */
@Startup // its zeros have to be there from the beginning
@Singleton
class LateCount {

    private static final Logger LOG = Logger.getLogger(LateCount.class);

    private final MeterRegistry metrics;

    LateCount(MeterRegistry metrics, Brands brands) {
        this.metrics = metrics;
        // from 0 on, or an alert would not see the first one
        for (Brand brand : brands.all()) {
            Arrays.stream(OperationKind.values())
                    .filter(kind -> kind != OperationKind.BUNDLE)
                    .forEach(kind -> counter(kind, brand.code()));
        }
    }

    /** One more, found while the operation was still open. */
    void inFound(Operation operation) {
        inSeen(operation, operation.lateArrivals + 1);
    }

    /** So many in all. */
    void inSeen(Operation operation, int late) {
        counter(operation.kind, operation.brand).increment(late - operation.lateArrivals);
        operation.lateArrivals = late;
        LOG.errorf(
                "Operation %s (%s, %s/%s): a request took effect at EasyEcom later than the quiet period. Look there"
                        + " whether it was done twice.",
                operation.operationId, operation.kind, operation.brand, operation.location);
    }

    private Counter counter(OperationKind kind, String brand) {
        return Counter.builder("fulfilment.late.arrivals")
                .description("Requests that took effect at EasyEcom later than the quiet period")
                .tag("kind", kind.name())
                .tag("brand", brand)
                .register(metrics);
    }
}
