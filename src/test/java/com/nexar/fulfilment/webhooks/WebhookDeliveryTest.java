package com.nexar.fulfilment.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.changes.ChangeType;
import com.nexar.fulfilment.changes.Changes;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reaches the warehouse's endpoint, in which order, how often, and what becomes of an endpoint that fails. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class WebhookDeliveryTest {

    @Inject
    Transactions transactions;

    @Inject
    Changes changes;

    @Inject
    Brands brands;

    @Inject
    SyncNow sync;

    @Inject
    Outcomes outcomes;

    private final Hooks hooks = new Hooks(Ground.HOOK_KEY);
    private final Database owner = Database.asOwner();
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private Receiver receiver;

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void leave() {
        hooks.removeAll();
        receiver.close();
        owner.close();
    }

    @Test
    void a_change_comes_signed_and_is_the_feed_s_own_entry() throws Exception {
        Hooks zeta = new Hooks(Ground.ZETA_KEY);
        Hooks.Made made = zeta.made(receiver.url(), "zeta", "del1");
        String from = Wms.del1().get("/changes?after=latest").extract().path("next");
        long id = EasyEcom.zeta().order("nx3000000001");
        sync.orders("zeta/del1");

        Eventually.become(1, () -> receiver.about("" + id).size());
        Receiver.Posted posted = receiver.about("" + id).getFirst();
        String feed = Wms.del1().get("/changes?after=" + from).extract().asString();
        assertThat(new ObjectMapper().readTree(feed).path("items")).contains(posted.event());
        assertThat(posted.isSignedWith(made.secret())).isTrue();
        assertThat(posted.isSignedWith(Signature.freshSecret())).isFalse();
        assertThat(posted.type()).isEqualTo("application/cloudevents+json; charset=UTF-8");
        assertThat(Instant.ofEpochSecond(posted.timestamp()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(5));
        Eventually.become(
                "DELIVERED",
                () -> zeta.deliveries(made.id(), "?limit=1").extract().path("items[0].state"));
        zeta.deliveries(made.id(), "")
                .body("items[0].deliveryId", equalTo(posted.id()))
                .body("items[0].sequence", equalTo("" + posted.sequence()))
                .body("items[0].lastStatus", equalTo(204))
                .body("items[0].attempts", equalTo(1));
        assertThat(zeta.<String>of(made.id(), "lastDeliveredAt")).isNotNull();
        zeta.removeAll();
    }

    @Test
    void a_shipment_s_changes_come_in_order_each_until_it_is_taken_whatever_the_receiver_does() {
        Hooks.Made made = hooks.made(receiver.url(), "hook", "hk1");
        Map<String, Set<Long>> taken = new ConcurrentHashMap<>();
        Map<String, Set<Long>> tooEarly = new ConcurrentHashMap<>();
        List<String> shipments =
                Stream.of("a", "b", "c", "d", "e").map(each -> run + each).toList();
        receiver.behaves((event, number, exchange) -> {
            String subject = event.path("subject").asText();
            long place = event.at("/data/place").asLong();
            Set<Long> before = taken.computeIfAbsent(subject, none -> ConcurrentHashMap.newKeySet());
            if (LongStream.range(0, place).anyMatch(each -> !before.contains(each))) {
                tooEarly.computeIfAbsent(subject, none -> ConcurrentHashMap.newKeySet())
                        .add(place);
            }
            if (number % 4 == 3) {
                return 500;
            }
            if (number % 7 == 0) {
                Thread.sleep(300);
            }
            before.add(place); // also what is dropped was taken
            return number % 5 == 0 ? 0 : 200;
        });
        for (int place = 0; place < 5; place++) {
            for (String shipment : shipments) {
                tell("hk1", ChangeType.SHIPMENT_UPDATED, shipment, place);
            }
        }

        Eventually.become(25, () -> hooks.count(made.id(), "DELIVERED"));
        assertThat(tooEarly).isEmpty();
        for (String shipment : shipments) {
            List<Receiver.Posted> all = receiver.about(shipment);
            assertThat(all.stream()
                            .filter(Receiver.Posted::taken)
                            .map(Receiver.Posted::sequence)
                            .distinct())
                    .hasSize(5)
                    .isSorted();
            assertThat(all)
                    .allSatisfy(
                            each -> assertThat(each.isSignedWith(made.secret())).isTrue());
            assertThat(all.stream()
                            .map(each -> each.sequence() + " " + each.id() + " " + each.body())
                            .distinct())
                    .as("what comes again has the same id and the same body")
                    .hasSize(5);
        }
        assertThat(receiver.posted()).hasSizeGreaterThan(25);
    }

    @Test
    void after_rotations_each_secret_signs_until_its_own_time_is_over_the_receiver_may_have_missed_the_last() {
        Hooks.Made made = hooks.made(receiver.url(), "hook", "hk1");
        String second = rotated(made.id());
        Receiver.Posted during = pinged(made.id());
        String third = rotated(made.id());
        Receiver.Posted after = pinged(made.id());
        String fourth = rotated(made.id());
        Receiver.Posted later = pinged(made.id());

        assertSigned(during, second, made.secret());
        assertSigned(after, third, second, made.secret());
        assertSigned(later, fourth, third, made.secret());
        owner.run("update webhook_endpoints set oldest_until = now() where endpoint_id = cast(? as uuid)", made.id());
        assertSigned(pinged(made.id()), fourth, third);
        hooks.endpoint(made.id()).body("formerSecretUntil", notNullValue()).body("secret", nullValue());
        owner.run("update webhook_endpoints set former_until = now() where endpoint_id = cast(? as uuid)", made.id());
        assertSigned(pinged(made.id()), fourth);
        hooks.endpoint(made.id()).body("formerSecretUntil", nullValue());
        assertThat(owner.text(
                        "select encode(secret, 'escape') from webhook_endpoints where endpoint_id = cast(? as uuid)",
                        made.id()))
                .doesNotContain("whsec_");
    }

    @Test
    void former_secrets_that_leaked_are_ended_at_once() {
        Hooks.Made made = hooks.made(receiver.url(), "hook", "hk1");
        rotated(made.id());
        String third = rotated(made.id());

        hooks.endFormer(made.id()).statusCode(204);

        assertSigned(pinged(made.id()), third);
        hooks.endpoint(made.id()).body("formerSecretUntil", nullValue());
        hooks.endFormer(made.id()).statusCode(204);
        assertSigned(pinged(made.id()), third);
    }

    private String rotated(String endpoint) {
        return hooks.post("/" + endpoint + "/secret")
                .statusCode(200)
                .body("formerSecretUntil", notNullValue())
                .extract()
                .path("secret");
    }

    private static void assertSigned(Receiver.Posted posted, String... secrets) {
        assertThat(posted.signatures().split(" ")).hasSize(secrets.length);
        assertThat(secrets)
                .allSatisfy(secret -> assertThat(posted.isSignedWith(secret)).isTrue());
    }

    @Test
    void an_endpoint_that_is_gone_is_disabled_and_goes_on_where_it_stood_when_it_is_back() {
        Hooks.Made made = hooks.made(receiver.url(), "hook", "hk1");
        receiver.answers(410);
        tell("hk1", ChangeType.SHIPMENT_RECEIVED, run, 0);
        Eventually.become("DISABLED", () -> hooks.of(made.id(), "state"));
        hooks.endpoint(made.id()).body("disabledBecause", equalTo("GONE")).body("pending", equalTo(1));
        tell("hk1", ChangeType.SHIPMENT_UPDATED, run, 1);
        Eventually.pass(Duration.ofSeconds(2));
        assertThat(receiver.posted()).hasSize(1);

        receiver.answers(200);
        hooks.change(made.id(), Map.of("state", "ACTIVE"))
                .statusCode(200)
                .body("disabledBecause", nullValue())
                .body("missed", equalTo(0));
        Eventually.become(List.of(0, 0, 1), () -> places(run));
    }

    @Test
    void changes_that_the_feed_lost_while_an_endpoint_was_disabled_are_counted() {
        Hooks silver = new Hooks(Ground.SILVER_KEY);
        Location sil1 = brands.location("silver", "sil1").orElseThrow();
        Hooks.Made made = silver.made(receiver.url(), "silver", "sil1");
        silver.change(made.id(), Map.of("state", "DISABLED"))
                .statusCode(200)
                .body("disabledBecause", equalTo("REQUEST"));
        for (int place = 0; place < 3; place++) {
            tell(sil1, ChangeType.SHIPMENT_UPDATED, run, place);
        }
        owner.run(
                "delete from changes where brand = 'silver' and location = 'sil1' and seq < (select last from feed_heads"
                        + " where brand = 'silver' and location = 'sil1')");
        owner.run("update feed_heads set oldest = last where brand = 'silver' and location = 'sil1'");

        silver.change(made.id(), Map.of("state", "ACTIVE")).statusCode(200).body("missed", equalTo(2));
        Eventually.become(List.of(2), () -> places(run));
        silver.removeAll();
    }

    @Test
    void an_endpoint_that_took_nothing_for_days_is_disabled() {
        Hooks.Made made = hooks.made(receiver.url(), "hook", "hk1");
        receiver.answers(500);
        tell("hk1", ChangeType.SHIPMENT_UPDATED, run, 0);
        Eventually.become(true, () -> hooks.<Integer>of(made.id(), "failures") > 0);
        hooks.endpoint(made.id()).body("state", equalTo("ACTIVE")).body("lastError", equalTo("it answered 500"));
        owner.run(
                "update webhook_endpoints set failing_since = now() - interval '121 hours', failed_at = now() + interval '1 minute'"
                        + " where endpoint_id = cast(? as uuid)",
                made.id());

        Eventually.become("DISABLED", () -> hooks.of(made.id(), "state"));
        hooks.endpoint(made.id()).body("disabledBecause", equalTo("FAILING"));
    }

    @Test
    void what_is_given_up_lets_the_next_go_on_and_can_be_sent_again_as_can_what_was_taken() {
        Hooks.Made made = hooks.made(receiver.url(), "hook", "hk1");
        receiver.behaves((event, number, exchange) -> event.at("/data/place").asLong() == 0 ? 422 : 200);
        tell("hk1", ChangeType.SHIPMENT_UPDATED, run, 0);
        tell("hk1", ChangeType.SHIPMENT_UPDATED, run, 1);
        Eventually.become(1, () -> hooks.count(made.id(), "FAILED"));
        Eventually.become(1, () -> hooks.count(made.id(), "DELIVERED"));
        assertThat(places(run)).endsWith(0, 1).startsWith(0, 0);
        hooks.deliveries(made.id(), "?state=FAILED")
                .body("items[0].attempts", equalTo(12))
                .body("items[0].lastStatus", equalTo(422))
                .body("items[0].nextAttemptAt", nullValue());

        receiver.answers(200);
        for (Receiver.Posted each :
                List.of(receiver.posted().getFirst(), receiver.posted().getLast())) {
            int before = receiver.posted().size();
            hooks.post("/" + made.id() + "/deliveries/" + each.id() + "/redeliver")
                    .statusCode(200)
                    .body("state", equalTo("PENDING"));
            Eventually.become(before + 1, () -> receiver.posted().size());
            Receiver.Posted again = receiver.posted().getLast();
            assertThat(again.id()).isEqualTo(each.id());
            assertThat(again.body()).isEqualTo(each.body());
            assertThat(again.isSignedWith(made.secret())).isTrue();
        }
        Eventually.become(2, () -> hooks.count(made.id(), "DELIVERED"));
    }

    @Test
    void a_delivery_whose_pod_died_is_another_s_when_its_lease_is_over() {
        Hooks.Made made = hooks.made(receiver.url(), "hook", "hk1");
        owner.run(
                "update webhook_endpoints set paused_until = now() + interval '1 hour' where endpoint_id = cast(? as uuid)",
                made.id());
        tell("hk1", ChangeType.SHIPMENT_UPDATED, run, 0);
        Eventually.become(1, () -> hooks.count(made.id(), "PENDING"));
        owner.run(
                "update webhook_deliveries set fencing = fencing + 1, lease_until = now() + interval '3 seconds'"
                        + " where endpoint_id = cast(? as uuid)",
                made.id());
        owner.run("update webhook_endpoints set paused_until = null where endpoint_id = cast(? as uuid)", made.id());
        Eventually.pass(Duration.ofMillis(1500));
        assertThat(receiver.posted()).isEmpty();

        Eventually.become(1, () -> hooks.count(made.id(), "DELIVERED"));
        assertThat(receiver.posted()).hasSize(1);
        assertThat(owner.number(
                        "select fencing from webhook_deliveries where endpoint_id = cast(? as uuid)", made.id()))
                .isEqualTo(2);
    }

    @Test
    void what_a_pod_says_after_its_lease_was_another_s_is_not_written_down() {
        Hooks.Made made = hooks.made(receiver.url(), "hook", "hk1");
        owner.run(
                "update webhook_endpoints set paused_until = now() + interval '1 hour' where endpoint_id = cast(? as uuid)",
                made.id());
        tell("hk1", ChangeType.SHIPMENT_UPDATED, run, 0);
        Eventually.become(1, () -> hooks.count(made.id(), "PENDING"));
        owner.run("update webhook_deliveries set fencing = 7 where endpoint_id = cast(? as uuid)", made.id());
        UUID delivery =
                UUID.fromString(hooks.deliveries(made.id(), "").extract().path("items[0].deliveryId"));
        Due stale = new Due(
                delivery,
                "shipment.updated",
                "{}",
                0,
                6,
                Instant.now(),
                new Due.Receiver(UUID.fromString(made.id()), "hook", "hk1", receiver.url(), List.of()),
                false,
                0);

        outcomes.write(stale, new Outcome.Failed(500, "it answered 500", null));
        outcomes.write(stale, new Outcome.Taken(200));

        hooks.deliveries(made.id(), "")
                .body("items[0].state", equalTo("PENDING"))
                .body("items[0].attempts", equalTo(0));
    }

    @Test
    void an_endpoint_that_does_not_answer_takes_no_more_than_its_share_and_delays_no_other() throws IOException {
        Hooks.Made silent = hooks.made(receiver.url(), "hook", "hk1");
        receiver.behaves((event, number, exchange) -> {
            Thread.sleep(2_000);
            return 200;
        });
        try (Receiver other = new Receiver()) {
            hooks.made(other.url(), "hook", null);
            long begun = System.nanoTime();
            for (int i = 0; i < 40; i++) {
                tell("hk1", ChangeType.SHIPMENT_RECEIVED, run + i, 0);
            }
            Eventually.become(40, () -> (int) other.posted().stream()
                    .filter(each -> each.subject().startsWith(run))
                    .count());
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        }
        Eventually.become(true, () -> hooks.<Integer>of(silent.id(), "failures") >= 8);
        assertThat(receiver.mostAtOnce()).isBetween(2, 16); // 8 under way, and 8 that the receiver still sits on
        hooks.endpoint(silent.id())
                .body("lastError", equalTo("no answer within 1000 ms"))
                .body("state", equalTo("ACTIVE"));
    }

    @Test
    void an_endpoint_that_asks_for_a_rest_has_it() {
        Hooks.Made made = hooks.made(receiver.url(), "hook", "hk1");
        receiver.behaves((event, number, exchange) -> {
            exchange.getResponseHeaders().set("Retry-After", "2");
            return number == 1 ? 503 : 200;
        });
        long begun = System.nanoTime();
        tell("hk1", ChangeType.SHIPMENT_UPDATED, run, 0);

        Eventually.become(1, () -> hooks.count(made.id(), "DELIVERED"));
        assertThat(receiver.posted()).hasSize(2);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void an_endpoint_of_the_brand_hears_all_locations_and_only_its_types() {
        hooks.made(receiver.url(), "hook", null, "shipment.cancelled", "product.changed");
        tell("hk1", ChangeType.SHIPMENT_RECEIVED, run + "-1", 0);
        tell("hk1", ChangeType.SHIPMENT_CANCELLED, run + "-1", 1);
        tell("hk2", ChangeType.SHIPMENT_CANCELLED, run + "-2", 0);
        transactions.run(
                brands.location("hook", "hk1").orElseThrow(),
                () -> changes.inTellBrand(
                        "hook",
                        ChangeType.PRODUCT_CHANGED,
                        run + "-sku",
                        Instant.now(),
                        () -> JsonNodeFactory.instance.objectNode()));

        Eventually.become(
                List.of(
                        "/v1/brands/hook/locations/hk1 product.changed",
                        "/v1/brands/hook/locations/hk1 shipment.cancelled",
                        "/v1/brands/hook/locations/hk2 product.changed",
                        "/v1/brands/hook/locations/hk2 shipment.cancelled"),
                () -> receiver.posted().stream()
                        .filter(each -> each.subject().startsWith(run))
                        .map(each -> each.event().path("source").asText() + " "
                                + each.event().path("type").asText())
                        .sorted()
                        .toList());
    }

    private Receiver.Posted pinged(String endpoint) {
        String id = hooks.post("/" + endpoint + "/ping")
                .statusCode(200)
                .body("type", equalTo("webhook.ping"))
                .extract()
                .path("deliveryId");
        Eventually.become(
                1L,
                () -> receiver.posted().stream()
                        .filter(each -> each.id().equals(id))
                        .count());
        return receiver.posted().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<Integer> places(String subject) {
        return receiver.about(subject).stream()
                .map(each -> each.event().at("/data/place").asInt())
                .toList();
    }

    private void tell(String location, ChangeType type, String subject, int place) {
        tell(brands.location("hook", location).orElseThrow(), type, subject, place);
    }

    private void tell(Location location, ChangeType type, String subject, int place) {
        transactions.run(
                location,
                () -> changes.inTell(
                        location,
                        type,
                        subject,
                        Instant.now(),
                        () -> JsonNodeFactory.instance.objectNode().put("place", place)));
    }
}
