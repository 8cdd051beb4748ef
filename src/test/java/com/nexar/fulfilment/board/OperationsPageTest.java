package com.nexar.fulfilment.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the board tells of operations that wait, and of what ended without success and is left. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class OperationsPageTest {

    private static final String HERE = "/board/deck/maa1";
    private static final String OPERATIONS = HERE + "/operations";
    private static final Pattern TILE = Pattern.compile(
            "<span class=\"label\">Ended without success</span><strong class=\"count\">([0-9,]+)</strong>");

    @Inject
    SyncNow sync;

    private final EasyEcom easyecom = EasyEcom.deck();
    private final Wms wms = Wms.at(Ground.DECK_KEY, "deck/maa1");
    private Looker operator;

    @BeforeEach
    void sign_in() {
        operator = Looker.signedIn(Ground.OPERATOR_KEY);
    }

    @AfterEach
    void as_before() {
        easyecom.noFaults();
        operator.post(HERE + "/pause/end", Map.of());
    }

    @Test
    void what_waits_is_shown_with_its_reason_until_it_is_done() {
        long id = received();
        assertThat(waiting()).doesNotContain("" + id);
        operator.post(HERE + "/pause", Map.of("sending", "true", "reason", "EasyEcom moves"))
                .statusCode(303);
        String operation =
                wms.waiting(0).assign(id, "WAIT" + id).statusCode(202).extract().path("operationId");

        Eventually.become(true, () -> waiting().contains("EasyEcom moves"));
        assertThat(waiting())
                .contains("" + id)
                .contains("Pending")
                .contains("Sending to EasyEcom is paused")
                .contains("asked by deck-wms")
                .contains("Looked at next");

        operator.post(HERE + "/pause/end", Map.of()).statusCode(303);
        Eventually.become("SUCCEEDED", () -> wms.state(operation));
        assertThat(waiting()).doesNotContain("" + id);
    }

    @Test
    void what_was_given_again_since_is_left_out_and_the_floor_counts_the_rest() {
        long done = refused();
        long left = refused();
        assertThat(ended("")).contains("" + done).contains("" + left);
        long before = listed();
        Eventually.become(before, this::counted);

        wms.confirm(done).statusCode(200);

        assertThat(ended("")).doesNotContain("" + done).contains("" + left);
        assertThat(ended("?all=true")).contains("" + done).contains("Given again, or past doing");
        assertThat(listed()).isEqualTo(before - 1);
        Eventually.become(before - 1, this::counted);
        easyecom.act(left, "cancellation");
        sync.orders("deck/maa1");
        assertThat(ended("")).as("nobody can confirm it any more").doesNotContain("" + left);
    }

    @Test
    void rows_that_were_set_aside_are_listed_by_location_and_counted_on_its_floor() {
        long id = easyecom.place(Map.of("location", "nx8000000002", "raw", Map.of("order_id", "not-a-number")))
                .getFirst();
        sync.orders("deck/maa1");
        try (Database owner = Database.asOwner()) { // more of another location than one looks through
            owner.run(
                    "insert into quarantine (brand, location, feed, raw, raw_digest, reason, first_seen_at, last_seen_at,"
                            + " times) select 'deck', 'pnq1', 'ORDERS_TIP', '{}', 'many-' || n, 'many', now(), now(), 1"
                            + " from generate_series(1, 250) n");
            try {
                assertThat(operator.page(OPERATIONS)).contains(", " + id).doesNotContain(">many<");
                Eventually.become(true, () -> operator.page(HERE).contains("Rows set aside"));
                assertThat(Looker.signedIn(Ground.DECK_KEY).page(OPERATIONS))
                        .contains("operators see them")
                        .doesNotContain(", " + id);
            } finally {
                owner.run("delete from quarantine where reason = 'many'");
            }
        }
    }

    private long refused() {
        long id = received();
        wms.assign(id, "LEFT" + id).statusCode(200);
        easyecom.act(id, "confirm-fail");
        wms.confirm(id).statusCode(422);
        return id;
    }

    private long received() {
        long id = easyecom.place(Map.of("location", "nx8000000002")).getFirst();
        sync.orders("deck/maa1");
        return id;
    }

    private String waiting() {
        String page = operator.page(OPERATIONS);
        return page.substring(page.indexOf("id=\"waiting\""), page.indexOf("id=\"ended\""));
    }

    private String ended(String query) {
        String page = operator.page(OPERATIONS + query);
        return page.substring(page.indexOf("id=\"ended\""));
    }

    private long listed() {
        return ended("").split("name=\"operation\"", -1).length - 1;
    }

    private long counted() {
        Matcher tile = TILE.matcher(operator.page(HERE));
        return tile.find() ? Long.parseLong(tile.group(1).replace(",", "")) : 0;
    }
}
