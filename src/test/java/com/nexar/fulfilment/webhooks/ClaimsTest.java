package com.nexar.fulfilment.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.changes.ChangeType;
import com.nexar.fulfilment.changes.Changes;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many pods, one table: who gets what, what is written out where, and what is forgotten. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class ClaimsTest {

    private static final int PER_ENDPOINT = 8;

    @Inject
    Claims claims;

    @Inject
    WritingOut writing;

    @Inject
    SweepingJob sweeping;

    @Inject
    Transactions transactions;

    @Inject
    Changes changes;

    @Inject
    Brands brands;

    private final Hooks hooks = new Hooks(Ground.HOOK_KEY);
    private final Database owner = Database.asOwner();
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private Receiver receiver;
    private String endpoint;

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
        endpoint = hooks.made(receiver.url(), "hook", null).id();
    }

    @AfterEach
    void leave() {
        hooks.removeAll();
        receiver.close();
        owner.close();
    }

    @Test
    void pods_that_claim_at_once_get_no_delivery_twice_one_of_a_shipment_and_not_too_many() throws Exception {
        paused("now() + interval '1 hour'");
        for (int i = 0; i < 60; i++) {
            tell(run + i / 3); // three of a shipment stand together
        }
        Eventually.become(60, () -> hooks.count(endpoint, "PENDING"));
        // what they get is never sent: the receiver sits on what this pod's own job takes
        receiver.behaves((event, number, exchange) -> {
            Thread.sleep(10_000);
            return 200;
        });
        paused("null");
        List<Due> all = new ArrayList<>();
        try (ExecutorService pods = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Due>>> each = new ArrayList<>();
            for (int pod = 0; pod < 8; pod++) {
                each.add(pods.submit(() -> claims.claim(64)));
            }
            for (Future<List<Due>> one : each) {
                all.addAll(one.get());
            }
        }

        assertThat(all.stream().map(Due::id)).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(PER_ENDPOINT);
        String leased = " from webhook_deliveries where endpoint_id = cast(? as uuid) and lease_until > now()";
        assertThat(owner.number("select count(*)" + leased, endpoint)).isBetween(1L, (long) PER_ENDPOINT);
        assertThat(owner.number("select count(*) - count(distinct lane)" + leased, endpoint))
                .isZero();
        assertThat(owner.number(
                        "select count(*)" + leased + " and position > (select min(b.position) from webhook_deliveries b"
                                + " where b.endpoint_id = webhook_deliveries.endpoint_id and b.lane = webhook_deliveries.lane)",
                        endpoint))
                .isZero();
    }

    @Test
    void a_change_is_written_out_once_however_many_pods_do_it() throws Exception {
        paused("now() + interval '1 hour'");
        try (ExecutorService pods = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 30; i++) {
                pods.submit(() -> tell(run));
                pods.submit(writing::all);
            }
        }
        Eventually.become(30, () -> hooks.count(endpoint, "PENDING"));

        assertThat(owner
                        .texts(
                                "select seq from webhook_deliveries where endpoint_id = cast(? as uuid) order by position",
                                endpoint)
                        .stream()
                        .map(Long::valueOf))
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void an_endpoint_of_the_brand_meets_a_location_that_was_configured_later() {
        owner.run("delete from webhook_cursors where endpoint_id = cast(? as uuid) and location = 'hk2'", endpoint);

        writing.meetLocations();

        assertThat(owner.texts(
                        "select location from webhook_cursors where endpoint_id = cast(? as uuid) order by 1",
                        endpoint))
                .containsExactly("hk1", "hk2");
    }

    @Test
    void what_ended_long_ago_is_deleted_and_what_is_pending_is_not_however_old() {
        tell(run);
        Eventually.become(1, () -> hooks.count(endpoint, "DELIVERED"));
        paused("now() + interval '1 hour'");
        tell(run);
        Eventually.become(1, () -> hooks.count(endpoint, "PENDING"));
        sweeping.sweep();
        assertThat(hooks.count(endpoint, "DELIVERED")).isEqualTo(1);
        owner.run(
                "update webhook_deliveries set finished_at = finished_at - interval '169 hours',"
                        + " created_at = created_at - interval '300 days' where endpoint_id = cast(? as uuid)",
                endpoint);

        sweeping.sweep();

        assertThat(hooks.count(endpoint, "DELIVERED")).isZero();
        assertThat(hooks.count(endpoint, "PENDING")).isEqualTo(1);
    }

    @Test
    void what_an_endpoint_has_not_taken_that_is_disabled_for_long_is_missed() {
        paused("now() + interval '1 hour'");
        tell(run);
        tell(run);
        Eventually.become(2, () -> hooks.count(endpoint, "PENDING"));
        hooks.change(endpoint, Map.of("state", "DISABLED")).statusCode(200);
        owner.run(
                "update webhook_deliveries set next_attempt_at = now() - interval '30 days' where endpoint_id = cast(? as uuid)",
                endpoint);
        sweeping.sweep();
        assertThat(hooks.count(endpoint, "PENDING")).isEqualTo(2);

        owner.run(
                "update webhook_endpoints set state_since = now() - interval '169 hours' where endpoint_id = cast(? as uuid)",
                endpoint);
        String again = hooks.deliveries(endpoint, "?limit=1").extract().path("items[0].deliveryId");
        hooks.post("/" + endpoint + "/deliveries/" + again + "/redeliver").statusCode(200);
        sweeping.sweep();

        hooks.deliveries(endpoint, "")
                .body("items.deliveryId", equalTo(List.of(again)))
                .body("items.state", equalTo(List.of("PENDING")));
        hooks.endpoint(endpoint).body("missed", equalTo(1)).body("pending", equalTo(1));
    }

    @Test
    void a_secret_that_our_key_does_not_open_says_so_and_another_one_mends_it() {
        owner.run("update webhook_endpoints set secret = '\\x0011' where endpoint_id = cast(? as uuid)", endpoint);
        tell(run);
        Eventually.become(true, () -> hooks.<Integer>of(endpoint, "failures") > 0);
        hooks.endpoint(endpoint).body("lastError", containsString("fulfilment.secrets.key"));
        assertThat(receiver.posted()).isEmpty();

        String secret = hooks.post("/" + endpoint + "/secret").extract().path("secret");
        Eventually.become(1, () -> hooks.count(endpoint, "DELIVERED"));
        assertThat(receiver.posted().getFirst().isSignedWith(secret)).isTrue();
    }

    private void paused(String until) {
        owner.run(
                "update webhook_endpoints set paused_until = " + until + " where endpoint_id = cast(? as uuid)",
                endpoint);
    }

    private void tell(String subject) {
        Location hk1 = brands.location("hook", "hk1").orElseThrow();
        transactions.run(
                hk1,
                () -> changes.inTell(
                        hk1,
                        ChangeType.SHIPMENT_UPDATED,
                        subject,
                        Instant.now(),
                        () -> JsonNodeFactory.instance.objectNode()));
    }
}
