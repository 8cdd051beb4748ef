package com.nexar.fulfilment.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What is written down without the row having been read: only by who holds it, and only what is plain. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class FencedWritesTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Inject
    Outcomes outcomes;

    @Inject
    FencedWrites writes;

    @Inject
    OperationViews views;

    @Inject
    EntityManager entities;

    @Inject
    Transactions transactions;

    @Inject
    Brands brands;

    private final AnotherPod other = new AnotherPod();
    private Location location;
    private String operation;
    private Lease lease;

    @BeforeEach
    void begun() {
        location = brands.location("zeta", "del1").orElseThrow();
        operation = other.has(AnotherPod.Left.assignment(-System.nanoTime(), "PLAIN"), OperationState.PENDING, 0, LONG);
        lease = new Lease(UUID.fromString(operation), location, 1, System.nanoTime() + LONG.toNanos());
    }

    @AfterEach
    void forget() {
        other.forgets(operation);
        other.close();
    }

    @Test
    void its_plain_way_is_written_down_step_by_step() {
        Work work = new Work(lease, stands());
        OpenOperation sent = transactions.in(location, () -> outcomes.inSending(work, "asked"));
        assertThat(other.is("state = 'RUNNING' and attempts = 1 and not accepted and request = '\"asked\"'", operation))
                .isTrue();
        assertThat(sent).isEqualTo(stands());

        OpenOperation accepted = transactions.in(location, () -> outcomes.inAccepted(lease, sent));
        assertThat(other.is("state = 'RUNNING' and accepted and sent_not_after is not null", operation))
                .isTrue();
        assertThat(accepted).isEqualTo(stands());

        Step step = transactions.in(location, () -> outcomes.inSucceeded(lease));
        assertThat(step).isEqualTo(Step.finished(OperationState.SUCCEEDED));
        assertThat(other.is(
                        "state = 'SUCCEEDED' and finished_at is not null and next_attempt_at is null and watch_at is null"
                                + " and lease_until = '-infinity' and lease_pod is null",
                        operation))
                .isTrue();
        assertThat(partsThatAre("state = 'SUCCEEDED' and not open")).isTrue();
    }

    @RepeatedTest(10)
    void that_it_is_about_to_leave_is_on_the_disk_whatever_it_is_written_with() {
        String log = transactions.lazily(location, () -> {
            outcomes.inSending(lease);
            return (String) entities.createNativeQuery("select cast(pg_current_wal_insert_lsn() as text)", String.class)
                    .getSingleResult();
        });

        try (Database database = Database.asApplication()) {
            assertThat(database.text("select pg_current_wal_flush_lsn() >= '" + log + "'::pg_lsn"))
                    .isEqualTo("t");
        }
    }

    @Test
    void with_an_older_fencing_number_nothing_is_written() {
        other.takes(operation);
        String before = asItStands();

        assertThatThrownBy(() -> transactions.run(location, () -> outcomes.inSending(lease)))
                .isInstanceOf(LeaseLost.class);
        assertThatThrownBy(() -> transactions.run(location, () -> outcomes.inAccepted(lease)))
                .isInstanceOf(LeaseLost.class);
        assertThatThrownBy(() -> transactions.run(location, () -> outcomes.inSucceeded(lease)))
                .isInstanceOf(LeaseLost.class);

        assertThat(asItStands()).isEqualTo(before);
        assertThat(partsThatAre("state = 'PENDING' and open")).isTrue();
    }

    @Test
    void what_has_ended_is_not_written_over() {
        other.run("state = 'REFUSED', finished_at = clock_timestamp()", operation);
        String before = asItStands();

        assertThatThrownBy(() -> transactions.run(location, () -> outcomes.inSending(lease)))
                .isInstanceOf(LeaseLost.class);
        assertThatThrownBy(() -> transactions.run(location, () -> outcomes.inSucceeded(lease)))
                .isInstanceOf(LeaseLost.class);

        assertThat(asItStands()).isEqualTo(before);
    }

    @Test
    void a_success_after_a_doubted_no_is_not_plain_and_counts_the_late_arrival() {
        other.run("state = 'OUTCOME_UNKNOWN', uncertain = 1, attempts = 2, doubted = '{}'", operation);

        assertThat(transactions.in(location, () -> writes.inSucceeded(lease, LONG)))
                .isFalse();
        transactions.run(location, () -> outcomes.inSucceeded(lease));

        assertThat(other.is("state = 'SUCCEEDED' and late_arrivals = 1 and watch_at is not null", operation))
                .isTrue();
    }

    @Test
    void what_was_sent_twice_without_a_word_is_watched_after_its_success() {
        other.run("state = 'OUTCOME_UNKNOWN', uncertain = 1, attempts = 2", operation);

        assertThat(transactions.in(location, () -> writes.inSucceeded(lease, LONG)))
                .isTrue();

        assertThat(other.is("watch_at > finished_at + interval '50 seconds'", operation))
                .isTrue();
    }

    @Test
    void who_has_read_the_row_writes_by_what_it_has_read() {
        transactions.run(location, () -> {
            Operation read = OperationRows.locked(lease);
            outcomes.inSending(lease);
            assertThat(read.state).isEqualTo(OperationState.RUNNING);
            outcomes.inSucceeded(lease);
            assertThat(read.state).isEqualTo(OperationState.SUCCEEDED);
        });

        assertThat(other.is("state = 'SUCCEEDED' and attempts = 1", operation)).isTrue();
    }

    /** As whoever picks it up would read it. */
    private OpenOperation stands() {
        return transactions.in(location, () -> views.openOf(lease));
    }

    private String asItStands() {
        return other.text("row(operations.*)::text", operation);
    }

    private boolean partsThatAre(String condition) {
        return other.is(
                "(select bool_and(" + condition + ") from operation_shipments p"
                        + " where p.operation_id = operations.operation_id)",
                operation);
    }
}
