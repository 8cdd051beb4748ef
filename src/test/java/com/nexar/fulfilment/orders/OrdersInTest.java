package com.nexar.fulfilment.orders;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EasyEcom's list in all its forms, over real HTTP. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class OrdersInTest {

    private static final String DEL1 = "nx3000000001";

    @Inject
    SyncNow sync;

    private final EasyEcom zeta = EasyEcom.zeta();
    private final Wms del1 = Wms.del1();
    private final Database owner = Database.asOwner();

    @BeforeEach
    void settled() {
        sync.orders("zeta/del1");
    }

    @AfterEach
    void leave() {
        zeta.noFaults();
        zeta.vary(Map.of(
                "orders-wrapper", "data-orders",
                "orders-empty", "empty-list",
                "orders-max-limit", "250",
                "orders-repeat-across-pages", "off",
                "next-url", "relative",
                "extra-last-page", "off"));
        owner.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data-orders", "data-list", "orders"})
    void every_wrapper_is_understood(String wrapper) {
        zeta.vary(Map.of("orders-wrapper", wrapper));
        long id = zeta.order(DEL1);

        sync.orders("zeta/del1");

        assertThat(del1.stage(id)).isEqualTo("RECEIVED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty-list", "no-data-string", "code-400"})
    void every_kind_of_empty_ends_the_window(String empty) {
        zeta.vary(Map.of("orders-empty", empty));
        owner.run("update sync_cursors set done_until = now() - interval '100 days', goal = now() - interval '80 days'"
                + " where brand = 'zeta' and feed = 'ORDERS_BACKFILL'");
        long before = zeta.get("/sandbox/ledger?operation=orders").path("last").asLong();

        sync.orders("zeta/del1");

        assertThat(owner.text("select done_until = goal and window_to is null from sync_cursors"
                        + " where brand = 'zeta' and feed = 'ORDERS_BACKFILL'"))
                .isEqualTo("t");
        assertThat(requests(before)).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"relative", "absolute"})
    void all_pages_are_followed_whatever_their_urls_and_repeats(String nextUrl) {
        zeta.vary(Map.of(
                "next-url", nextUrl,
                "orders-max-limit", "50",
                "orders-repeat-across-pages", "on",
                "extra-last-page", "on"));
        List<Long> ids = orders(120);
        long before = zeta.get("/sandbox/ledger?operation=orders").path("last").asLong();

        sync.orders("zeta/del1");

        assertThat(owner.number(
                        "select count(*) from shipments where brand = 'zeta' and shipment_id between ? and ?",
                        ids.getFirst(),
                        ids.getLast()))
                .isEqualTo(120);
        assertThat(owner.number(
                        "select count(*) from shipment_history where brand = 'zeta' and shipment_id between ? and ?",
                        ids.getFirst(),
                        ids.getLast()))
                .isEqualTo(120);
        assertThat(requests(before))
                .filteredOn(request -> request.contains("?cursor="))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void a_page_that_fails_is_asked_for_again_with_its_cursor_and_no_page_before_it() {
        zeta.vary(Map.of("orders-max-limit", "50"));
        List<Long> ids = orders(70);
        sync.orders("zeta/del1"); // the page size is known from here on
        owner.run("update shipments set digest = '' where brand = 'zeta' and shipment_id >= ?", ids.getFirst());
        zeta.post("/sandbox/faults", Map.of("operation", "orders", "kind", "slow", "delay", "PT0.001S"));
        zeta.fault("orders", "500", 3);
        long before = zeta.get("/sandbox/ledger?operation=orders").path("last").asLong();

        sync.tip("zeta/del1");
        String stored = owner.text("select next_page from sync_cursors where brand = 'zeta' and feed = 'ORDERS_TIP'");
        int sofar = requests(before).size();
        assertThat(stored).contains("?cursor=");
        assertThat(owner.text(
                        "select last_error is not null from sync_cursors where brand = 'zeta' and feed = 'ORDERS_TIP'"))
                .isEqualTo("t");
        zeta.noFaults();
        sync.tip("zeta/del1");

        assertThat(sofar).isEqualTo(4);
        assertThat(requests(before).subList(sofar, requests(before).size()))
                .allSatisfy(request -> assertThat(request).contains("?cursor="))
                .first()
                .isEqualTo("GET " + stored);
    }

    @Test
    void a_broken_row_is_set_aside_and_listed_with_its_raw_text_while_its_page_goes_on() {
        long broken = zeta.place(Map.of("location", DEL1, "raw", Map.of("order_id", "not-a-number")))
                .getFirst();
        long whole = zeta.order(DEL1);

        sync.orders("zeta/del1");
        sync.orders("zeta/del1");

        assertThat(del1.stage(whole)).isEqualTo("RECEIVED");
        del1.shipment(broken).statusCode(404);
        List<Map<String, Object>> aside = given().header("Authorization", "Bearer " + Ground.OPERATOR_KEY)
                .get("/v1/admin/quarantine?brand=zeta&limit=500")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
        assertThat(aside)
                .filteredOn(each -> ("" + broken).equals(each.get("upstreamId")))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.get("reason")).asString().contains("order_id");
                    assertThat(each.get("raw")).asString().contains("\"order_id\":\"not-a-number\"");
                    assertThat((Integer) each.get("times")).isGreaterThanOrEqualTo(2);
                });
        given().header("Authorization", "Bearer " + Ground.ZETA_KEY)
                .get("/v1/admin/quarantine")
                .then()
                .statusCode(403);
    }

    @Test
    void an_unchanged_list_writes_no_row() {
        orders(5);
        sync.orders("zeta/del1");
        String versions = "select coalesce(sum(hashtext(xmin::text || ctid::text)), 0) from ";
        List<String> tables = List.of("shipments", "recipients", "shipment_history");
        List<String> before = tables.stream()
                .map(table -> owner.text(versions + table + " where brand = 'zeta'"))
                .toList();

        sync.orders("zeta/del1");

        assertThat(tables.stream()
                        .map(table -> owner.text(versions + table + " where brand = 'zeta'"))
                        .toList())
                .isEqualTo(before);
    }

    @Test
    void personal_data_stands_in_recipients_alone() {
        long id = zeta.place(Map.of(
                        "location",
                        DEL1,
                        "raw",
                        Map.of(
                                "customer_name", "Planted Person",
                                "shipping_name", "Planted Person",
                                "contact_num", "7012345678",
                                "address_line_1", "77 Planted Lane",
                                "email", "planted@example.com")))
                .getFirst();
        sync.orders("zeta/del1");
        zeta.act(id, "hold");
        sync.orders("zeta/del1");
        zeta.act(id, "release");
        zeta.act(
                id,
                "content",
                Map.of(
                        "raw",
                        Map.of(
                                "customer_name", "Planted Person",
                                "shipping_name", "Planted Person",
                                "contact_num", "7012345678",
                                "address_line_1", "78 Planted Lane")));
        sync.orders("zeta/del1");
        del1.assign(id, "PII" + id).statusCode(200);
        del1.confirm(id).statusCode(200);
        del1.get("/shipments/" + id + "/documents/label").statusCode(200);
        del1.post("/manifests", Map.of("shipmentIds", List.of("" + id))).statusCode(201);
        del1.scan(id, "pii-1", "IN_TRANSIT", java.time.Instant.now().toString()).statusCode(200);

        List<String> found = new ArrayList<>();
        for (String column : owner.texts("select table_name || '.' || column_name from information_schema.columns"
                + " where table_schema = 'public' and data_type in ('text', 'jsonb')")) {
            String[] parts = column.split("\\.");
            long rows = owner.number("select count(*) from " + parts[0] + " where cast(" + parts[1]
                    + " as text) ~* 'planted|7012345678'");
            if (rows > 0) {
                found.add(column);
            }
        }
        assertThat(found).containsExactlyInAnyOrder("recipients.name", "recipients.phone", "recipients.line1");
    }

    private List<Long> orders(int count) {
        List<Long> ids = new ArrayList<>();
        for (JsonNode order : zeta.post("/sandbox/orders", Map.of("location", DEL1, "count", count))
                .path("orders")) {
            order.path("invoiceIds").forEach(id -> ids.add(id.asLong()));
        }
        return ids;
    }

    /** Of the order lists asked for since. */
    private List<String> requests(long after) {
        List<String> requests = new ArrayList<>();
        zeta.get("/sandbox/ledger?operation=orders&after=" + after)
                .path("entries")
                .forEach(entry -> requests.add(entry.path("request").asText()));
        return requests;
    }
}
