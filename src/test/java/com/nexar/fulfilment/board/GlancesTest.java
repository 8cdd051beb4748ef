package com.nexar.fulfilment.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Eventually;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Any number of viewers costs the database as much as one. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class GlancesTest {

    private static final int VIEWERS = 50;

    @Inject
    Glances glances;

    @Inject
    Brands brands;

    @Test
    void one_looks_and_the_others_see_what_was_seen_last() throws Exception {
        Location location = brands.location("deck", "maa1").orElseThrow();
        glances.of(location);
        try (Database database = Database.asOwner();
                ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
            database.run("begin");
            database.run("lock table sync_cursors in access exclusive mode"); // a look that takes long
            Future<Glances.Glance> one;
            try {
                Eventually.pass(Glances.KEPT_FOR.plus(Duration.ofMillis(200)));
                one = viewers.submit(() -> glances.of(location));
                Eventually.become(1L, () -> looks(database));
                List<Future<Glances.Glance>> others = IntStream.range(0, VIEWERS)
                        .mapToObj(i -> viewers.submit(() -> glances.of(location)))
                        .toList();
                for (Future<Glances.Glance> other : others) {
                    assertThat(other.get(5, TimeUnit.SECONDS)).isNotNull();
                }
                assertThat(looks(database)).isEqualTo(1);
                assertThat(one.isDone()).isFalse();
            } finally {
                database.run("rollback");
            }
            assertThat(one.get(5, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void open_operations_are_counted_by_an_index_that_holds_only_these() {
        try (Database application = Database.asApplication()) {
            application.scope("deck", "pnq1");
            application.run("set local enable_seqscan = off");
            for (String where : List.of("finished_at is null", "late_arrivals > 0")) {
                String plan = String.join(
                        "\n",
                        application.texts(
                                "explain select count(*) from operations where brand = 'deck' and location = 'pnq1' and "
                                        + where));
                assertThat(plan).as(where).containsAnyOf("operations_open_here", "operations_late");
            }
        }
    }

    private static long looks(Database database) {
        return database.number(
                "select count(*) from pg_locks where relation = 'sync_cursors'::regclass and not granted");
    }
}
