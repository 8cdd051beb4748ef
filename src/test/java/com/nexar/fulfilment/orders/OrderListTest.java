package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.UpstreamShipment;
import com.nexar.fulfilment.easyecom.UpstreamStatus.Phase;
import com.nexar.fulfilment.pages.Cursor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of orders at the door; each test has orders of its own under one reference. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class OrderListTest {

    private static final AtomicLong NUMBERS = new AtomicLong(700_000_000);

    @Inject
    OrderIntake intake;

    @Inject
    Transactions transactions;

    @Inject
    Brands brands;

    @Inject
    OrdersConfig config;

    @Inject
    EntityManagerFactory factory;

    private final Wms del1 = Wms.del1();
    private final Database owner = Database.asOwner();
    private final String reference = "LIST-" + UUID.randomUUID();
    private final long first = NUMBERS.getAndAdd(10_000);
    private Location here;

    @BeforeEach
    void location() {
        here = brands.location("zeta", "del1").orElseThrow();
    }

    @AfterEach
    void leave() {
        owner.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"orderId", "-orderId", "orderedAt", "-orderedAt", "shipBy", "-shipBy", "updatedAt", "-updatedAt"
            })
    void pages_show_every_order_once_in_order_while_others_arrive(String sort) {
        take(LongStream.range(0, 35).mapToObj(this::order).toList());
        owner.run("""
                update shipments set ordered_at = timestamptz '2026-02-03 00:00Z' + (shipment_id % 7) * interval '1 hour',
                  ship_by = case when shipment_id % 5 = 0 then null else timestamptz '2026-02-05 00:00Z' + (shipment_id % 4) * interval '1 hour' end,
                  updated_at = updated_at - (shipment_id % 6) * interval '1 second'
                where reference_code = ?""", reference);
        List<Long> expected =
                LongStream.range(first, first + 35).map(id -> id - 2000).boxed().toList();

        List<Long> seen = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            var page = del1.get("/orders?limit=10&sort=" + sort + "&reference=" + reference
                            + (cursor == null ? "" : "&cursor=" + cursor))
                    .statusCode(200)
                    .extract();
            page.<List<String>>path("items.orderId").forEach(id -> seen.add(Long.valueOf(id)));
            cursor = page.path("next");
            take(List.of(order(100 + pages++)));
        } while (cursor != null);

        assertThat(pages).isGreaterThanOrEqualTo(4);
        assertThat(seen).doesNotHaveDuplicates().containsAll(expected);
        List<Long> old = seen.stream().filter(expected::contains).toList();
        String key = switch (sort.replace("-", "")) {
            case "orderedAt" -> "ordered_at";
            case "shipBy" -> "coalesce(ship_by, 'infinity')";
            case "updatedAt" -> "updated_at";
            default -> "order_id";
        };
        String way = sort.startsWith("-") ? " desc" : "";
        assertThat(old)
                .isEqualTo(owner
                        .texts(
                                "select order_id from shipments where reference_code = ? and shipment_id < ? order by "
                                        + key + way + ", order_id" + way,
                                reference,
                                first + 35)
                        .stream()
                        .map(Long::valueOf)
                        .toList());
    }

    /** Without what narrows it down a page is found and shown by one statement. Every third order is split. */
    @ParameterizedTest
    @CsvSource({"orderId,''", "-orderId,''", "orderId,&eligible=true", "-orderId,&eligible=true"})
    void what_is_polled_is_every_order_once_with_all_its_shipments(String sort, String filter) {
        take(LongStream.range(0, 35).mapToObj(this::order).toList());
        take(LongStream.range(0, 12)
                .mapToObj(n -> order(100 + n).order(first + 3 * n - 2000))
                .toList());
        boolean down = sort.startsWith("-");
        List<String> expected =
                LongStream.range(0, 35).mapToObj(n -> number(down ? 34 - n : n)).toList();

        List<String> seen = new ArrayList<>();
        String cursor = new Cursor(sort, List.of("", number(down ? 35 : -1))).text();
        while (seen.size() < expected.size()) {
            var page = del1.get("/orders?limit=10&sort=" + sort + filter + "&cursor=" + cursor)
                    .statusCode(200)
                    .extract();
            List<String> orders = page.path("items.orderId");
            List<List<String>> shipments = page.path("items.shipments.shipmentId");
            for (int n = 0; n < orders.size() && seen.size() < expected.size(); n++) {
                seen.add(orders.get(n));
                long place = Long.parseLong(orders.get(n)) - first + 2000;
                assertThat(shipments.get(n)).hasSize(place % 3 == 0 ? 2 : 1);
            }
            cursor = page.path("next");
        }
        assertThat(seen).isEqualTo(expected);
    }

    /** Behind all others. */
    @Test
    void the_last_page_says_that_it_is_the_last() {
        long last = 9_000_000_000_000_000L + first;
        String before = new Cursor("orderId", List.of("", Long.toString(last - 1))).text();
        take(LongStream.range(0, 3).mapToObj(n -> order(n).order(last + n)).toList());

        del1.get("/orders?limit=2&cursor=" + before)
                .body("items.orderId", equalTo(List.of(Long.toString(last), Long.toString(last + 1))))
                .body("next", notNullValue());
        del1.get("/orders?limit=3&cursor=" + before).body("items.size()", is(3)).body("next", nullValue());
        del1.get("/orders?limit=3&cursor=" + new Cursor("orderId", List.of("", Long.toString(last + 2))).text())
                .statusCode(200)
                .body("items", equalTo(List.of()))
                .body("next", nullValue());
    }

    @Test
    void eligible_in_the_list_is_eligible_in_its_explanation_for_every_shape() {
        Random random = new Random(20260203);
        int many = 300;
        take(LongStream.range(0, many).mapToObj(this::order).toList());
        for (long id = first; id < first + many; id++) {
            owner.run(
                    "update shipments set stage = ?, on_hold = ?, gone_upstream = ?, upstream_phase = ?, order_type_key = ?,"
                            + " available_after = now() + cast(? as interval) where shipment_id = ?",
                    Stage.values()[random.nextInt(random.nextBoolean() ? 3 : Stage.values().length)].name(),
                    random.nextInt(5) == 0,
                    random.nextInt(8) == 0,
                    Phase.values()[random.nextInt(random.nextBoolean() ? 6 : Phase.values().length)].name(),
                    new String[] {"retailorder", "retailorder", "businessorder", "productionorder", null}
                            [random.nextInt(5)],
                    new String[] {null, null, "-1 hour", "1 hour"}[random.nextInt(4)],
                    id);
        }
        Set<String> offered = new HashSet<>();
        Set<String> withheld = new HashSet<>();
        transactions.run(here, () -> {
            for (long id = first; id < first + many; id++) {
                Shipment shipment = Shipment.find("zeta", id).orElseThrow();
                boolean eligible = Eligibility.of(shipment, config.types(), Instant.now());
                (eligible ? offered : withheld).add(Long.toString(shipment.orderId));
            }
        });

        assertThat(offered).hasSizeGreaterThan(20);
        assertThat(withheld).hasSizeGreaterThan(100);
        assertThat(orderIds("eligible=true")).isEqualTo(offered);
        assertThat(orderIds("eligible=false")).isEqualTo(withheld);
        assertThat(del1.get("/orders?limit=500&eligible=true&reference=" + reference)
                        .extract()
                        .<List<List<Boolean>>>path("items.shipments.eligible"))
                .hasSize(offered.size())
                .allSatisfy(each -> assertThat(each).containsExactly(true));
    }

    @Test
    void filters_narrow_the_list() {
        take(List.of(order(0), order(1).awb("FLT" + first), order(2).status("Printed", 5)));
        owner.run("update shipments set updated_at = '2020-01-01Z' where shipment_id = ?", first);
        owner.run("update shipments set ship_by = '2020-01-02Z' where shipment_id = ?", first + 1);

        assertThat(orderIds("stage=ASSIGNED")).containsExactly(number(1));
        assertThat(orderIds("stage=confirmed")).containsExactly(number(2));
        assertThat(orderIds("updatedSince=2020-01-01T00:00:00.001Z")).containsExactlyInAnyOrder(number(1), number(2));
        assertThat(orderIds("shipBefore=2020-01-02T05:30:01+05:30")).containsExactly(number(1));
        assertThat(orderIds("shipBefore=2020-01-02T00:00:00Z")).isEmpty();
        del1.get("/shipments?awb=FLT" + first).body("items.shipmentId", equalTo(List.of("" + (first + 1))));
        del1.get("/orders?reference=nobody-" + reference)
                .statusCode(200)
                .body("items.size()", is(0))
                .body("next", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stage=NOWHERE",
                "eligible=yes",
                "updatedSince=2026-02-03",
                "shipBefore=tomorrow",
                "sort=name",
                "cursor=xyz",
                "limit=0",
                "limit=501"
            })
    void a_filter_that_makes_no_sense_names_its_field(String query) {
        del1.get("/orders?" + query)
                .statusCode(400)
                .body("code", equalTo("validation"))
                .body("errors[0].field", equalTo(query.substring(0, query.indexOf('='))));
    }

    @Test
    void a_page_of_250_changed_orders_is_a_handful_of_statements() {
        take(LongStream.range(0, 250).mapToObj(this::order).toList());
        Statistics statistics = factory.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        long before = statistics.getPrepareStatementCount();

        take(LongStream.range(0, 250)
                .mapToObj(n -> order(n).awb("SPD" + (first + n)))
                .toList());

        long statements = statistics.getPrepareStatementCount() - before;
        statistics.setStatisticsEnabled(false);
        assertThat(statements).isBetween(3L, 12L);
        assertThat(owner.number(
                        "select count(*) from shipments where reference_code = ? and stage = 'ASSIGNED' and version = 2",
                        reference))
                .isEqualTo(250);
        assertThat(owner.number(
                        "select count(*) from shipment_history where shipment_id between ? and ? and to_stage = 'ASSIGNED'",
                        first,
                        first + 249))
                .isEqualTo(250);
    }

    private ARow order(long n) {
        return ARow.open().id(first + n).reference(reference);
    }

    private String number(long n) {
        return Long.toString(first + n - 2000);
    }

    private void take(List<ARow> rows) {
        List<UpstreamShipment> page = rows.stream().map(ARow::row).toList();
        transactions.run(here, () -> intake.take(here, page, Instant.now(), Cause.SYNC));
    }

    private Set<String> orderIds(String query) {
        return new HashSet<>(del1.get("/orders?limit=500&reference=" + reference + "&" + query)
                .statusCode(200)
                .extract()
                .<List<String>>path("items.orderId"));
    }
}
