package com.nexar.fulfilment.signals;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Readme;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dashboard, alerts and README speak of what the running facade really exports; and what it exports is true. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class MonitoringTest {

    private static final Path DASHBOARD = Path.of("kubernetes/monitoring/dashboard.json");
    private static final Path ALERTS = Path.of("kubernetes/components/alerts/alerts.yaml");
    private static final Pattern NAME = Pattern.compile("\\b((?:fulfilment|http_server|jvm)_[a-z0-9_]+)(\\{[^}]*})?");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Pattern GROUPS = Pattern.compile("\\bby \\(([^)]*)\\)");
    private static final Pattern SAID = Pattern.compile("\\{\\{ ?(?:\\$labels\\.)?([a-z_]+) ?}}");

    /** Prometheus itself writes it to what it scrapes. */
    private static final Set<String> OF_THE_SCRAPE = Set.of("pod");

    @TestHTTPResource(value = "/metrics", management = true)
    String metrics;

    @Inject
    SyncNow sync;

    @Inject
    SignalsJob signals;

    private final EasyEcom easyecom = EasyEcom.gale();
    private final Wms wms = Wms.gal1();
    private final Database owner = Database.asOwner();

    @AfterEach
    void leave() {
        owner.close();
    }

    @Test
    void every_name_and_label_of_dashboard_and_alerts_is_exported() throws IOException {
        work();
        Scrape scrape = scrape();
        List<String> faults = new ArrayList<>();
        for (Said said : said()) {
            Set<String> names = new TreeSet<>();
            for (MatchResult found : NAME.matcher(said.expression()).results().toList()) {
                names.add(found.group(1));
                faults.addAll(scrape.faults(found.group(1), found.group(2), said));
            }
            assertThat(names).as(said.where() + " speaks of a metric").isNotEmpty();
            for (String label : said.labels()) {
                if (!OF_THE_SCRAPE.contains(label)
                        && names.stream().noneMatch(name -> scrape.labels(name).contains(label))) {
                    faults.add(said.where() + ": nothing of " + names + " has the label " + label);
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void the_README_names_metrics_that_are_exported() {
        work();
        Scrape scrape = scrape();
        List<String> told = Readme.table("## Signals").stream()
                .map(row -> row.getFirst().split("[ ,]")[0])
                .toList();

        assertThat(told)
                .hasSizeGreaterThan(15)
                .allSatisfy(name -> assertThat(scrape.has(name)).as(name).isTrue());
        assertThat(scrape.has("fulfilment_webhooks_strangers_total")).isTrue();
    }

    @Test
    void each_alert_has_an_entry_in_the_runbook_and_no_other_is_there() throws IOException {
        List<String> alerts = new ArrayList<>();
        for (JsonNode rule : rules()) {
            alerts.add(rule.path("alert").asText());
            assertThat(rule.at("/annotations/summary").asText()).isNotEmpty();
            assertThat(rule.at("/labels/severity").asText()).isIn("warning", "critical");
        }

        assertThat(Readme.table("### Runbook: what each alert means").stream().map(List::getFirst))
                .hasSizeGreaterThan(10)
                .containsExactlyInAnyOrderElementsOf(alerts);
    }

    @Test
    void a_gauge_says_what_the_database_says_as_of_the_last_look() {
        String received = "fulfilment_shipments{brand=\"gale\",location=\"gal1\",stage=\"RECEIVED\"}";
        signals.look();
        double before = scrape().value(received);
        easyecom.order("nx6000000001");
        sync.orders("gale/gal1");
        assertThat(scrape().value(received)).isEqualTo(before);

        signals.look();

        assertThat(scrape().value(received))
                .isEqualTo(before + 1)
                .isEqualTo(owner.number("select count(*) from shipments where brand = 'gale' and stage = 'RECEIVED'"));
        assertThat(scrape().value("fulfilment_sync_lag_seconds{brand=\"gale\",feed=\"ORDERS_TIP\",location=\"gal1\"}"))
                .isBetween(0.0, 60.0);
        assertThat(
                        scrape().value(
                                        "fulfilment_operations_open{brand=\"gale\",location=\"gal1\",state=\"OUTCOME_UNKNOWN\"}"))
                .isZero();
    }

    @Test
    void a_pause_is_told_and_keeps_the_alerts_about_what_it_is_for_silent() throws IOException {
        String path = "/v1/admin/locations/gale/gal1/pause";
        String sending = "fulfilment_paused{brand=\"gale\",location=\"gal1\",what=\"sending\"}";
        String syncing = "fulfilment_paused{brand=\"gale\",location=\"gal1\",what=\"syncing\"}";
        signals.look();
        assertThat(scrape().value(sending)).isZero();
        try {
            operator()
                    .body(Map.of("sending", true, "syncing", false, "reason", "EasyEcom moves"))
                    .put(path)
                    .then()
                    .statusCode(200);
            signals.look();
            assertThat(scrape().value(sending)).isEqualTo(1);
            assertThat(scrape().value(syncing)).isZero();
        } finally {
            operator().delete(path).then().statusCode(204);
        }
        signals.look();
        assertThat(scrape().value(sending)).isZero();

        assertThat(rule("FulfilmentSyncLags")).contains("unless").contains("fulfilment_paused{what=\"syncing\"}");
        assertThat(rule("FulfilmentOperationsStuck"))
                .contains("unless")
                .contains("fulfilment_paused{what=\"sending\"}");
        assertThat(rule("FulfilmentPauseForgotten")).contains("fulfilment_paused");
    }

    @Test
    void what_the_last_whole_comparison_found_is_told() {
        String gauge = "fulfilment_drift_differences{brand=\"gale\",location=\"gal1\"}";
        String report = "00000000-0000-0000-0000-0000000d21f7";
        String broken = "00000000-0000-0000-0000-0000000d21f8";
        String insert =
                "insert into drift_reports (report_id, brand, location, begun_by, begun_at, alive_at, ended_at, failure)"
                        + " values (cast(? as uuid), 'gale', 'gal1', 'test', now() + make_interval(secs => ?), now(), now(), ?)";
        owner.run(insert, report, 60, null);
        owner.run(insert, broken, 61, "EasyEcom was away");
        owner.run(
                "insert into drift_differences (report_id, brand, location, shipment_id, what, repair) values"
                        + " (cast(? as uuid), 'gale', 'gal1', 1, 'STAGE', 'RESYNC'), (cast(? as uuid), 'gale', 'gal1', 2, 'RECALL', 'NONE')",
                report,
                report);
        try {
            signals.look();
            assertThat(scrape().value(gauge)).isEqualTo(1);
        } finally {
            owner.run(
                    "delete from drift_reports where report_id in (cast(? as uuid), cast(? as uuid))", report, broken);
        }
    }

    @Test
    void what_waits_for_a_disabled_endpoint_is_not_waited_for() {
        signals.look();
        double before = scrape().value("fulfilment_webhooks_pending{brand=\"gale\"}");
        String endpoint = "00000000-0000-0000-0000-00000000beef";
        owner.run(
                "insert into webhook_endpoints (endpoint_id, brand, location, url, secret, state, state_since, created_at,"
                        + " created_by, paused_until) values (cast(? as uuid), 'gale', '*', 'https://beef.example', '', 'ACTIVE', now(), now(),"
                        + " 'test', now() + interval '1 day')",
                endpoint);
        try {
            owner.run(
                    "insert into webhook_deliveries (delivery_id, endpoint_id, brand, location, type, subject, lane, body,"
                            + " next_attempt_at, created_at) values (gen_random_uuid(), cast(? as uuid), 'gale', 'gal1', 'webhook.ping', '', '', '',"
                            + " now() + interval '1 day', now() - interval '1 day')",
                    endpoint);
            signals.look();
            assertThat(scrape().value("fulfilment_webhooks_pending{brand=\"gale\"}"))
                    .isEqualTo(before + 1);
            assertThat(scrape().value("fulfilment_webhooks_oldest_seconds{brand=\"gale\"}"))
                    .isGreaterThan(86_000);

            owner.run("update webhook_endpoints set state = 'DISABLED' where endpoint_id = cast(? as uuid)", endpoint);
            signals.look();
            assertThat(scrape().value("fulfilment_webhooks_pending{brand=\"gale\"}"))
                    .isEqualTo(before);
            assertThat(scrape().value("fulfilment_webhooks_oldest_seconds{brand=\"gale\"}"))
                    .isLessThan(86_000);
        } finally {
            owner.run("delete from webhook_deliveries where endpoint_id = cast(? as uuid)", endpoint);
            owner.run("delete from webhook_cursors where endpoint_id = cast(? as uuid)", endpoint);
            owner.run("delete from webhook_endpoints where endpoint_id = cast(? as uuid)", endpoint);
        }
    }

    @Test
    void somebody_is_called_when_all_pods_are_gone_and_with_them_everything_they_told() throws IOException {
        assertThat(rule("FulfilmentGone"))
                .contains("absent(fulfilment_signals_age_seconds)")
                .contains("unless group by (brand) (fulfilment_webhooks_disabled)");
    }

    @Test
    void the_look_reads_by_indexes_that_hold_only_what_is_unfinished() {
        owner.run("set enable_seqscan = off");
        owner.run("set enable_bitmapscan = off");

        String plan = String.join("\n", owner.texts("""
                explain select location, stage, count(*), min(stage_since) from shipments
                where brand = 'gale' and stage not in ('DELIVERED', 'RTO_DELIVERED', 'CANCELLED') group by location, stage"""));

        assertThat(plan).contains("shipments_at_work");
    }

    /** A little of everything that is counted. */
    private void work() {
        long id = easyecom.place(Map.of("location", "nx6000000001", "count", 1)).getFirst();
        easyecom.place(Map.of("location", "nx6000000001", "raw", Map.of("order_id", "not-a-number")));
        sync.orders("gale/gal1");
        wms.assign(id, "MON" + id).statusCode(200);
        refused(Map.of("Access-Token", "wrong"));
        refused(Map.of());
        compared();
        signals.look();
    }

    private void compared() {
        String report = operator()
                .body(Map.of("brand", "gale", "location", "gal1"))
                .post("/v1/admin/drift-reports")
                .then()
                .statusCode(201)
                .extract()
                .path("reportId");
        Eventually.become(
                "DONE",
                () -> operator()
                        .get("/v1/admin/drift-reports/" + report)
                        .jsonPath()
                        .getString("report.state"));
    }

    private static void refused(Map<String, String> headers) {
        given().headers(headers)
                .body("{}")
                .contentType("application/json")
                .post("/inbound/easyecom/hook/hk1")
                .then()
                .statusCode(401);
    }

    private Scrape scrape() {
        return new Scrape(given().get(metrics).then().statusCode(200).extract().asString());
    }

    /** An expression of a panel or rule, and the labels that it and its texts use. */
    private record Said(String where, String expression, Set<String> labels) {

        static Said of(String where, String expression, String... texts) {
            Set<String> labels = new TreeSet<>();
            GROUPS.matcher(expression)
                    .results()
                    .flatMap(group -> Arrays.stream(group.group(1).split(",")))
                    .forEach(label -> labels.add(label.strip()));
            for (String text : texts) {
                SAID.matcher(text).results().forEach(label -> labels.add(label.group(1)));
            }
            labels.remove("value");
            return new Said(where, expression, labels);
        }
    }

    private static List<Said> said() throws IOException {
        List<Said> all = new ArrayList<>();
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        for (JsonNode panel : dashboard.path("panels")) {
            panel.path("targets")
                    .forEach(target -> all.add(Said.of(
                            panel.path("title").asText(),
                            target.path("expr").asText(),
                            target.path("legendFormat").asText())));
        }
        for (JsonNode variable : dashboard.at("/templating/list")) {
            if (variable.path("type").asText().equals("query")) {
                all.add(Said.of(
                        "variable " + variable.path("name").asText(),
                        variable.at("/query/query").asText()));
            }
        }
        for (JsonNode rule : rules()) {
            all.add(Said.of(
                    rule.path("alert").asText(),
                    rule.path("expr").asText(),
                    rule.at("/annotations/summary").asText(),
                    rule.at("/annotations/description").asText()));
        }
        assertThat(all).hasSizeGreaterThan(35);
        return all;
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + Ground.OPERATOR_KEY).contentType("application/json");
    }

    private static String rule(String alert) throws IOException {
        for (JsonNode rule : rules()) {
            if (rule.path("alert").asText().equals(alert)) {
                return rule.path("expr").asText();
            }
        }
        throw new AssertionError("No alert " + alert);
    }

    private static JsonNode rules() throws IOException {
        return new ObjectMapper(new YAMLFactory()).readTree(ALERTS.toFile()).at("/spec/groups/0/rules");
    }

    /** What was exported at one moment. */
    private record Scrape(String text) {

        boolean has(String name) {
            return text.lines()
                    .anyMatch(line -> line.matches(Pattern.quote(name) + "(_count|_sum|_bucket|_max)?[{ ].*"));
        }

        Set<String> labels(String name) {
            Set<String> labels = new TreeSet<>();
            lines(name).forEach(line -> MATCHER.matcher(line).results().forEach(label -> labels.add(label.group(1))));
            return labels;
        }

        double value(String series) {
            return text.lines()
                    .filter(line -> line.startsWith(series + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(series + " is not exported"));
        }

        List<String> faults(String name, String selector, Said said) {
            List<String> faults = new ArrayList<>();
            if (lines(name).isEmpty()) {
                return List.of(said.where() + ": " + name + " is not exported");
            }
            for (MatchResult each :
                    MATCHER.matcher(selector == null ? "" : selector).results().toList()) {
                if (!labels(name).contains(each.group(1))) {
                    faults.add(said.where() + ": " + name + " has no label " + each.group(1));
                } else if (each.group(2).equals("=") && name.startsWith("fulfilment_") && !shows(name, each.group(0))) {
                    faults.add(said.where() + ": no " + name + " with " + each.group(0));
                }
            }
            return faults;
        }

        private boolean shows(String name, String label) {
            return lines(name).stream().anyMatch(line -> line.contains(label));
        }

        private List<String> lines(String name) {
            return text.lines()
                    .filter(line -> line.matches(Pattern.quote(name) + "[{ ].*"))
                    .toList();
        }
    }
}
