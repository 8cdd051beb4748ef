package com.nexar.fulfilment.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What nobody mends is forgotten. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class QuarantineTest {

    @Inject
    Quarantine quarantine;

    private final Database owner = Database.asOwner();
    private final String feed = "TEST-" + UUID.randomUUID();

    @AfterEach
    void leave() {
        owner.run("delete from quarantine where feed = ?", feed);
        owner.close();
    }

    @Test
    void old_rows_go_in_batches_and_those_that_somebody_is_at_are_passed_over() throws Exception {
        setAside(1_100, 31);
        setAside(3, 29);
        try (Database somebody = Database.asApplication()) {
            somebody.scope("acme", "blr1")
                    .texts("select 1 from quarantine where feed = ? and raw = '31/1' for update", feed);

            int gone = CompletableFuture.supplyAsync(
                            () -> quarantine.forget(feed, Duration.ofDays(30)), Thread::startVirtualThread)
                    .get(10, TimeUnit.SECONDS);

            assertThat(gone).isEqualTo(1_099);
            somebody.rollback();
        }
        assertThat(quarantine.forget(feed, Duration.ofDays(30))).isEqualTo(1);
        assertThat(owner.number("select count(*) from quarantine where feed = ?", feed))
                .isEqualTo(3);
    }

    private void setAside(int rows, int daysAgo) {
        owner.run("""
                insert into quarantine (brand, location, feed, raw, raw_digest, reason, first_seen_at, last_seen_at, times)
                select 'acme', 'blr1', ?, ? || '/' || n, ? || '/' || n, 'x', now(), now() - make_interval(days => ?), 1
                from generate_series(1, ?) n""", feed, "" + daysAgo, "" + daysAgo, daysAgo, rows);
    }
}
