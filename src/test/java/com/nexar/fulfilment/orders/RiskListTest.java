package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.UpstreamStatus.Phase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The risk in lists and counts is that of {@link ShipByRule}. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class RiskListTest {

    private static final long FIRST = 705_000_000;
    private static final int MANY = 400;

    @Inject
    OrderIntake intake;

    @Inject
    Transactions transactions;

    @Inject
    EntityManager entities;

    @Inject
    ShipByRule rule;

    @Inject
    RiskCounts counts;

    @Inject
    Brands brands;

    private final Wms del1 = Wms.del1();
    private final Database owner = Database.asOwner();
    private final String reference = "RISK-" + UUID.randomUUID();
    private Location here;

    @BeforeEach
    void location() {
        here = brands.location("zeta", "del1").orElseThrow();
    }

    @AfterEach
    void leave() {
        owner.run("update shipments set stage = 'CANCELLED' where reference_code = ?", reference);
        owner.close();
    }

    @Test
    void the_lists_filter_and_the_counts_are_the_rule_for_every_shape() {
        Random random = new Random(20260205);
        take(MANY, FIRST);
        for (long id = FIRST; id < FIRST + MANY; id++) {
            boolean near = random.nextBoolean();
            owner.run(
                    "update shipments set stage = ?, gone_upstream = ?, upstream_phase = ?, courier = ?,"
                            + " ship_by = now() + cast(? as interval) where shipment_id = ?",
                    Stage.values()[random.nextInt(random.nextBoolean() ? 3 : Stage.values().length)].name(),
                    random.nextInt(10) == 0,
                    Phase.values()[random.nextInt(random.nextBoolean() ? 6 : Phase.values().length)].name(),
                    near
                            ? "Every Five Minutes"
                            : new String[] {null, "Blue Dart", "BLUE-DART", "Somebody", "--"}[random.nextInt(5)],
                    // never so near a crossing that the time a test takes decides
                    near
                            ? new int[] {-90, -10, 10, 60, 110, 130, 300}[random.nextInt(7)] + " minutes"
                            : random.nextInt(8) == 0 ? null : (random.nextInt(4000) - 1500) + " minutes",
                    id);
        }
        Map<Risk, Set<String>> expected = new EnumMap<>(Risk.class);
        transactions.run(here, () -> {
            for (long id = FIRST; id < FIRST + MANY; id++) {
                Shipment shipment = Shipment.find("zeta", id).orElseThrow();
                Risk risk = rule.of(shipment, Instant.now());
                if (risk != null) {
                    expected.computeIfAbsent(risk, none -> new HashSet<>()).add(Long.toString(shipment.orderId));
                }
            }
        });

        assertThat(expected)
                .hasSize(3)
                .allSatisfy((risk, ids) -> assertThat(ids).as("%s", risk).hasSizeGreaterThan(20));
        for (Risk risk : Risk.values()) {
            assertThat(orderIds("risk=" + risk)).as("%s", risk).isEqualTo(expected.get(risk));
            del1.get("/orders?limit=500&reference=" + reference + "&risk=" + risk)
                    .body("items.risk.unique()", equalTo(List.of(risk.name())))
                    .body("items.shipments.flatten().risk.unique()", equalTo(List.of(risk.name())));
        }
        RiskCounts.Counts before = counts.of(here);
        owner.run("update shipments set stage = 'CANCELLED' where reference_code = ?", reference);
        RiskCounts.Counts after = counts.of(here);
        assertThat(before.late() - after.late())
                .isEqualTo(expected.get(Risk.LATE).size());
        assertThat(before.atRisk() - after.atRisk())
                .isEqualTo(expected.get(Risk.AT_RISK).size());
        assertThat(before.fine() - after.fine())
                .isEqualTo(expected.get(Risk.FINE).size());
    }

    @Test
    void the_oldest_is_what_had_to_be_handed_over_first() {
        take(2, FIRST + 1000);
        owner.run("update shipments set ship_by = '2001-01-02T12:00Z' where shipment_id = ?", FIRST + 1000);
        owner.run(
                "update shipments set ship_by = '2001-01-02T12:29Z', courier = 'Blue Dart' where shipment_id = ?",
                FIRST + 1001);

        RiskCounts.Oldest oldest = counts.of(here).oldest();

        assertThat(oldest)
                .isEqualTo(new RiskCounts.Oldest(
                        FIRST + 1000,
                        FIRST + 1000 - 2000,
                        reference,
                        Instant.parse("2001-01-02T12:00:00Z"),
                        Instant.parse("2001-01-01T12:30:00Z"),
                        Risk.LATE));
        del1.shipment(FIRST + 1001)
                .body("handOverBy", equalTo("2001-01-02T12:00:00Z"))
                .body("risk", equalTo("LATE"));
        del1.get("/orders/" + (FIRST + 1001 - 2000) + "/eligibility").body("shipments[0].risk", equalTo("LATE"));
    }

    /** Also on the days when clocks change. */
    @ParameterizedTest
    @ValueSource(strings = {"Asia/Kolkata", "Europe/Berlin", "America/New_York", "Pacific/Auckland", "UTC"})
    void the_moment_in_sql_is_that_of_the_rule_in_every_zone(String zone) {
        ShipByRule other =
                ShipByRuleTest.rule(Map.of("default", "00:00,02:30", "blue-dart", "01:59,03:00,23:59"), zone);
        Random random = new Random(zone.hashCode());
        Instant from = Instant.parse("2026-03-01T00:00:00Z");
        transactions.run(here, () -> {
            for (int i = 0; i < 400; i++) {
                Instant shipBy = from.plus(Duration.ofMinutes(random.nextInt(300 * 24 * 60)));
                String courier = new String[] {null, "Blue Dart", "x"}[random.nextInt(3)];
                var query = entities.createNativeQuery(
                                "select " + ShipByRule.HAND_OVER_BY
                                        + " from (select cast(:shipBy as timestamptz) as ship_by, cast(:courier as text) as courier) as s",
                                Instant.class)
                        .setParameter("shipBy", shipBy)
                        .setParameter("courier", courier);
                other.parameters(shipBy).forEach((name, value) -> {
                    if (!name.startsWith("risk")) {
                        query.setParameter(name, value);
                    }
                });
                assertThat(query.getSingleResult())
                        .as("%s %s", shipBy, courier)
                        .isEqualTo(other.handOverBy(shipBy, courier));
            }
        });
    }

    @Test
    void a_risk_that_there_is_not_names_its_field() {
        del1.get("/orders?risk=SOON").statusCode(400).body("errors[0].field", equalTo("risk"));
    }

    private void take(int many, long first) {
        var page = LongStream.range(first, first + many)
                .mapToObj(id -> ARow.open().id(id).reference(reference).row())
                .toList();
        transactions.run(here, () -> intake.take(here, page, Instant.now(), Cause.SYNC));
    }

    private Set<String> orderIds(String query) {
        return new HashSet<>(del1.get("/orders?limit=500&reference=" + reference + "&" + query)
                .statusCode(200)
                .extract()
                .<List<String>>path("items.orderId"));
    }
}
