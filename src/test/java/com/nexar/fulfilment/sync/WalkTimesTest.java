package com.nexar.fulfilment.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Ground.class)
class WalkTimesTest {

    @Inject
    WalkTimes times;

    @Inject
    SyncNow sync;

    @Inject
    Brands brands;

    @AfterEach
    void mend() {
        EasyEcom.zeta().noFaults();
    }

    @Test
    void a_walk_that_got_a_page_or_an_error_has_rested_since_then_and_one_at_its_goal_is_done() {
        Location here = brands.location("zeta", "del1").orElseThrow();
        sync.orders("zeta/del1");
        assertThat(times.of(Feed.ORDERS_TIP).rested(here)).isBetween(Duration.ZERO, Duration.ofSeconds(30));
        assertThat(times.of(Feed.ORDERS_TIP).done(here)).as("a tip has no goal").isFalse();
        assertThat(times.of(Feed.ORDERS_BACKFILL).done(here)).isTrue();

        EasyEcom.zeta().fault("orders", "503", 50);
        sync.tip("zeta/del1");
        assertThat(times.of(Feed.ORDERS_TIP).rested(here)).isBetween(Duration.ZERO, Duration.ofSeconds(30));
    }

    @Test
    void a_location_that_never_walked_has_no_rest_and_is_not_done() {
        Location never = new Location("wall", "never", "Never", "none");
        assertThat(times.of(Feed.ORDERS_TIP).rested(never)).isNull();
        assertThat(times.of(Feed.ORDERS_BACKFILL).done(never)).isFalse();
    }
}
