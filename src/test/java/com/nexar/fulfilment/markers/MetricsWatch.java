package com.nexar.fulfilment.markers;

import io.micrometer.core.instrument.Metrics;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.callback.QuarkusTestAfterAllCallback;
import io.quarkus.test.junit.callback.QuarkusTestContext;
import java.util.stream.Collectors;

/** After every class that has the facade (Quarkus finds it by itself): no metric tells a marker of all that was done until then. */
public final class MetricsWatch implements QuarkusTestAfterAllCallback {

    @Override
    public void afterAll(QuarkusTestContext context) {
        String told = told();
        Object test = context.getTestInstance();
        if (test != null && test.getClass().isAnnotationPresent(QuarkusTest.class) && !told.contains("fulfilment")) {
            throw new AssertionError("The metrics of the facade are not these: " + told);
        }
        Markers.mustNotBeIn("A metric", told);
    }

    /** All that a metric can say in words: names, tags and descriptions. Empty where the facade is a process of its own. */
    static String told() {
        return Metrics.globalRegistry.getRegistries().stream()
                .flatMap(registry -> registry.getMeters().stream())
                .map(meter -> meter.getId() + " " + meter.getId().getDescription())
                .collect(Collectors.joining("\n"));
    }
}
