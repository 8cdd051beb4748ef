package com.nexar.fulfilment.board;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A warehouse in the middle of its day: parcels at every stage, some of them late. */
final class DayAtHyderabad {

    private static final String LOCATION = "nx8000000003";

    private final EasyEcom easyecom = EasyEcom.deck();
    private int number = 48_200;
    private long delivered;

    private DayAtHyderabad() {}

    static DayAtHyderabad begin(SyncNow sync) {
        DayAtHyderabad day = new DayAtHyderabad();
        day.fill(sync);
        return day;
    }

    private void fill(SyncNow sync) {
        for (String tat : List.of("-PT4H", "-PT35M", "-PT10M", "PT25M", "PT40M", "PT55M", "PT1H20M", "PT1H45M")) {
            place(Map.of("tat", tat));
        }
        for (int i = 0; i < 34; i++) {
            place(Map.of("tat", "PT" + (7 + i) + "H"));
        }
        List<Long> toAssign =
                List.of(place(Map.of("tat", "P3D")), place(Map.of("tat", "P3D")), place(Map.of("tat", "P3D")));
        for (int i = 0; i < 17; i++) {
            place(Map.of("tat", "PT" + (49 + i) + "H", "status", i % 2 == 0 ? "Confirmed" : "Printed"));
        }
        List<Long> handedOver = java.util.stream.IntStream.range(0, 21)
                .mapToObj(i -> place(Map.of("status", "Shipped", "importedAt", "-PT30H")))
                .toList();
        for (int i = 0; i < 26; i++) {
            place(Map.of("status", "Delivered", "importedAt", "-PT30H"));
        }
        place(Map.of("status", "Cancelled"));
        number = 48_289;
        place(Map.of("status", "On Hold", "tat", "P1D"));
        place(Map.of("status", "On Hold", "tat", "P2D"));
        sync.orders("deck/hyd1");

        try (Database database =
                Database.asOwner()) { // what has no courier yet is fetched by one who comes every five minutes
            database.run(
                    "update shipments set courier = 'Every Five Minutes' where brand = 'deck' and location = 'hyd1' and awb is null");
        }
        Wms wms = Wms.at(Ground.DECK_KEY, "deck/hyd1");
        toAssign.forEach(id -> wms.assign(id, "NXR" + id).statusCode(200));
        wms.acknowledge(toAssign.getLast()).statusCode(200);
        easyecom.act(toAssign.getLast(), "cancellation");
        delivered = handedOver.getFirst();
        scan(wms, handedOver.subList(0, 14), "IN_TRANSIT", 5);
        scan(wms, handedOver.subList(0, 7), "OUT_FOR_DELIVERY", 3);
        scan(wms, handedOver.subList(0, 2), "DELIVERED", 1);
        scan(wms, handedOver.subList(2, 3), "UNDELIVERED", 1);
        scan(wms, handedOver.subList(12, 14), "RTO_IN_TRANSIT", 1);
        sync.tip("deck/hyd1");
    }

    long order(String location) {
        return easyecom.order(location);
    }

    String orderOf(Wms wms, String reference) {
        return wms.get("/orders?reference=" + reference).extract().path("items[0].orderId");
    }

    String delivered(Wms wms) {
        return wms.shipment(delivered).extract().path("orderId");
    }

    /** An operation whose outcome nobody knows, for as long as anybody may look. */
    String unknown(Wms wms, SyncNow sync) {
        long id = place(Map.of("tat", "PT8H"));
        sync.tip("deck/hyd1");
        easyecom.fault("assign", "504", 1);
        easyecom.fault("order-details", "504", 10_000); // no read-back decides it
        String operation = wms.waiting(0)
                .assign(id, "UNKNOWN" + id)
                .statusCode(202)
                .extract()
                .path("operationId");
        Eventually.become("OUTCOME_UNKNOWN", () -> wms.state(operation));
        return operation;
    }

    /** Our shipments with EasyEcom's, of which one is not known here; it is cancelled then, so that nobody counts it. */
    void compare() {
        long unknown = place(Map.of("tat", "P2D"));
        Looker operator = Looker.signedIn(Ground.OPERATOR_KEY);
        operator.post("/board/deck/hyd1/drift", Map.of()).statusCode(303);
        Eventually.become(true, () -> operator.page("/board/deck/hyd1/drift").contains("again</button>"));
        easyecom.act(unknown, "cancellation");
    }

    /** A shipment whose confirmation EasyEcom refused, and would not refuse again. */
    long refused(Wms wms, SyncNow sync) {
        long id = place(Map.of("tat", "PT8H"));
        sync.tip("deck/hyd1");
        wms.assign(id, "REFUSED" + id).statusCode(200);
        easyecom.act(id, "confirm-fail");
        wms.confirm(id).statusCode(422);
        return id;
    }

    private static void scan(Wms wms, List<Long> ids, String status, int hoursAgo) {
        String at = Instant.now().minusSeconds(3600L * hoursAgo).toString();
        ids.forEach(id -> wms.scan(id, status + id, status, at).statusCode(200));
    }

    private long place(Map<String, ?> wish) {
        number++;
        Map<String, Object> whole = new HashMap<>(wish);
        whole.put("location", LOCATION);
        whole.put("reference", "SO-" + number);
        return easyecom.place(whole).getFirst();
    }
}
