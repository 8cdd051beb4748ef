package com.nexar.fulfilment.inbound;

import static com.nexar.fulfilment.inbound.WebhooksState.FAILING;
import static com.nexar.fulfilment.inbound.WebhooksState.NEVER_SEEN;
import static com.nexar.fulfilment.inbound.WebhooksState.SILENT;
import static com.nexar.fulfilment.inbound.WebhooksState.WORKING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The guardian over real messages, our own answers and what a poll found. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class GuardianTest {

    private static final String HK2 = "hook/hk2";
    private static final String HERE = " where brand = 'hook' and location = 'hk2'";

    private final Wms hk2 = Wms.at(Ground.HOOK_KEY, HK2);
    private final Database owner = Database.asOwner();

    @Inject
    GuardNow now;

    @Inject
    SyncNow sync;

    @BeforeEach
    void nothing_was_ever_heard() {
        now.look(HK2); // what was counted and not stored yet
        for (String table : new String[] {"inbound_messages", "inbound_failures", "inbound_guards", "inbound_reads"}) {
            owner.run("delete from " + table + HERE);
        }
    }

    @AfterEach
    void leave() {
        owner.close();
    }

    @Test
    void silence_is_noticed_told_and_ended_by_the_next_message() {
        int before = now.told(HK2).size();
        String feed = hk2.get("/changes?after=latest").extract().path("next");
        long known = EasyEcom.hook().order("nx7000000002");
        sync.tip(HK2);
        assertThat(now.look(HK2)).as("where none ever came none is missed").isEqualTo(NEVER_SEEN);
        assertThat(now.heard(HK2)).isFalse();
        hk2.get("/connection")
                .body("webhooks.state", equalTo("NEVER_SEEN"))
                .body("webhooks.lastReceivedAt", nullValue())
                .body("webhooks.pollingEvery", nullValue());

        announce();
        assertThat(now.heard(HK2)).isTrue();
        assertThat(now.look(HK2)).isEqualTo(WORKING);
        hk2.get("/connection")
                .body("webhooks.state", equalTo("WORKING"))
                .body("webhooks.lastReceivedAt", notNullValue())
                .body("webhooks.windows[0].taken", equalTo(1))
                .body("webhooks.windows[2].limit", equalTo(400))
                .body("webhooks.pollingEvery", equalTo("PT2M"));

        long changed = EasyEcom.hook().order("nx7000000002");
        sync.tip(HK2);
        assertThat(now.look(HK2)).as("it may still be announced").isEqualTo(WORKING);
        ago("20 minutes", "10 minutes", changed);
        assertThat(now.look(HK2)).isEqualTo(SILENT);
        hk2.get("/connection")
                .body("webhooks.state", equalTo("SILENT"))
                .body("webhooks.pollingEvery", equalTo("PT10S"));

        announce();
        assertThat(now.look(HK2)).isEqualTo(WORKING);
        assertThat(now.told(HK2).subList(before, now.told(HK2).size()))
                .containsExactly(
                        HK2 + " NEVER_SEEN WORKING inside",
                        HK2 + " WORKING SILENT degraded inside",
                        HK2 + " SILENT WORKING restored inside");
        assertThat(known).isPositive();
        List<String> told =
                hk2.get("/changes?limit=500&after=" + feed).extract().path("items.type");
        assertThat(told.stream().filter(type -> type.startsWith("connection.")))
                .containsExactly("connection.degraded", "connection.restored");
    }

    @Test
    void who_sends_only_returns_and_tracking_is_not_expected_to_announce_orders() {
        Post.to(HK2, "{\"credit_notes\":[]}").statusCode(200);
        Post.to(HK2, "[{\"invoiceId\":7,\"awbNumber\":\"A\"}]").statusCode(200);
        Post.to(HK2, "[]").statusCode(200);

        assertThat(now.look(HK2)).isEqualTo(NEVER_SEEN);
    }

    @Test
    void a_change_that_a_message_announced_is_no_silence() {
        announce();
        long id = EasyEcom.hook().order("nx7000000002");
        sync.tip(HK2);
        ago("20 minutes", "10 minutes", id);
        owner.run(
                "insert into inbound_reads (brand, location, shipment_id, digest, message_id, wanted_at)"
                        + " values ('hook', 'hk2', ?, 'd', 1, now() - interval '9 minutes')",
                id);

        assertThat(now.look(HK2)).isEqualTo(WORKING);
    }

    @Test
    void failures_near_EasyEcoms_limit_are_failing_until_one_is_taken_again() {
        for (int i = 0; i < 9; i++) {
            wrong();
        }
        Eventually.become(9, () -> failures());
        assertThat(now.look(HK2)).isEqualTo(NEVER_SEEN);
        wrong();
        Eventually.become(10, () -> failures());
        assertThat(now.look(HK2)).isEqualTo(FAILING);
        hk2.get("/connection")
                .body("webhooks.state", equalTo("FAILING"))
                .body("webhooks.windows[0].failures", equalTo(10))
                .body("webhooks.windows[1].failures", equalTo(10))
                .body("webhooks.windows[0].limit", equalTo(20))
                .body("webhooks.pollingEvery", equalTo("PT10S"));

        announce();
        assertThat(now.look(HK2)).as("it just failed").isEqualTo(FAILING);
        owner.run("update inbound_failures set last_at = now() - interval '4 minutes'" + HERE);
        assertThat(now.look(HK2)).isEqualTo(WORKING);
    }

    @Test
    void strangers_do_not_drive_the_guardian_and_are_counted_apart() {
        for (int i = 0; i < 10; i++) {
            Post.with(Map.of())
                    .body("[]")
                    .post("/inbound/easyecom/" + HK2)
                    .then()
                    .statusCode(401);
            Post.with(Map.of("Authorization", "Bearer another"))
                    .body("[]")
                    .post("/inbound/easyecom/" + HK2)
                    .then()
                    .statusCode(401);
        }
        wrong();

        Eventually.become(1, () -> failures());
        Eventually.become(20, () -> {
            now.look(HK2);
            return hk2.get("/connection").extract().path("webhooks.windows[2].strangers");
        });
        assertThat(now.look(HK2)).isEqualTo(NEVER_SEEN);

        owner.run("delete from inbound_failures" + HERE);
        announce();
        Post.with(Map.of()).body("[]").post("/inbound/easyecom/" + HK2).then().statusCode(401);
        Eventually.become(1, () -> {
            now.look(HK2);
            return hk2.get("/connection").extract().path("webhooks.windows[0].strangers");
        });
        assertThat(now.look(HK2)).isEqualTo(WORKING);
        now.forget();
        hk2.get("/connection").body("webhooks.windows[0].strangers", equalTo(1));
    }

    private int failures() {
        now.look(HK2);
        return hk2.get("/connection").extract().path("webhooks.windows[2].failures");
    }

    /** About a shipment that is not here. */
    private static void announce() {
        Post.to(HK2, List.of(Post.row(7, 7, "nx7000000002", "at " + System.nanoTime())))
                .statusCode(200);
    }

    private static void wrong() {
        Post.with(Map.of("Access-Token", "wrong"))
                .body("[]")
                .post("/inbound/easyecom/" + HK2)
                .then()
                .statusCode(401);
    }

    /** The last message came so long ago, and polling found the shipment's change so long ago. */
    private void ago(String message, String change, long id) {
        owner.run("update inbound_messages set received_at = now() - interval '" + message + "'" + HERE);
        owner.run("update inbound_guards set last_received_at = now() - interval '" + message
                + "', since = least(since, now() - interval '" + message + "')" + HERE);
        // what earlier tests found is not of this one
        owner.run("update shipments set updated_at = now() - interval '1 day'" + HERE + " and shipment_id <> " + id);
        owner.run(
                "update shipment_history set at = now() - interval '" + change
                        + "' where brand = 'hook' and shipment_id = ?",
                id);
    }
}
