package com.nexar.fulfilment.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomConnection;
import com.nexar.fulfilment.easyecom.PollingPace;
import com.nexar.fulfilment.easyecom.Quota;
import com.nexar.fulfilment.sync.Feed;
import com.nexar.fulfilment.sync.SyncCursor;
import com.nexar.fulfilment.sync.SyncCursors;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The pace of polling, as what is heard otherwise makes it faster or slower. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class OrderPaceTest {

    @Inject
    PollingPace pace;

    @Inject
    SyncCursors cursors;

    @Inject
    SyncNow sync;

    @Inject
    Brands brands;

    @Inject
    EasyEcomConnection easyecom;

    @Test
    void another_floor_holds_for_its_location_until_it_is_taken_back() {
        OrderPace orders = pace("30s");
        Location one = location("hook", "hk1");
        orders.every(one, Duration.ofMinutes(2));
        assertThat(orders.effectiveEvery(one)).isEqualTo(Duration.ofMinutes(2));
        assertThat(orders.effectiveEvery(location("hook", "hk2"))).isEqualTo(Duration.ofSeconds(30));
        orders.every(one, Duration.ofSeconds(10));
        assertThat(orders.effectiveEvery(one)).isEqualTo(Duration.ofSeconds(10));
        orders.every(one, null);
        assertThat(orders.effectiveEvery(one)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_round_comes_when_it_is_due_by_that_floor() {
        OrderPace orders = pace("30s");
        Location one = location("hook", "hk1");
        assertThat(orders.due(one, null)).as("there was none yet").isTrue();
        assertThat(orders.due(one, Duration.ofSeconds(14))).isFalse();
        assertThat(orders.due(one, Duration.ofSeconds(15)))
                .as("a timer fires early or late")
                .isTrue();
        orders.every(one, Duration.ofSeconds(2));
        assertThat(orders.due(one, Duration.ofMillis(999))).isFalse();
        assertThat(orders.due(one, Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void a_round_is_told_how_long_its_location_must_have_rested() {
        OrderPace orders = pace("30s");
        Location one = location("hook", "hk1");
        List<Duration> told = new ArrayList<>();
        orders.round(one, told::add);
        orders.every(one, Duration.ofSeconds(2));
        orders.round(one, told::add);
        assertThat(told).containsExactly(Duration.ofSeconds(15), Duration.ofSeconds(1));
    }

    @Test
    void a_walk_that_has_not_rested_is_claimed_by_nobody() {
        Location one = location("hook", "hk1");
        Duration rest = Duration.ofMinutes(10);
        sync.tip("hook/hk1");
        assertThat(cursors.claim(one, Feed.ORDERS_TIP, rest)).isEmpty();
        try (Database owner = Database.asOwner()) {
            owner.run("update sync_cursors set last_success_at = last_success_at - interval '11 min',"
                    + " last_error_at = last_error_at - interval '11 min' where brand = 'hook' and location = 'hk1'");
        }
        SyncCursor claimed = cursors.claim(one, Feed.ORDERS_TIP, rest).orElseThrow();
        cursors.release(claimed, null);
        sync.tip("hook/hk1");
    }

    @Test
    void switched_off_stays_off_and_the_day_still_has_its_say() {
        OrderPace off = pace("off");
        off.every(location("hook", "hk1"), Duration.ofSeconds(10));
        assertThat(off.effectiveEvery(location("hook", "hk1"))).isNull();

        OrderPace counted = pace("30s");
        Location gold = location("gold", "in1");
        counted.every(gold, Duration.ZERO);
        Quota quota = easyecom.quota(
                gold); // before: where the day ends in between, the next one asks for more and not for less
        assertThat(counted.effectiveEvery(gold))
                .as("what is left of the day's calls lasts until it ends")
                .isGreaterThanOrEqualTo(Duration.ofMillis(quota.resetsIn().toMillis() / quota.leftToday()));
    }

    private Location location(String brand, String code) {
        return brands.location(brand, code).orElseThrow();
    }

    private OrderPace pace(String every) {
        OrdersConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(Map.of("fulfilment.orders.sync.every", every), "test", 100))
                .withMapping(OrdersConfig.class)
                .build()
                .getConfigMapping(OrdersConfig.class);
        return new OrderPace(pace, brands, config);
    }
}
