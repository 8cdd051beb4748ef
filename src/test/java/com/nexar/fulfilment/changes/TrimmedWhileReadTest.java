package com.nexar.fulfilment.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.access.Statements;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entries that go between a reader's look at the head and its look at the entries: it is told, and gets no silent gap. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class TrimmedWhileReadTest {

    private static final String HERE = " where brand = 'gold' and location = 'in1' and seq <= ?";

    /** Trims after the first look at the head. */
    private final class Trimmed extends FeedTable {

        private boolean done;

        Trimmed() {
            super(entities, statements, json);
        }

        @Override
        Head inHead(Location location) {
            Head head = super.inHead(location);
            if (!done) {
                done = true;
                CompletableFuture.runAsync(trimming::trim).join();
            }
            return head;
        }
    }

    @Inject
    Transactions transactions;

    @Inject
    Changes changes;

    @Inject
    EntityManager entities;

    @Inject
    Statements statements;

    @Inject
    ObjectMapper json;

    @Inject
    Wakes wakes;

    @Inject
    ChangesConfig config;

    @Inject
    TrimmingJob trimming;

    @Inject
    FeedReader untouched;

    @Inject
    Brands brands;

    private final Database owner = Database.asOwner();
    private Location location;
    private long from;

    @BeforeEach
    void four_entries() {
        location = brands.location("gold", "in1").orElseThrow();
        from = untouched.last(location);
        for (int i = 0; i < 4; i++) {
            transactions.run(
                    location,
                    () -> changes.inTell(
                            location,
                            ChangeType.SHIPMENT_UPDATED,
                            "trimmed",
                            Instant.now(),
                            () -> JsonNodeFactory.instance.objectNode()));
        }
    }

    @AfterEach
    void leave() {
        owner.close();
    }

    @Test
    void what_goes_at_the_beginning_is_no_silent_gap() throws InterruptedException {
        old(from + 2);

        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(ProblemCode.FEED_TRUNCATED))
                .hasMessageContaining("starts with " + (from + 3));
        assertThat(untouched.read(location, from + 2, 10, Duration.ZERO)).hasSize(2);
    }

    @Test
    void nor_is_it_where_all_goes() {
        old(from + 4);

        assertThatThrownBy(this::read).hasMessageContaining("starts with " + (from + 5));
    }

    private void read() throws InterruptedException {
        new FeedReader(transactions, new Trimmed(), wakes, config).read(location, from, 10, Duration.ZERO);
    }

    private void old(long upTo) {
        owner.run("update changes set recorded_at = recorded_at - interval '8 days'" + HERE, upTo);
    }
}
