package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** One shipment of the walk, and the warehouse that works on it as a patient WMS does: it tries again when it is told to. */
record Parcel(int orderId, long shipmentId, Fate fate, String ref) {

    private static final int TRIES = 60;
    private static final Instant DAY = Instant.now().minus(Duration.ofHours(6));

    /** What happens to it besides the warehouse's work. */
    enum Fate {
        PLAIN(null, "DELIVERED"),
        WITHOUT_OWN_AWB(null, "DELIVERED"),
        SPLIT(null, "DELIVERED"),
        HELD_FOR_A_WHILE("hold", "DELIVERED"),
        STAYS_HELD("hold", "RECEIVED"),
        CANCELLED_BEFORE("cancellation", "CANCELLED"),
        CANCELLED_MIDWAY(null, "CANCELLED"),
        CONFIRM_FAILS_ONCE("confirm-fail", "DELIVERED"),
        RETURNS_TO_ORIGIN(null, "RTO_DELIVERED"),
        SCANS_OUT_OF_ORDER(null, "OUT_FOR_DELIVERY"),
        NOT_YET_AVAILABLE(null, "RECEIVED"),
        ON_THE_WAY(null, "IN_TRANSIT");

        private final String before;
        private final String expected;

        Fate(String before, String expected) {
            this.before = before;
            this.expected = expected;
        }

        /** Fates are dealt so that each comes up often. */
        static Fate of(int order) {
            return values()[order % values().length];
        }

        Optional<String> before() {
            return Optional.ofNullable(before);
        }

        boolean worked() {
            return this != NOT_YET_AVAILABLE;
        }

        boolean assigned() {
            return this != WITHOUT_OWN_AWB && this != HELD_FOR_A_WHILE;
        }
    }

    String expected() {
        return fate.expected;
    }

    int scans() {
        return switch (fate) {
            case PLAIN, WITHOUT_OWN_AWB, SPLIT, HELD_FOR_A_WHILE, CONFIRM_FAILS_ONCE -> 3;
            case RETURNS_TO_ORIGIN -> 4;
            case SCANS_OUT_OF_ORDER -> 3;
            case ON_THE_WAY -> 1;
            case STAYS_HELD, CANCELLED_BEFORE, CANCELLED_MIDWAY, NOT_YET_AVAILABLE -> 0;
        };
    }

    String stage() {
        return wms().stage(shipmentId);
    }

    void assign() {
        if (!fate.worked() || !fate.assigned()) {
            return;
        }
        var answer = patiently(() -> wms().assign(shipmentId, "WLK" + shipmentId));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(refusedBefore() ? 409 : 200);
    }

    void confirm() {
        if (!fate.worked()) {
            return;
        }
        var answer = patiently(() -> wms().confirm(shipmentId));
        if (fate == Fate.CONFIRM_FAILS_ONCE) {
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
            assertThat(answer.<String>path("stage")).isEqualTo("ASSIGNED");
            answer = patiently(() -> wms().confirm(shipmentId));
        }
        boolean no = refusedBefore() || fate == Fate.CANCELLED_MIDWAY;
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(no ? 409 : 200);
    }

    void print() {
        if (refusedBefore() || fate == Fate.CANCELLED_MIDWAY || !fate.worked()) {
            return;
        }
        for (String type : List.of("invoice", "label")) {
            var answer = patiently(() -> wms().get("/shipments/" + shipmentId + "/documents/" + type));
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
            assertThat(answer.contentType()).isEqualTo("application/pdf");
        }
    }

    static void manifest(String ref, List<Parcel> parcels) {
        List<String> ids =
                parcels.stream().map(parcel -> "" + parcel.shipmentId()).toList();
        Wms wms = Wms.at(Ground.WALK_KEY, ref);
        patiently(() -> wms.post("/manifests", Map.of("shipmentIds", ids)));
        for (Parcel parcel : parcels) {
            waitFor(() -> !parcel.stage().equals("CONFIRMED"));
        }
    }

    void track() {
        switch (fate) {
            case PLAIN, WITHOUT_OWN_AWB, SPLIT, HELD_FOR_A_WHILE, CONFIRM_FAILS_ONCE ->
                scan("IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED");
            case RETURNS_TO_ORIGIN -> scan("IN_TRANSIT", "UNDELIVERED", "RTO_IN_TRANSIT", "RTO_DELIVERED");
            case ON_THE_WAY -> scan("IN_TRANSIT");
            case SCANS_OUT_OF_ORDER -> {
                scan(1, "PICKUP_SCHEDULED");
                scan(3, "OUT_FOR_DELIVERY");
                scan(2, "IN_TRANSIT");
            }
            case STAYS_HELD, CANCELLED_BEFORE, CANCELLED_MIDWAY -> refusedScan();
            case NOT_YET_AVAILABLE -> {}
        }
    }

    private void refusedScan() {
        var answer =
                wms().scan(shipmentId, "none", "IN_TRANSIT", DAY.toString()).extract();
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.<String>path("code")).isIn("cancelled", "manifest-required");
    }

    private void scan(String... statuses) {
        for (int hour = 0; hour < statuses.length; hour++) {
            scan(hour, statuses[hour]);
        }
    }

    private void scan(int hour, String status) {
        String at = DAY.plus(Duration.ofHours(hour)).toString();
        var answer = patiently(() -> wms().scan(shipmentId, status + hour, status, at));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }

    private boolean refusedBefore() {
        return fate == Fate.STAYS_HELD
                || fate == Fate.CANCELLED_BEFORE
                || fate == Fate.HELD_FOR_A_WHILE && stage().equals("RECEIVED") && onHold();
    }

    private boolean onHold() {
        return wms().shipment(shipmentId).extract().path("onHold");
    }

    private Wms wms() {
        return Wms.at(Ground.WALK_KEY, ref);
    }

    /** Again, as long as the answer says that it is worth it. */
    private static ExtractableResponse<Response> patiently(Supplier<ValidatableResponse> request) {
        ExtractableResponse<Response> answer = request.get().extract();
        for (int i = 0; i < TRIES && again(answer); i++) {
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            answer = request.get().extract();
        }
        return answer;
    }

    /** 202: under way; 503: said to be worth it; 409 with an operation: another one is being settled. */
    private static boolean again(ExtractableResponse<Response> answer) {
        return answer.statusCode() == 202
                || answer.statusCode() == 503
                || answer.statusCode() == 409
                        && answer.path("operationId") != null
                        && answer.header("Retry-After") != null;
    }

    static void waitFor(Supplier<Boolean> so) {
        for (int i = 0; !so.get(); i++) {
            assertThat(i).as("tries").isLessThan(TRIES);
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }
}
