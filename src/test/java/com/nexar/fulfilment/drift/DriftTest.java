package com.nexar.fulfilment.drift;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.nexar.fulfilment.AgainstDocument;
import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.orders.Difference;
import com.nexar.fulfilment.orders.DriftCheck;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Our shipments against EasyEcom's truth: what differs is listed, with what would mend it. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class DriftTest {

    private static final String KEY = "nx3000000001";

    @Inject
    SyncNow sync;

    @Inject
    DriftReports reports;

    @Inject
    DriftCheck check;

    @Inject
    Brands brands;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.del1();

    @AfterEach
    void as_before() {
        easyecom.noFaults();
    }

    @Test
    void what_differs_is_listed_with_its_repair_and_a_resync_mends_it() {
        long confirmed = assigned();
        long cancelled = assigned();
        long gone = assigned();
        long same = assigned();
        long recalled = assigned();
        wms.confirm(recalled).statusCode(200);
        wms.manifest(recalled).statusCode(201);
        easyecom.act(confirmed, "confirmation");
        easyecom.act(cancelled, "cancellation");
        easyecom.act(gone, "disappearance");
        long unknown = easyecom.order(KEY);
        Eventually.become(
                true, () -> easyecom.truth(confirmed).path("confirmed").asBoolean());

        JsonPath report = compared();

        assertThat(difference(report, confirmed)).containsExactly("STAGE ASSIGNED CONFIRMED RESYNC");
        assertThat(difference(report, cancelled)).contains("STAGE ASSIGNED CANCELLED RESYNC");
        assertThat(difference(report, gone)).containsExactly("GONE_AT_EASYECOM ASSIGNED null RESYNC");
        assertThat(difference(report, unknown)).hasSize(1).first().asString().startsWith("UNKNOWN_HERE null");
        assertThat(difference(report, same)).isEmpty();
        assertThat(difference(report, recalled)).isEmpty();
        assertThat(wms.stage(confirmed)).as("looking mends nothing").isEqualTo("ASSIGNED");

        List<String> ids = List.of(confirmed, cancelled, gone, unknown).stream()
                .map(String::valueOf)
                .toList();
        admin(Ground.OPERATOR_KEY)
                .body(Map.of("brand", "zeta", "location", "del1", "shipmentIds", ids))
                .post("/v1/admin/resyncs")
                .then()
                .statusCode(200)
                .body("items.shown", equalTo(List.of(true, true, false, true)));
        assertThat(wms.stage(confirmed)).isEqualTo("CONFIRMED");
        assertThat(wms.stage(cancelled)).isEqualTo("CANCELLED");
        assertThat(wms.stage(unknown)).isEqualTo("RECEIVED");

        JsonPath after = compared();
        for (long id : new long[] {confirmed, cancelled, gone, unknown}) {
            assertThat(difference(after, id)).isEmpty();
        }
    }

    @Test
    void a_comparison_that_EasyEcom_breaks_off_says_so() {
        easyecom.fault("orders", "503", 50);
        String id = begin();
        JsonPath report = ended(id);
        assertThat(report.getString("report.state")).isEqualTo("BROKEN_OFF");
        assertThat(report.getString("report.failure")).contains("EasyEcom");
    }

    @Test
    void while_reading_is_paused_nothing_is_compared_and_what_runs_breaks_off() {
        String pause = "/v1/admin/locations/zeta/del1/pause";
        easyecom.fault("orders", "slow", 1, Map.of("delay", "PT2S"));
        String id = begin();
        admin(Ground.OPERATOR_KEY)
                .body(Map.of("sending", false, "syncing", true, "reason", "the account moves"))
                .put(pause)
                .then()
                .statusCode(200);
        try {
            assertThat(ended(id).getString("report.failure")).contains("paused");
            assertThat(report(id).getString("report.state")).isEqualTo("BROKEN_OFF");
            admin(Ground.OPERATOR_KEY)
                    .body(Map.of("brand", "zeta", "location", "del1"))
                    .post("/v1/admin/drift-reports")
                    .then()
                    .statusCode(409)
                    .body("detail", containsString("paused"));
        } finally {
            admin(Ground.OPERATOR_KEY).delete(pause).then().statusCode(204);
        }
    }

    @Test
    void what_there_were_no_calls_for_is_counted_and_no_kind_of_it_goes_without() {
        long different = assigned();
        long gone = assigned();
        easyecom.act(different, "cancellation");
        easyecom.act(gone, "disappearance");
        List<Difference> found = new ArrayList<>();

        int notRead = check.compare(
                brands.location("zeta", "del1").orElseThrow(), Duration.ofDays(7), 0, found::add, more -> {});
        assertThat(notRead).isGreaterThanOrEqualTo(2);
        assertThat(found).isEmpty();

        check.compare(
                brands.location("zeta", "del1").orElseThrow(), Duration.ofDays(7), notRead, found::add, more -> {});
        assertThat(found).extracting(Difference::shipmentId).contains(different, gone);
    }

    @Test
    void a_confirmation_that_the_list_says_nothing_sure_of_is_looked_at_by_itself() {
        long id = assigned();
        easyecom.act(id, "confirmation");
        Eventually.become(true, () -> easyecom.truth(id).path("confirmed").asBoolean());
        easyecom.vary(Map.of("orders-history", "never"));
        try {
            List<Difference> found = new ArrayList<>();
            check.compare(
                    brands.location("zeta", "del1").orElseThrow(), Duration.ofDays(7), 500, found::add, more -> {});
            assertThat(found)
                    .filteredOn(each -> each.shipmentId() == id)
                    .extracting(Difference::theirs)
                    .contains("CONFIRMED");
        } finally {
            easyecom.vary(Map.of("orders-history", "on-request"));
        }
    }

    @Test
    void a_night_that_broke_off_is_begun_again_half_an_hour_later_and_no_sooner() {
        LocalDate night = LocalDate.of(2026, 12, 1);
        Location gal = brands.location("gale", "gal1").orElseThrow();
        String broken =
                "update drift_reports set failure = 'EasyEcom was away', ended_at = now(), begun_at = now() - interval '%s'"
                        + " where location = 'gal1' and night = '" + night + "'";
        String count =
                "select count(*) from drift_reports where location = 'gal1' and begun_by = 'night' and begun_at > now() - interval '1 hour'";
        try (Database owner = Database.asOwner()) {
            reports.ofNight(gal, night);
            settled(owner);
            long before = owner.scope("*", "*").number(count);
            owner.run(broken.formatted("29 minutes"));
            reports.ofNight(gal, night);
            assertThat(owner.scope("*", "*").number(count)).isEqualTo(before);

            owner.run(broken.formatted("31 minutes"));
            reports.ofNight(gal, night);
            reports.ofNight(gal, night);
            assertThat(owner.scope("*", "*").number(count)).isEqualTo(before + 1);
            settled(owner);
        }
    }

    @Test
    void old_reports_are_deleted_with_what_they_found() {
        try (Database owner = Database.asOwner()) {
            for (int i = 0; i < 25; i++) {
                String report = "00000000-0000-0000-0000-0000000009" + (10 + i);
                owner.run(
                        "insert into drift_reports (report_id, brand, location, begun_by, begun_at, alive_at, ended_at) values ('"
                                + report
                                + "', 'gale', 'gal1', 'night', now() - interval '31 days', now(), now())");
                owner.run(
                        "insert into drift_differences (report_id, brand, location, shipment_id, what, repair) values ('"
                                + report + "', 'gale', 'gal1', 1, 'AWB', 'LOOK')");
            }
            reports.forget(brands.location("gale", "gal1").orElseThrow());
            String old = "from drift_reports where location = 'gal1' and begun_at < now() - interval '30 days'";
            assertThat(owner.scope("*", "*").number("select count(*) " + old)).isZero();
            assertThat(
                            owner.scope("*", "*")
                                    .number(
                                            "select count(*) from drift_differences where location = 'gal1' and shipment_id = 1"))
                    .isZero();
        }
    }

    private static void settled(Database owner) {
        Eventually.become(
                0L,
                () -> owner.scope("*", "*")
                        .number("select count(*) from drift_reports where location = 'gal1' and ended_at is null"));
    }

    @Test
    void a_night_has_one_report_over_all_pods() {
        Location gal = brands.location("gale", "gal1").orElseThrow();
        LocalDate night = LocalDate.of(2026, 11, 28);
        reports.ofNight(gal, night);
        reports.ofNight(gal, night);
        reports.ofNight(gal, night.plusDays(1));
        try (Database owner = Database.asOwner()) {
            assertThat(owner.scope("*", "*")
                            .number("select count(*) from drift_reports where location = 'gal1' and night is not null"))
                    .isEqualTo(2);
        }
    }

    @Test
    void reports_are_for_operators_of_the_brand() {
        String id = begin();
        ended(id);
        admin(Ground.ZETA_OPERATOR_KEY)
                .get("/v1/admin/drift-reports/" + id)
                .then()
                .statusCode(200);
        admin(Ground.ZETA_OPERATOR_KEY)
                .get("/v1/admin/drift-reports?brand=acme")
                .then()
                .statusCode(404);
        admin(Ground.ZETA_KEY).get("/v1/admin/drift-reports?brand=zeta").then().statusCode(403);
        admin(Ground.OPERATOR_KEY)
                .get("/v1/admin/drift-reports?brand=acme")
                .then()
                .statusCode(200)
                .body("items.findAll { it.brand != 'acme' }", hasSize(0));
    }

    private JsonPath compared() {
        JsonPath report = ended(begin());
        assertThat(report.getString("report.state")).as(report.prettify()).isEqualTo("DONE");
        return report;
    }

    private static String begin() {
        Eventually.become(
                0L,
                () -> admin(Ground.OPERATOR_KEY)
                        .get("/v1/admin/drift-reports?brand=zeta")
                        .jsonPath()
                        .getList("items.findAll { it.state == 'RUNNING' }")
                        .stream()
                        .count());
        return admin(Ground.OPERATOR_KEY)
                .body(Map.of("brand", "zeta", "location", "del1"))
                .post("/v1/admin/drift-reports")
                .then()
                .statusCode(201)
                .extract()
                .path("reportId");
    }

    private static JsonPath ended(String id) {
        Eventually.become(true, () -> report(id).getString("report.endedAt") != null);
        return report(id);
    }

    private static JsonPath report(String id) {
        return admin(Ground.OPERATOR_KEY)
                .get("/v1/admin/drift-reports/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> difference(JsonPath report, long id) {
        return report.<Map<String, Object>>getList("items.findAll { it.shipmentId == '" + id + "' }").stream()
                .map(each ->
                        each.get("what") + " " + each.get("ours") + " " + each.get("theirs") + " " + each.get("repair"))
                .toList();
    }

    private long assigned() {
        long id = easyecom.order(KEY);
        sync.orders("zeta/del1");
        wms.assign(id, "DRF" + id).statusCode(200);
        return id;
    }

    private static RequestSpecification admin(String key) {
        return given().filter(new AgainstDocument())
                .header("Authorization", "Bearer " + key)
                .contentType("application/json");
    }
}
