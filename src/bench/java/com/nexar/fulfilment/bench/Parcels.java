package com.nexar.fulfilment.bench;

import com.nexar.fulfilment.EasyEcom;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Shipments that EasyEcom has and the facade knows. */
final class Parcels {

    private static final Duration WITHIN = Duration.ofMinutes(5);

    private Parcels() {}

    /** @return their ids, one for each order */
    static List<Long> place(EasyEcom account, String locationKey, int count, Map<String, ?> more) {
        Map<String, Object> wish = new HashMap<>(more);
        wish.put("location", locationKey);
        wish.put("count", count);
        List<Long> ids = new ArrayList<>();
        account.post("/sandbox/orders", wish)
                .path("orders")
                .forEach(order -> ids.add(order.path("invoiceIds").path(0).asLong()));
        return ids;
    }

    /** A facade that does nothing else reads them in. */
    static void takeIn(BenchDatabase database, String easyecom, String location, List<Long> ids) throws IOException {
        try (StartedService facade = Facade.start(
                "taking-in-" + location, database, easyecom, Map.of("fulfilment.orders.sync.every", "1s"))) {
            await(database, location, ids, facade);
        }
    }

    /** Until the facade knows all of them there; the account has others as well. */
    static void await(BenchDatabase database, String location, List<Long> ids, StartedService facade) {
        String all = ids.stream().map(String::valueOf).collect(Collectors.joining(","));
        String known = "select count(*) from shipments where location = '" + location + "' and shipment_id = any ('{"
                + all + "}')";
        int count = ids.size();
        for (long end = System.nanoTime() + WITHIN.toNanos(); database.number(known) < count; ) {
            if (System.nanoTime() > end || !facade.alive()) {
                throw new IllegalStateException(
                        "only " + database.number(known) + " of " + count + " shipments have come in");
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }
}
