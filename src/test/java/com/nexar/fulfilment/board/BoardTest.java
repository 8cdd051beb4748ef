package com.nexar.fulfilment.board;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the board's pages show, and to whom. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class BoardTest {

    private static final String PUNE = "/board/deck/pnq1";
    private static final String CHENNAI = "/board/deck/maa1";
    private static final Pattern ROW = Pattern.compile("<th scope=\"row\"><a href=\"([^\"]+)\">");
    private static final Pattern NEXT = Pattern.compile("href=\"([^\"]+)\">Next page");

    @Inject
    SyncNow sync;

    @TestHTTPResource
    URI home;

    private final EasyEcom easyecom = EasyEcom.deck();
    private final Wms pune = Wms.at(Ground.DECK_KEY, "deck/pnq1");
    private Looker looker;

    @BeforeEach
    void sign_in() {
        looker = Looker.signedIn(Ground.DECK_KEY);
    }

    @AfterEach
    void as_before() {
        easyecom.noFaults();
    }

    @Test
    void a_session_sees_the_locations_of_its_key_and_no_others() {
        long id = order(Map.of("location", "nx8000000002"));
        sync.orders("deck/maa1");
        String orderId =
                Wms.at(Ground.DECK_KEY, "deck/maa1").shipment(id).extract().path("orderId");
        Looker floor = Looker.signedIn(Ground.PUNE_KEY);

        floor.page(PUNE);
        looker.page(CHENNAI);
        looker.page(CHENNAI + "/orders/" + orderId);
        for (String path : List.of(
                CHENNAI,
                CHENNAI + "/orders",
                CHENNAI + "/orders/" + orderId,
                CHENNAI + "/operations",
                CHENNAI + "/connection",
                CHENNAI + "/stream",
                CHENNAI + "/shipments/" + id + "/documents/label",
                "/board/acme/blr1",
                "/board/deck/nowhere",
                "/board/none/nowhere",
                PUNE + "/orders/" + orderId)) {
            assertThat(floor.failure(path, 404)).as(path).doesNotContain("Chennai 1");
        }
        floor.get("/").statusCode(303).header("Location", endsWith(PUNE)); // its only one
        looker.get("/").body(containsString("Chennai 1")).body(not(containsString("/board/acme")));
        looker.get("/board/acme/blr1").statusCode(404);
    }

    @Test
    void what_is_not_there_is_a_page_with_the_right_status() {
        looker.failure(PUNE + "/orders/999999999", 404);
        looker.failure(PUNE + "/orders/nonsense", 404);
        looker.failure(PUNE + "/nowhere", 404);
        looker.failure(PUNE + "/orders?stage=nonsense", 400);
        looker.failure(PUNE + "/orders?risk=nonsense", 400);
        looker.failure(PUNE + "/orders?cursor=nonsense", 400);
        looker.get("/v1/nowhere").statusCode(401).contentType("application/problem+json");
    }

    @Test
    void browsers_are_told_to_keep_nothing_and_to_run_nothing_that_is_not_ours() {
        for (String path : List.of(
                "/", "/sign-in", PUNE, PUNE + "/orders", PUNE + "/operations", PUNE + "/connection", PUNE + "/none")) {
            var answer = looker.get(path);
            answer.header("Cache-Control", equalTo("no-store"))
                    .header("X-Content-Type-Options", equalTo("nosniff"))
                    .header("Referrer-Policy", equalTo("same-origin"))
                    .header("Content-Security-Policy", startsWith("default-src 'none'"))
                    .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                    .header("Content-Security-Policy", not(containsString("unsafe")));
            String page = answer.extract().asString();
            assertThat(page)
                    .as(path)
                    .doesNotContain(" style=\"")
                    .doesNotContain("<style")
                    .doesNotContainPattern(" on[a-z]+=\"")
                    .doesNotContainPattern("<script(?![^>]*src=)")
                    .doesNotContainPattern("(src|href)=\"https?:");
        }
        for (String asset : assets(looker.page(PUNE))) {
            given().get(asset).then().statusCode(200);
        }
        given().get("/v1/brands").then().header("Content-Security-Policy", not(containsString("'self'")));
    }

    @Test
    void what_comes_from_outside_is_text_and_nothing_else() {
        String hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{page}";
        long id = order(Map.of("location", "nx8000000001", "reference", hostile));
        sync.orders("deck/pnq1");
        String orderId = pune.shipment(id).extract().path("orderId");

        String list = looker.page(PUNE + "/orders?q=" + id);
        String page = looker.page(PUNE + "/orders/" + orderId);
        String search = looker.request()
                .queryParam("q", hostile)
                .get(PUNE + "/orders")
                .then()
                .extract()
                .asString();
        for (String each : List.of(list, page, search)) {
            assertThat(each)
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;&lt;img")
                    .doesNotContain("<script>alert")
                    .doesNotContain("<img");
        }
        assertThat(looker.failure("/board/deck/" + "%3Cscript%3Ealert(1)%3C%2Fscript%3E", 404))
                .doesNotContain("<script>alert");
    }

    @Test
    void two_hundred_orders_are_paged_quickly_and_completely() {
        easyecom.post("/sandbox/orders", Map.of("location", "nx8000000002", "count", 200, "reference", "MANY"));
        sync.orders("deck/maa1");
        looker.page(CHENNAI + "/orders");
        Set<String> seen = new LinkedHashSet<>();
        int rows = 0;
        String path = CHENNAI + "/orders";
        long began = System.nanoTime();
        int pages = 0;
        while (path != null) {
            String page = looker.page(path);
            pages++;
            Matcher row = ROW.matcher(page);
            while (row.find()) {
                seen.add(row.group(1));
                rows++;
            }
            Matcher next = NEXT.matcher(page);
            path = next.find() ? next.group(1).replace("&amp;", "&") : null;
        }
        Duration each = Duration.ofNanos((System.nanoTime() - began) / pages);

        assertThat(rows).as("none twice").isEqualTo(seen.size()).isGreaterThanOrEqualTo(200);
        assertThat(pages).isEqualTo((rows + 49) / 50);
        assertThat(each).as("per page of 50").isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void orders_are_found_by_reference_AWB_invoice_and_order() {
        long id = order(Map.of("location", "nx8000000001", "reference", "FIND-ME-0042"));
        sync.orders("deck/pnq1");
        pune.assign(id, "AWBFIND" + id).statusCode(200);
        String orderId = pune.shipment(id).extract().path("orderId");

        for (String text : List.of(
                "FIND-ME-0042",
                "FIND-ME",
                " FIND-ME-0042 ",
                "find-Me-0042",
                "find-me",
                "AWBFIND" + id,
                "awbFind" + id,
                "" + id,
                orderId)) {
            String page = looker.request()
                    .queryParam("q", text)
                    .get(PUNE + "/orders")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            assertThat(rows(page)).as(text).containsExactly(PUNE + "/orders/" + orderId);
        }
        assertThat(rows(looker.page(PUNE + "/orders?q=FIND-NOBODY"))).isEmpty();
        assertThat(rows(looker.page(CHENNAI + "/orders?q=FIND-ME-0042"))).isEmpty();
    }

    @Test
    void a_search_says_when_there_is_more_and_leaves_no_other_filter_chosen() {
        easyecom.post("/sandbox/orders", Map.of("location", "nx8000000002", "count", 51, "reference", "Crowd"));
        order(Map.of("location", "nx8000000002", "reference", "CROWDED"));
        sync.orders("deck/maa1");

        String page = looker.page(CHENNAI + "/orders?q=crowd&stage=DELIVERED&risk=LATE&held=true");

        assertThat(rows(page)).hasSize(50);
        assertThat(page)
                .contains("The first 50 shipments found for “crowd”; there are more of them")
                .contains("<option value=\"\" selected>Anywhere</option>")
                .contains("<option value=\"\" selected>Any</option>")
                .doesNotContain(" checked");
        assertThat(looker.page(CHENNAI + "/orders?q=crowded")).contains("1 shipment found for “crowded”<");
    }

    @Test
    void cancellations_to_decide_are_paged_completely_and_filtered() {
        easyecom.post("/sandbox/orders", Map.of("location", "nx8000000002", "count", 60, "reference", "RECALL"));
        sync.orders("deck/maa1");
        String all =
                "update shipments set cancellation_requested_at = %s where brand = 'deck' and reference_code like 'RECALL%%'";
        try (Database database = Database.asOwner()) {
            database.run(all.formatted("now() - shipment_id % 7 * interval '1 minute'"));
            long there = database.number("select count(*) from shipments where brand = 'deck' and location = 'maa1'"
                    + " and cancellation_requested_at is not null and cancellation_outcome is null");
            List<String> seen = new ArrayList<>();
            String path = CHENNAI + "/orders?to-decide=true";
            while (path != null) {
                String page = looker.page(path);
                assertThat(page).contains("<option value=\"\" selected>Anywhere</option>");
                seen.addAll(rows(page));
                Matcher next = NEXT.matcher(page);
                path = next.find() ? next.group(1).replace("&amp;", "&") : null;
            }
            assertThat(seen).hasSize((int) there).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(60);
            assertThat(looker.page(CHENNAI + "/orders?to-decide=true"))
                    .contains("The first 50 shipments with a cancellation to decide");
            assertThat(rows(looker.page(CHENNAI + "/orders?to-decide=true&stage=MANIFESTED")))
                    .isEmpty();
            assertThat(rows(looker.page(CHENNAI + "/orders?to-decide=true&stage=RECEIVED")))
                    .hasSize(50);
        } finally {
            try (Database database = Database.asOwner()) {
                database.run(all.formatted("null"));
            }
        }
    }

    @Test
    void lists_are_what_their_filters_say() {
        long late = order(Map.of("location", "nx8000000001", "tat", "-PT3H"));
        long near = order(Map.of("location", "nx8000000001", "tat", "PT20M"));
        long held = order(Map.of("location", "nx8000000001", "status", "On Hold", "tat", "P2D"));
        sync.orders("deck/pnq1");
        try (Database database = Database.asOwner()) { // a courier who comes every five minutes
            database.run(
                    "update shipments set courier = 'Every Five Minutes' where brand = 'deck' and shipment_id in (?, ?, ?)",
                    late,
                    near,
                    held);
        }
        String ofLate = PUNE + "/orders/" + pune.shipment(late).extract().path("orderId");
        String ofNear = PUNE + "/orders/" + pune.shipment(near).extract().path("orderId");
        String ofHeld = PUNE + "/orders/" + pune.shipment(held).extract().path("orderId");

        assertThat(rows(looker.page(PUNE + "/orders?risk=LATE")))
                .contains(ofLate)
                .doesNotContain(ofNear, ofHeld);
        assertThat(rows(looker.page(PUNE + "/orders?risk=AT_RISK")))
                .contains(ofNear)
                .doesNotContain(ofLate, ofHeld);
        assertThat(rows(looker.page(PUNE + "/orders?risk=FINE")))
                .contains(ofHeld)
                .doesNotContain(ofLate, ofNear);
        assertThat(rows(looker.page(PUNE + "/orders?held=true")))
                .contains(ofHeld)
                .doesNotContain(ofLate, ofNear);
        assertThat(rows(looker.page(PUNE + "/orders?stage=RECEIVED"))).contains(ofHeld, ofLate, ofNear);
        assertThat(rows(looker.page(PUNE + "/orders?stage=CONFIRMED"))).doesNotContain(ofHeld, ofLate, ofNear);
        assertThat(rows(looker.page(PUNE + "/orders?stage=DELIVERED"))).doesNotContain(ofHeld, ofLate, ofNear);
        assertThat(rows(looker.page(PUNE + "/orders?person=true"))).doesNotContain(ofHeld, ofLate, ofNear);
        assertThat(rows(looker.page(PUNE + "/orders"))).containsSubsequence(ofLate, ofNear, ofHeld);
        Eventually.become(true, () -> looker.page(PUNE).contains("On hold"));
    }

    @Test
    void a_cancellation_to_decide_is_shown_until_it_is_decided() {
        long id = order(Map.of("location", "nx8000000001"));
        sync.orders("deck/pnq1");
        pune.acknowledge(id).statusCode(200);
        easyecom.act(id, "cancellation");
        sync.tip("deck/pnq1");
        String path = PUNE + "/orders/" + pune.shipment(id).extract().path("orderId");

        assertThat(rows(looker.page(PUNE + "/orders?to-decide=true"))).contains(path);
        assertThat(looker.page(path)).contains("The warehouse decides by").contains("Cancellation to decide");

        pune.decide(id, "STOPPED", null).statusCode(200);
        assertThat(rows(looker.page(PUNE + "/orders?to-decide=true"))).doesNotContain(path);
        assertThat(looker.page(path)).contains("Nothing more happens by itself");
    }

    @Test
    void an_orders_page_tells_its_story_and_opens_its_papers() {
        long id = order(Map.of("location", "nx8000000001"));
        sync.orders("deck/pnq1");
        String path = PUNE + "/orders/" + pune.shipment(id).extract().path("orderId");
        assertThat(looker.page(path)).contains("gives it a courier and an AWB").doesNotContain("(PDF)");

        pune.assign(id, "STORY" + id).statusCode(200);
        pune.confirm(id).statusCode(200);

        String page = looker.page(path);
        assertThat(page)
                .contains("STORY" + id)
                .contains("Received → Assigned")
                .contains("Assigned → Confirmed")
                .contains("Confirmation: asked")
                .contains("hands it over with a manifest")
                .containsPattern("<time datetime=\"[0-9T:-]+Z\" title=\"[0-9: -]+ UTC\">");
        String shipTo = pune.shipment(id).extract().path("shipTo.name");
        assertThat(page).contains(shipTo);
        String label = PUNE + "/shipments/" + id + "/documents/label";
        assertThat(page)
                .contains(label)
                .contains("Not fetched yet; EasyEcom may have it by now")
                .contains("Ask for it")
                .doesNotContain("(PDF)");
        easyecom.fault("document-file", "not-json", 1);
        looker.get(label).statusCode(org.hamcrest.Matchers.greaterThanOrEqualTo(400));
        assertThat(looker.page(path))
                .contains("It could not be had: ")
                .contains("Try again")
                .contains("Invoice (PDF)")
                .doesNotContain("Label (PDF)");
        looker.get(label)
                .statusCode(200)
                .contentType("application/pdf")
                .header("Cache-Control", equalTo("no-store"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
        looker.failure(PUNE + "/shipments/" + id + "/documents/nonsense", 404);
        assertThat(looker.page(path)).contains("Invoice (PDF)").contains("Label (PDF)");
    }

    @Test
    void erased_papers_are_said_to_be_erased_and_lead_nowhere() {
        long id = order(Map.of("location", "nx8000000001"));
        sync.orders("deck/pnq1");
        pune.confirm(id).statusCode(200);
        String path = PUNE + "/orders/" + pune.shipment(id).extract().path("orderId");
        assertThat(looker.page(path)).contains("/documents/label");
        try (Database database = Database.asOwner()) {
            database.run(
                    "update shipments set personal_data_erased_at = now() where brand = 'deck' and shipment_id = ?",
                    id);
        }

        assertThat(looker.page(path))
                .contains("Erased with the buyer")
                .contains("Buyer&#39;s data erased")
                .doesNotContain("/documents/");
    }

    @Test
    void a_key_of_the_role_operator_sees_the_floor_and_settles_and_sees_no_recipients() {
        long id = order(Map.of("location", "nx8000000001"));
        sync.orders("deck/pnq1");
        String shipTo = pune.shipment(id).extract().path("shipTo.phone");
        String path = PUNE + "/orders/" + pune.shipment(id).extract().path("orderId");
        Looker operator = Looker.signedIn(Ground.OPERATOR_KEY);
        assertThat(looker.page(path)).contains(shipTo);
        assertThat(operator.page(path)).doesNotContain(shipTo).doesNotContain("(PDF)");
        operator.get(PUNE + "/shipments/" + id + "/documents/label").statusCode(403);

        easyecom.fault("assign", "504", 1);
        easyecom.fault("order-details", "504", 1000); // so that no read-back decides it first
        String operation = pune.waiting(0)
                .assign(id, "SETTLE" + id)
                .statusCode(202)
                .extract()
                .path("operationId");
        Eventually.become("OUTCOME_UNKNOWN", () -> pune.state(operation));
        String settlement = PUNE + "/operations/" + operation + "/settlement";
        assertThat(looker.page(PUNE + "/operations")).contains("" + id).doesNotContain("Settle");
        assertThat(operator.page(PUNE + "/operations")).contains(settlement);
        looker.post(settlement, Map.of("outcome", "HAPPENED", "reason", "x")).statusCode(403);
        operator.post(settlement, Map.of("outcome", "HAPPENED")).statusCode(400);
        operator.post(settlement, Map.of("outcome", "MAYBE", "reason", "x")).statusCode(400);

        operator.post(settlement, Map.of("outcome", "HAPPENED", "reason", "seen there"))
                .statusCode(303)
                .header("Location", endsWith(PUNE + "/operations?settled=1"));

        pune.operation(operation).body("settlement.by", equalTo("operator"));
        assertThat(pune.stage(id)).isEqualTo("ASSIGNED");
        assertThat(looker.page(path)).contains("seen there");
        operator.post(settlement, Map.of("outcome", "HAPPENED", "reason", "again"))
                .statusCode(409);
    }

    @Test
    void what_was_refused_is_given_again_after_a_look_at_what_would_happen() {
        long id = order(Map.of("location", "nx8000000001"));
        sync.orders("deck/pnq1");
        pune.assign(id, "AGAIN" + id).statusCode(200);
        easyecom.act(id, "confirm-fail");
        String operation = pune.confirm(id).statusCode(422).extract().path("operationId");
        Looker operator = Looker.signedIn(Ground.OPERATOR_KEY);
        assertThat(looker.page(PUNE + "/operations")).contains("" + id).doesNotContain("value=\"" + operation);
        assertThat(operator.page(PUNE + "/operations")).contains("value=\"" + operation);
        looker.post(PUNE + "/replays", Map.of("operation", operation)).statusCode(403);
        operator.post(PUNE + "/replays", Map.of()).statusCode(400);

        String replay = operator.post(PUNE + "/replays", Map.of("operation", operation))
                .statusCode(303)
                .extract()
                .header("Location")
                .replaceAll(".*(?=/board/)", "");

        assertThat(operator.page(replay)).contains("Would begin").contains("Do it");
        assertThat(pune.stage(id)).isEqualTo("ASSIGNED");
        looker.get(replay).statusCode(403);
        operator.get(replay.replace("pnq1", "maa1")).statusCode(404);

        operator.post(replay + "/commit", Map.of()).statusCode(303);

        assertThat(operator.page(replay)).contains("Begun").doesNotContain("Do it");
        Eventually.become("CONFIRMED", () -> pune.stage(id));
    }

    @Test
    void an_operator_pauses_a_location_and_everybody_sees_it() {
        long id = order(Map.of("location", "nx8000000002"));
        sync.orders("deck/maa1");
        Wms chennai = Wms.at(Ground.DECK_KEY, "deck/maa1");
        String story = CHENNAI + "/orders/" + chennai.shipment(id).extract().path("orderId");
        Looker operator = Looker.signedIn(Ground.OPERATOR_KEY);
        Map<String, String> pause = Map.of("sending", "true", "reason", "<b>EasyEcom moves</b>");
        looker.post(CHENNAI + "/pause", pause).statusCode(403);
        operator.post(CHENNAI + "/pause", Map.of("reason", "none")).statusCode(400);

        operator.post(CHENNAI + "/pause", pause).statusCode(303);
        String told = "Sending is paused: commands wait, by operator: &lt;b&gt;EasyEcom moves";
        String operation;
        try {
            assertThat(looker.page(CHENNAI + "/connection")).contains(told).doesNotContain("End the pause");
            for (String path : List.of("/orders", "/operations", "/connection")) {
                assertThat(looker.page(CHENNAI + path)).as(path).contains(told);
                assertThat(looker.page(PUNE + path)).as(path).doesNotContain("paused");
            }
            Eventually.become(
                    true,
                    () -> List.of(CHENNAI, "/").stream()
                            .allMatch(path -> looker.page(path).contains(told)));
            assertThat(looker.page(CHENNAI))
                    .containsPattern("connection\">Sending is paused<")
                    .doesNotContain(">Connected<")
                    .containsOnlyOnce(told);

            assertThat(looker.page(story)).contains(told).contains("gives it a courier and an AWB");
            operation = chennai.waiting(0)
                    .assign(id, "PAUSED" + id)
                    .statusCode(202)
                    .extract()
                    .path("operationId");
            assertThat(looker.page(story))
                    .contains("Assignment waits. " + told)
                    .contains("<a href=\"" + CHENNAI + "/operations\">Operations</a>")
                    .doesNotContain("carries on by itself");
        } finally {
            looker.post(CHENNAI + "/pause/end", Map.of()).statusCode(403);
            operator.post(CHENNAI + "/pause/end", Map.of()).statusCode(303);
        }
        assertThat(looker.page(CHENNAI + "/connection")).doesNotContain("is paused");
        Eventually.become("SUCCEEDED", () -> chennai.state(operation));
        assertThat(looker.page(story)).doesNotContain("paused:").contains("The warehouse packs and confirms it.");
    }

    @Test
    void an_operation_that_needs_a_person_is_not_said_to_go_on_by_itself() {
        long id = order(Map.of("location", "nx8000000001"));
        sync.orders("deck/pnq1");
        String story = PUNE + "/orders/" + pune.shipment(id).extract().path("orderId");
        easyecom.fault("assign", "504", 1);
        easyecom.fault("order-details", "504", 1000); // so that no read-back decides it
        String operation = pune.waiting(0)
                .assign(id, "PERSON" + id)
                .statusCode(202)
                .extract()
                .path("operationId");
        Eventually.become("OUTCOME_UNKNOWN", () -> pune.state(operation));
        assertThat(looker.page(story)).contains("(outcome unknown); the facade carries on by itself");

        try (Database database = Database.asOwner()) {
            database.run("update operations set needs_person = true where operation_id = cast(? as uuid)", operation);
        }

        pune.shipment(id).body("pending.needsPerson", equalTo(true));
        assertThat(looker.page(story))
                .contains("An operator looks at the shipment in EasyEcom and settles it.")
                .contains("<a href=\"" + PUNE + "/operations\">Operations</a>")
                .doesNotContain("carries on by itself");
        Looker.signedIn(Ground.OPERATOR_KEY)
                .post(
                        PUNE + "/operations/" + operation + "/settlement",
                        Map.of("outcome", "DID_NOT_HAPPEN", "reason", "not seen"))
                .statusCode(303);
    }

    @Test
    void what_differs_from_EasyEcom_is_shown_and_an_operator_has_it_read_again() {
        String drift = CHENNAI + "/drift";
        Looker operator = Looker.signedIn(Ground.OPERATOR_KEY);
        long id = order(Map.of("location", "nx8000000002"));
        sync.orders("deck/maa1");
        easyecom.act(id, "cancellation");
        looker.post(drift, Map.of()).statusCode(403);
        assertThat(looker.page(drift)).doesNotContain("Compare now");

        String report = operator.post(drift, Map.of())
                .statusCode(303)
                .extract()
                .header("Location")
                .replaceAll(".*(?=/board/)", "");
        Eventually.become(false, () -> operator.page(report).contains("hx-trigger"));
        assertThat(operator.page(report)).contains("" + id, "Received", "Cancelled", "Read it again");
        assertThat(looker.page(drift)).contains("" + id).doesNotContain("again</button>");
        operator.get(report.replace("maa1", "pnq1")).statusCode(404);
        operator.get(drift + "?report=none").statusCode(404);

        Map<String, String> again = Map.of("report", report.replaceAll(".*=", ""), "shipment", Long.toString(id));
        looker.post(drift + "/resyncs", again).statusCode(403);
        assertThat(operator.post(drift + "/resyncs", again)
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("Read again: 1 taken in");
        assertThat(Wms.at(Ground.DECK_KEY, "deck/maa1").stage(id)).isEqualTo("CANCELLED");
    }

    @Test
    void the_floor_is_told_again_when_it_has_changed() throws Exception {
        sync.orders("deck/pnq1");
        HttpURLConnection stream = stream(looker);
        assertThat(stream.getHeaderField("Cache-Control")).isEqualTo("no-store");
        try (BufferedReader lines = lines(stream)) {
            long before = received(event(lines));

            order(Map.of("location", "nx8000000001"));
            sync.tip("deck/pnq1");

            Eventually.become(before + 1, () -> received(event(lines)));
            looker.post("/sign-out", Map.of()).statusCode(303);
            assertThat(lastEvent(lines)).isEqualTo("signed-out");
        }
    }

    @Test
    void a_session_looks_at_so_many_floors_at_once_and_leaves_the_others_theirs() throws Exception {
        Looker other = Looker.signedIn(Ground.DECK_KEY);
        List<BufferedReader> open = new ArrayList<>();
        try {
            for (int i = 0; i < OpenStreams.MOST_OF_A_SESSION; i++) {
                open.add(lines(stream(looker)));
                assertThat(firstEvent(open.getLast())).isEqualTo("floor");
            }
            try (BufferedReader oneMore = lines(stream(looker))) {
                assertThat(lastEvent(oneMore)).as("and it ends").isEqualTo("too-many");
            }
            try (BufferedReader another = lines(stream(other))) {
                assertThat(firstEvent(another)).isEqualTo("floor");
            }
            open.removeLast().close();
            Eventually.become("floor", () -> {
                try (BufferedReader again = lines(stream(looker))) {
                    return firstEvent(again);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
        } finally {
            for (BufferedReader each : open) {
                each.close();
            }
        }
    }

    @Test
    void a_stream_is_told_that_its_session_has_ended() throws Exception {
        looker.post("/sign-out", Map.of()).statusCode(303);
        HttpURLConnection stream = stream(looker);
        assertThat(stream.getResponseCode())
                .as("of any other answer a browser tells its page nothing")
                .isEqualTo(200);
        assertThat(stream.getContentType()).startsWith("text/event-stream");
        try (BufferedReader lines = lines(stream)) {
            assertThat(lastEvent(lines)).isEqualTo("signed-out");
        }
    }

    @Test
    void what_the_board_asks_of_the_database_goes_by_its_indexes() {
        try (Database application = Database.asApplication()) {
            application.scope("deck", "pnq1");
            application.run("set local enable_seqscan = off");
            for (String where : List.of(
                    "stage = 'RECEIVED' order by coalesce(ship_by, timestamptz 'infinity'), shipment_id limit 50",
                    "stage = 'DELIVERED' and stage_since >= now() - interval '1 day'",
                    "on_hold limit 5000",
                    "reference_sought ~>=~ upper('a') and reference_sought ~<~ (upper('a') || 'b')",
                    "reference_sought = upper('a') and reference_code = 'a'",
                    "awb_sought = upper('a')")) {
                String plan = String.join(
                        "\n",
                        application.texts(
                                "explain select shipment_id from shipments where brand = 'deck' and location = 'pnq1' and "
                                        + where));
                assertThat(plan).as(where).contains("Index").contains("Index Cond");
                assertThat(plan.lines()
                                .filter(line -> line.contains("Index Cond"))
                                .toList())
                        .as(where)
                        .anyMatch(line -> line.contains("brand = 'deck'"));
            }
        }
    }

    private static long received(String event) {
        Matcher count = Pattern.compile("stage=RECEIVED\"[^>]*><strong class=\"count\">([0-9,]+)")
                .matcher(event);
        assertThat(count.find()).as(event).isTrue();
        return Long.parseLong(count.group(1).replace(",", ""));
    }

    /** The data of the next event. */
    private static String event(BufferedReader lines) {
        StringBuilder data = new StringBuilder();
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    data.append(line.substring(5)).append('\n');
                } else if (line.isEmpty() && !data.isEmpty()) {
                    return data.toString();
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return data.toString();
    }

    private HttpURLConnection stream(Looker who) throws IOException {
        HttpURLConnection stream =
                (HttpURLConnection) home.resolve(PUNE + "/stream").toURL().openConnection();
        stream.setRequestProperty("Cookie", SessionCookie.NAME + "=" + who.session());
        stream.setRequestProperty("Accept", "text/event-stream");
        stream.setReadTimeout(20_000);
        return stream;
    }

    private static BufferedReader lines(HttpURLConnection stream) throws IOException {
        return new BufferedReader(new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String firstEvent(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith("event:")) {
            line = lines.readLine();
        }
        return line == null ? "" : line.substring(6).strip();
    }

    private static String lastEvent(BufferedReader lines) throws IOException {
        String last = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            last = line.startsWith("event:") ? line.substring(6).strip() : last;
        }
        return last;
    }

    private static List<String> rows(String page) {
        List<String> rows = new ArrayList<>();
        Matcher row = ROW.matcher(page);
        while (row.find()) {
            rows.add(row.group(1));
        }
        return rows;
    }

    private static List<String> assets(String page) {
        List<String> assets = new ArrayList<>();
        Matcher asset = Pattern.compile("(?:src|href)=\"(/_[^\"]+)\"").matcher(page);
        while (asset.find()) {
            assets.add(asset.group(1));
        }
        assertThat(assets).hasSize(4);
        return assets;
    }

    private long order(Map<String, ?> wish) {
        return easyecom.place(wish).getFirst();
    }
}
