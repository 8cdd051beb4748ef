package com.nexar.fulfilment.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.changes.ChangeType;
import com.nexar.fulfilment.changes.Changes;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What is committed without waiting for the disk, and what brings it there. PostgreSQL's own log writer comes by too seldom to help. */
@QuarkusTest
class LazyCommitsTest {

    private static final int TIMES = 20;

    @Inject
    Transactions transactions;

    @Inject
    EntityManager entities;

    @Inject
    Changes changes;

    @Inject
    Brands brands;

    private Location location;

    @BeforeEach
    void somewhere() {
        location = brands.locations().getFirst();
    }

    @Test
    void it_does_not_wait_for_the_disk_and_the_next_transaction_does() {
        assertThat(transactions.lazily(location, this::waits)).isEqualTo("off");
        assertThat(transactions.in(location, this::waits)).isEqualTo("on");
    }

    @RepeatedTest(TIMES)
    void what_is_committed_durably_after_it_takes_it_along() {
        String log = transactions.lazily(location, this::write);

        transactions.run(location, this::write);

        assertThat(onTheDisk(log)).isTrue();
    }

    @RepeatedTest(TIMES)
    void it_is_on_the_disk_once_it_is_settled() {
        String log = transactions.lazily(location, this::write);

        transactions.settle(location);

        assertThat(onTheDisk(log)).isTrue();
    }

    @RepeatedTest(TIMES)
    void what_tells_the_feed_is_on_the_disk_when_it_is_committed() {
        String log = transactions.lazily(location, () -> {
            changes.inTell(
                    location.brand(),
                    location.code(),
                    ChangeType.OPERATION_FAILED,
                    "lazily",
                    Instant.EPOCH,
                    JsonNodeFactory.instance::objectNode);
            return write();
        });

        assertThat(onTheDisk(log)).isTrue();
    }

    @RepeatedTest(TIMES)
    void what_says_so_is_on_the_disk_when_it_is_committed() {
        String log = transactions.lazily(location, () -> {
            transactions.inDurably();
            return write();
        });

        assertThat(onTheDisk(log)).isTrue();
    }

    private String waits() {
        return (String) entities.createNativeQuery("show synchronous_commit", String.class)
                .getSingleResult();
    }

    /** Something, and where the log stands after it. */
    private String write() {
        entities.createNativeQuery("select pg_logical_emit_message(true, 'test', 'something')")
                .getSingleResult();
        return (String) entities.createNativeQuery("select cast(pg_current_wal_insert_lsn() as text)", String.class)
                .getSingleResult();
    }

    private static boolean onTheDisk(String log) {
        try (Database database = Database.asApplication()) {
            return database.text("select pg_current_wal_flush_lsn() >= '" + log + "'::pg_lsn")
                    .equals("t");
        }
    }
}
