package com.nexar.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What 200 parcels cost of a counted budget: 20 calls a second at EasyEcom's SILVER, 30 at its GOLD and DIAMOND. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class BulkBudgetTest {

    private static final Logger LOG = Logger.getLogger(BulkBudgetTest.class);
    private static final int MANY = 200;

    /** Half of what the gate lets a look be old in tests, from its answer on: sooner no look is had again. */
    private static final Duration TOO_OLD = Duration.ofMillis(1500);

    /** So long after a confirmation was sent pages are trusted to tell of it. */
    private static final Duration LOOKED_FOR = Duration.ofSeconds(9);

    private record Account(String ref, String key, String location, EasyEcom easyecom) {
        Wms wms() {
            return Wms.at(key, ref);
        }
    }

    /** @param again reads that time alone made needful, see {@link #again} */
    private record Cost(double seconds, Map<String, Integer> calls, int again) {
        int of(String operation) {
            return calls.getOrDefault(operation, 0);
        }

        int total() {
            return calls.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private final Account silver = new Account(
            "silver/sil1", Ground.SILVER_KEY, "nx7000000001", EasyEcom.acme().account("silver-api-key"));
    private final Account gold = new Account(
            "gold/in1", Ground.GOLD_KEY, "nx6000000001", EasyEcom.acme().account("gold-api-key"));

    @Inject
    SyncNow sync;

    @AfterEach
    void as_before() {
        silver.easyecom().vary(Map.of("confirm-duration", "0-200", "orders-history", "on-request"));
        gold.easyecom().vary(Map.of("confirm-duration", "0-20000"));
    }

    @Test
    void a_bulk_of_200_confirmations_costs_little_more_than_its_200_confirmations() {
        silver.easyecom().vary(Map.of("confirm-duration", "0-200"));
        List<Long> ids = received(silver, MANY);

        Cost cost = bulk(silver, ids);

        assertThat(cost.of("confirm")).isEqualTo(MANY);
        assertThat(cost.total()).isLessThanOrEqualTo(MANY + 80);
    }

    @Test
    void where_lists_have_no_history_each_shipment_is_read_once_for_its_gate_and_pages_prove_the_end() {
        silver.easyecom().vary(Map.of("confirm-duration", "0-200", "orders-history", "never"));
        List<Long> ids = received(silver, MANY);

        Cost cost = bulk(silver, ids);

        assertThat(cost.of("confirm")).isEqualTo(MANY);
        assertThat(cost.of("order-details") - cost.again()).isLessThanOrEqualTo(MANY + 40);
        assertThat(cost.total() - cost.again()).isLessThanOrEqualTo(2 * MANY + 110);
    }

    @Test
    void a_manifest_of_200_reads_pages_before_and_after() {
        silver.easyecom().vary(Map.of("confirm-duration", "0-0"));
        List<Long> ids = received(silver, MANY);
        bulk(silver, ids);
        try (Database owner = Database.asOwner()) { // what is known of them is too old for the gate
            owner.run(
                    "update shipments set known_as_of = known_as_of - interval '1 hour' where brand = 'silver' and shipment_id between ? and ?",
                    ids.getFirst(),
                    ids.getLast());
        }
        List<String> texts = ids.stream().map(String::valueOf).toList();

        Cost dry = cost(
                silver,
                "a dry run of 200",
                () -> silver.wms()
                        .post("/manifests?dryRun=true", Map.of("shipmentIds", texts))
                        .statusCode(200)
                        .body("ready.size()", equalTo(MANY)));
        assertThat(dry.total()).isLessThanOrEqualTo(5);

        Cost real = cost(
                silver,
                "a manifest of 200",
                () -> silver.wms()
                        .waiting(25)
                        .post("/manifests", Map.of("shipmentIds", texts))
                        .statusCode(201)
                        .body("groups.state", everyItem(equalTo("MANIFESTED"))));
        assertThat(real.total()).isLessThanOrEqualTo(15);
    }

    /** Not a proof but a measure: -Dmeasure=true; its figures are in the log. */
    @Test
    @EnabledIfSystemProperty(named = "measure", matches = "true")
    void how_a_bulk_compares_with_single_confirmations() throws InterruptedException {
        for (Account account : List.of(silver, gold)) {
            account.easyecom().vary(Map.of("confirm-duration", "0-200"));
            bulk(account, received(account, MANY));
            singles(account, received(account, MANY), 16);
            singles(account, received(account, MANY / 10), 1);
            account.easyecom().vary(Map.of("confirm-duration", "0-20000"));
            bulk(account, received(account, MANY));
        }
    }

    /** Asked again, which joins it, where it takes longer than one answer may. */
    private Cost bulk(Account account, List<Long> ids) {
        Map<String, ?> body = Map.of(
                "items", ids.stream().map(id -> Map.of("shipmentId", "" + id)).toList());
        return cost(account, "a bulk of " + ids.size(), () -> {
            List<Integer> statuses = List.of(202);
            for (int i = 0; i < 4 && statuses.contains(202); i++) {
                statuses = account.wms()
                        .waiting(25)
                        .post("/confirmations", body)
                        .statusCode(207)
                        .extract()
                        .path("items.status");
            }
            assertThat(statuses).hasSize(ids.size()).containsOnly(200);
        });
    }

    private void singles(Account account, List<Long> ids, int callers) {
        cost(account, ids.size() + " single ones by " + callers + " callers", () -> {
            try (ExecutorService workers = Executors.newFixedThreadPool(callers)) {
                ids.forEach(id -> workers.execute(
                        () -> account.wms().waiting(25).confirm(id).statusCode(200)));
            }
        });
    }

    private Cost cost(Account account, String what, Runnable work) {
        long from =
                account.easyecom().get("/sandbox/ledger?limit=1").path("last").asLong();
        long began = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - began) / 1e9;
        Map<String, Integer> calls = new TreeMap<>();
        JsonNode entries = account.easyecom()
                .get("/sandbox/ledger?limit=100000&after=" + from)
                .path("entries");
        entries.forEach(entry -> calls.merge(entry.path("operation").asText(), 1, Integer::sum));
        calls.keySet().retainAll(List.of("confirm", "orders", "order-details", "manifest", "access-token"));
        Cost cost = new Cost(seconds, calls, again(entries));
        LOG.infof(
                "%s: %s took %.1f s and %d calls %s, %d of them because time had gone by",
                account.ref(), what, seconds, cost.total(), calls, cost.again());
        return cost;
    }

    /**
     * Reads of a shipment by itself that a machine which stood still for seconds makes needful, and no count of calls is to blame for:
     * its look was too old for the gate when its turn to leave came, or pages had not told of its confirmation for so long that
     * it was to be looked for.
     */
    private static int again(JsonNode entries) {
        Map<Long, Instant> looked = new HashMap<>();
        Map<Long, Instant> confirmed = new HashMap<>();
        int again = 0;
        for (JsonNode entry : entries) {
            Instant at = Instant.parse(entry.path("at").asText());
            long id = entry.path("invoiceIds").path(0).asLong();
            switch (entry.path("operation").asText()) {
                case "confirm" -> confirmed.put(id, at);
                case "order-details" -> {
                    Instant before = confirmed.containsKey(id)
                            ? confirmed.get(id).plus(LOOKED_FOR)
                            : looked.getOrDefault(id, Instant.MAX.minus(TOO_OLD))
                                    .plus(TOO_OLD);
                    again += at.isBefore(before) ? 0 : 1;
                    looked.put(id, at);
                }
                default -> {}
            }
        }
        return again;
    }

    private List<Long> received(Account account, int many) {
        List<Long> ids = new ArrayList<>();
        account.easyecom()
                .post("/sandbox/orders", Map.of("location", account.location(), "count", many))
                .path("orders")
                .forEach(order -> ids.add(order.path("invoiceIds").get(0).asLong()));
        sync.orders(account.ref());
        return ids;
    }
}
