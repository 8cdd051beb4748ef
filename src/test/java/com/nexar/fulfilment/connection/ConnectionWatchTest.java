package com.nexar.fulfilment.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.brands.Tier;
import com.nexar.fulfilment.easyecom.Quota;
import com.nexar.fulfilment.easyecom.QuotaDay;
import com.nexar.fulfilment.orders.SyncNow;
import com.nexar.fulfilment.sync.Feed;
import com.nexar.fulfilment.sync.WalkStandings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the feed is told of the connection, and that it is told once. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class ConnectionWatchTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-02-05T00:00:00Z");

    @Inject
    ConnectionWatch watch;

    @Inject
    SyncNow sync;

    @Inject
    WalkStandings standings;

    @Inject
    Brands brands;

    private final EasyEcom easyecom = EasyEcom.zeta();
    private final Wms wms = Wms.at(Ground.ZETA_KEY, "zeta/del1");
    private Location location;
    private String from;

    @BeforeEach
    void begin() {
        location = brands.location("zeta", "del1").orElseThrow();
        readable();
        from = wms.get("/changes?after=latest").extract().path("next");
    }

    @AfterEach
    void mend() {
        easyecom.noFaults();
        readable();
    }

    @Test
    void orders_that_cannot_be_read_are_told_once_and_their_end_too() {
        assertThat(watch.worthALook()).as("there is nothing to tell").doesNotContain(location);
        easyecom.fault("orders", "503", 50);
        sync.tip("zeta/del1");
        assertThat(watch.worthALook()).contains(location);
        watch.look(location);
        watch.look(location);
        assertThat(told()).containsExactly("connection.degraded");
        assertThat(wms.get("/changes?after=" + from).extract().<String>path("items[0].data.reason"))
                .contains("orders cannot be read since", "503");

        easyecom.noFaults();
        Eventually.become(true, this::read);
        assertThat(watch.worthALook()).as("what was told is to be taken back").contains(location);
        watch.look(location);
        assertThat(told()).containsExactly("connection.degraded", "connection.restored");
        assertThat(watch.worthALook()).doesNotContain(location);
    }

    @Test
    void calls_that_run_short_are_told_once_a_day() {
        watch.with(location, quota(100_000, MIDNIGHT));
        assertThat(told()).isEmpty();
        watch.with(location, quota(90_000, MIDNIGHT));
        watch.with(location, quota(80_000, MIDNIGHT));
        assertThat(told()).containsExactly("quota.low");
        watch.with(location, quota(90_000, MIDNIGHT.plus(Duration.ofDays(1))));
        watch.with(location, quota(80_000, MIDNIGHT)); // by a pod that has not heard of the new day
        assertThat(told()).containsExactly("quota.low", "quota.low");
        assertThat(wms.get("/changes?after=" + from).extract().<Integer>path("items[0].data.leftToday"))
                .isEqualTo(90_000);
    }

    /** Of 500 000, of which 50 000 are for commands: a tenth of the rest is 45 000. */
    private static Quota quota(int left, Instant resetsAt) {
        return new Quota(
                Tier.DIAMOND, 500_000, left, 50_000, resetsAt, Duration.ofHours(1), QuotaDay.UTC, 500_000 - left, 0);
    }

    private void readable() {
        Eventually.become(true, this::read);
        watch.look(location);
    }

    private boolean read() {
        sync.tip("zeta/del1");
        return standings.of(location).stream()
                .anyMatch(walk -> walk.feed() == Feed.ORDERS_TIP
                        && walk.lastSuccessAt() != null
                        && (walk.lastErrorAt() == null || walk.lastSuccessAt().isAfter(walk.lastErrorAt())));
    }

    private List<String> told() {
        return wms.get("/changes?after=" + from)
                .extract()
                .path("items.findAll { it.type.startsWith('connection') || it.type.startsWith('quota') }.type");
    }
}
