package com.nexar.fulfilment.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shipment that moves between two locations, as an endpoint of both hears it. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class RelocatedDeliveryTest {

    /** More than two stretches that are written out at once. */
    private static final int BACKLOG = 450;

    private static final String CURSOR = " webhook_cursors where endpoint_id = cast(? as uuid) and location = 'hk1'";

    @Inject
    Transactions transactions;

    @Inject
    Changes changes;

    @Inject
    Brands brands;

    private final Hooks hooks = new Hooks(Ground.HOOK_KEY);
    private final Database owner = Database.asOwner();
    private final String shipment = "moved-" + UUID.randomUUID().toString().substring(0, 8);
    private Receiver receiver;
    private Hooks.Made made;
    private int place;

    @BeforeEach
    void an_endpoint_that_is_told_nothing_yet() throws IOException {
        receiver = new Receiver();
        made = hooks.made(receiver.url(), "hook", null, "shipment.received", "shipment.updated", "shipment.relocated");
        hooks.change(made.id(), Map.of("state", "DISABLED")).statusCode(200);
    }

    @AfterEach
    void leave() {
        hooks.removeAll();
        receiver.close();
        owner.close();
    }

    @Test
    void it_is_heard_in_the_order_of_its_way_there_and_back_also_where_the_first_feed_is_far_behind() {
        Location hk1 = brands.location("hook", "hk1").orElseThrow();
        transactions.run(hk1, () -> {
            for (int i = 0; i < BACKLOG; i++) {
                inTell("hk1", ChangeType.SHIPMENT_HELD, "other-" + i, 0);
            }
        });
        tell("hk1", ChangeType.SHIPMENT_UPDATED);
        move("hk1", "hk2");
        tell("hk2", ChangeType.SHIPMENT_UPDATED);
        move("hk2", "hk1");
        tell("hk1", ChangeType.SHIPMENT_UPDATED);

        hooks.change(made.id(), Map.of("state", "ACTIVE")).statusCode(200);

        Eventually.become(7, () -> places().size());
        assertThat(places()).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void a_feed_that_cannot_be_written_out_holds_up_another_one_for_a_while_only() throws SQLException {
        tell("hk1", ChangeType.SHIPMENT_UPDATED);
        move("hk1", "hk2");
        tell("hk2", ChangeType.SHIPMENT_UPDATED);
        try (Connection stuck = DriverManager.getConnection(
                setting("quarkus.datasource.jdbc.url"),
                setting("quarkus.flyway.username"),
                setting("quarkus.flyway.password"))) {
            stuck.setAutoCommit(false);
            try (var lock = stuck.prepareStatement("select seq from" + CURSOR + " for update")) {
                lock.setString(1, made.id());
                assertThat(lock.executeQuery().next()).isTrue();
            }
            owner.run("update webhook_endpoints set state = 'ACTIVE' where endpoint_id = cast(? as uuid)", made.id());
            Eventually.become(1L, () -> held());
            Eventually.pass(Duration.ofMillis(500));
            assertThat(places()).isEmpty();

            owner.run(
                    "update webhook_cursors set held_since = now() - interval '6 minutes'"
                            + " where endpoint_id = cast(? as uuid) and location = 'hk2'",
                    made.id());
            Eventually.become(List.of(2, 3), this::places);
            assertThat(held()).isZero();
            stuck.rollback();
        }
        Eventually.become(List.of(2, 3, 0, 1), this::places);
    }

    private long held() {
        return owner.number(
                "select count(*) from webhook_cursors where endpoint_id = cast(? as uuid) and location = 'hk2'"
                        + " and held_since is not null",
                made.id());
    }

    private List<Integer> places() {
        return receiver.about(shipment).stream()
                .map(posted -> posted.event().at("/data/place").asInt())
                .toList();
    }

    /** As an intake tells it: both feeds in one transaction of the new location. */
    private void move(String from, String to) {
        transactions.run(brands.location("hook", to).orElseThrow(), () -> {
            inTell(from, ChangeType.SHIPMENT_RELOCATED, shipment, place++);
            inTell(to, ChangeType.SHIPMENT_RECEIVED, shipment, place++);
        });
    }

    private void tell(String location, ChangeType type) {
        transactions.run(
                brands.location("hook", location).orElseThrow(), () -> inTell(location, type, shipment, place++));
    }

    private void inTell(String location, ChangeType type, String subject, int at) {
        changes.inTell(
                "hook",
                location,
                type,
                subject,
                Instant.now(),
                () -> JsonNodeFactory.instance.objectNode().put("place", at));
    }

    private static String setting(String key) {
        return ConfigProvider.getConfig().getValue(key, String.class);
    }
}
