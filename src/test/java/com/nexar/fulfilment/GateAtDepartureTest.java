package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the gate saw is young still when the command leaves, however long it waited for its permit: EasyEcom's BRONZE takes 5 calls a
 * second. Tests have a max-age of 3 s.
 */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class GateAtDepartureTest {

    private static final String KEY = "nx8200000001";
    private static final Duration MAX_AGE = Duration.ofSeconds(3);
    private static final Duration ON_THE_WIRE = Duration.ofMillis(300);

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.acme().account("bronze-api-key");
    private final Wms wms = Wms.at(Ground.BRONZE_KEY, "bronze/brz1");

    @AfterEach
    void as_before() {
        easyecom.noFaults();
        easyecom.vary(Map.of("orders-history", "on-request"));
    }

    @Test
    void many_that_are_read_one_by_one_are_sent_one_by_one_in_between() {
        easyecom.vary(Map.of("orders-history", "never"));
        List<Long> ids = received(25);

        confirm(ids);

        int looks = 0;
        for (long id : ids) {
            List<Instant> before = looksBefore(sent(id), easyecom.times(id, "order-details"));
            assertThat(before).anyMatch(at -> young(at, sent(id)));
            looks += before.size();
        }
        assertThat(looks).isLessThan(ids.size() * 3 / 2);
    }

    @Test
    void many_that_share_a_page_share_another_one_when_it_grows_old() {
        List<Long> ids = received(30);
        long from = easyecom.ledgerEnd();

        confirm(ids);

        List<Instant> pages = times(from, "orders");
        for (long id : ids) {
            List<Instant> looks = new ArrayList<>(pages);
            looks.addAll(easyecom.times(id, "order-details"));
            assertThat(looksBefore(sent(id), looks)).anyMatch(at -> young(at, sent(id)));
        }
        assertThat(pages.size()).isLessThan(ids.size());
    }

    @Test
    void a_manifest_that_could_not_leave_in_time_looks_again_and_sees_what_was_held_meanwhile() {
        long id = confirmed();
        long other = confirmed();
        looked(id, other);
        pause(4); // EasyEcom has asked for it: nothing leaves
        String manifest =
                wms.waiting(0).manifest(id, other).statusCode(202).extract().path("operationId");
        easyecom.act(other, "hold");

        Eventually.become("PARTIAL", () -> wms.state(manifest));

        wms.operation(manifest)
                .body("attempts", equalTo(1))
                .body("results.find { it.shipmentId == '" + other + "' }.problem.code", equalTo("on-hold"));
        assertThat(easyecom.effects(id, "manifest")).containsExactly("HAPPENED");
        assertThat(easyecom.effects(other, "manifest")).isEmpty();
    }

    private void confirm(List<Long> ids) {
        Map<String, ?> body = Map.of(
                "items", ids.stream().map(id -> Map.of("shipmentId", "" + id)).toList());
        List<Integer> statuses = List.of(202);
        for (int i = 0; i < 4 && statuses.contains(202); i++) {
            statuses = wms.waiting(25)
                    .post("/confirmations", body)
                    .statusCode(207)
                    .extract()
                    .path("items.status");
        }
        assertThat(statuses).hasSize(ids.size()).containsOnly(200);
    }

    private Instant sent(long id) {
        assertThat(easyecom.effects(id, "confirm")).containsExactly("HAPPENED");
        return easyecom.times(id, "confirm").getFirst();
    }

    private static List<Instant> looksBefore(Instant sent, List<Instant> looks) {
        return looks.stream().filter(at -> !at.isAfter(sent)).toList();
    }

    private static boolean young(Instant look, Instant sent) {
        return Duration.between(look, sent).compareTo(MAX_AGE.plus(ON_THE_WIRE)) < 0;
    }

    private long confirmed() {
        long id = received(1).getFirst();
        wms.assign(id, "BRZ" + id).statusCode(200);
        wms.confirm(id).statusCode(200);
        return id;
    }

    /** As if EasyEcom had been asked about them at this moment. */
    private static void looked(long... ids) {
        try (Database owner = Database.asOwner()) {
            for (long id : ids) {
                owner.run("update shipments set known_as_of = clock_timestamp() where shipment_id = ?", id);
            }
        }
    }

    private static void pause(int seconds) {
        try (Database owner = Database.asOwner()) {
            owner.run(
                    "update easyecom_budgets set paused_until = clock_timestamp() + make_interval(secs => ?) where brand = 'bronze'",
                    seconds);
        }
    }

    private List<Long> received(int many) {
        List<Long> ids = new ArrayList<>();
        easyecom.post("/sandbox/orders", Map.of("location", KEY, "count", many))
                .path("orders")
                .forEach(order -> ids.add(order.path("invoiceIds").get(0).asLong()));
        sync.orders("bronze/brz1");
        return ids;
    }

    private List<Instant> times(long after, String operation) {
        List<Instant> times = new ArrayList<>();
        for (JsonNode entry : easyecom.get("/sandbox/ledger?limit=100000&after=" + after + "&operation=" + operation)
                .path("entries")) {
            times.add(Instant.parse(entry.path("at").asText()));
        }
        return times;
    }
}
