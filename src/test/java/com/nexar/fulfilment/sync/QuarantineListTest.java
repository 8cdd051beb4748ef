package com.nexar.fulfilment.sync;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nexar.fulfilment.AgainstDocument;
import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows set aside are listed by place, feed and time, and page by page none is passed over. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class QuarantineListTest {

    private static final String LIST = "/v1/admin/quarantine?brand=acme";

    private final Database owner = Database.asOwner();

    @BeforeEach
    void some_rows() {
        row("blr1", "ORDERS_TIP", 1, "3 days");
        row("blr1", "WEBHOOKS", 2, "2 days");
        row("blr1", "ORDERS_TIP", 3, "1 day");
        row("bom1", "ORDERS_TIP", 4, "1 day");
        row("bom1", "ORDERS_TIP", 5, "1 day");
    }

    @AfterEach
    void as_before() {
        owner.run("delete from quarantine where reason = 'listed'");
        owner.close();
    }

    @Test
    void a_narrowed_key_reaches_every_row_of_its_location_past_those_of_others() {
        assertThat(pageByPage(Ground.BLR1_OPERATOR_KEY, "&limit=1")).containsExactly("3", "2", "1");
        assertThat(pageByPage(Ground.OPERATOR_KEY, "&limit=2")).containsExactly("5", "4", "3", "2", "1");
        list(Ground.BLR1_OPERATOR_KEY, "&location=bom1").statusCode(404);
        list(Ground.OPERATOR_KEY, "&location=nowhere").statusCode(404);
    }

    @Test
    void rows_are_listed_by_location_feed_and_time() {
        String now = owner.text("select to_char(now() at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')");
        String then = owner.text(
                "select to_char((now() - interval '36 hours') at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')");
        assertThat(pageByPage(Ground.OPERATOR_KEY, "&location=bom1")).containsExactly("5", "4");
        assertThat(pageByPage(Ground.OPERATOR_KEY, "&feed=WEBHOOKS")).containsExactly("2");
        assertThat(pageByPage(Ground.OPERATOR_KEY, "&location=blr1&from=" + then))
                .containsExactly("3");
        assertThat(pageByPage(Ground.OPERATOR_KEY, "&until=" + then)).containsExactly("2", "1");
        assertThat(pageByPage(Ground.OPERATOR_KEY, "&from=" + now)).isEmpty();
        list(Ground.OPERATOR_KEY, "&from=yesterday").statusCode(400).body("errors[0].field", equalTo("from"));
    }

    private void row(String location, String feed, long id, String age) {
        owner.run(
                "insert into quarantine (brand, location, feed, upstream_id, raw, raw_digest, reason, first_seen_at, last_seen_at,"
                        + " times) values ('acme', ?, ?, ?, '{}', ?, 'listed', now(), now() - cast(? as interval), 1)",
                location,
                feed,
                id,
                "listed-" + id,
                age);
    }

    /** The planted ones of all pages, in order. */
    private static List<String> pageByPage(String key, String filter) {
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            var page = list(key, filter + "&cursor=" + cursor).statusCode(200).extract();
            all.addAll(page.<List<String>>path("items.findAll { it.reason == 'listed' }.upstreamId"));
            cursor = page.path("next");
        } while (cursor != null);
        return all;
    }

    private static ValidatableResponse list(String key, String filter) {
        return given().filter(new AgainstDocument())
                .header("Authorization", "Bearer " + key)
                .get(LIST + filter)
                .then();
    }
}
