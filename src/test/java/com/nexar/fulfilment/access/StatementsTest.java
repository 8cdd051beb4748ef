package com.nexar.fulfilment.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nexar.fulfilment.brands.Location;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** One statement is a transaction all the same: within its scope, whole, and on the disk or not as it was asked. */
@QuarkusTest
class StatementsTest {

    private static final String HERE = "select current_setting('fulfilment.brand', true),"
            + " current_setting('fulfilment.location', true), current_setting('synchronous_commit')";

    private static final String INSERT = "insert into sync_cursors (brand, location, feed) values (?, ?, ?)";

    @Inject
    Statements statements;

    @Inject
    Transactions transactions;

    @Inject
    EntityManager entities;

    private Location location;

    @BeforeEach
    void somewhere() {
        location = new Location("statements-" + UUID.randomUUID(), "blr1", "Bengaluru 1", "nx1000000001");
    }

    @RepeatedTest(8) // from the sixth time on a connection knows the statement
    void it_runs_in_its_scope_which_ends_with_it() {
        assertThat(here()).containsExactly(location.brand(), location.code(), "on");
        assertThat(lazilyHere()).containsExactly(location.brand(), location.code(), "off");
        List<String> after = transactions.in(Scope.CLAIMING, this::ofNextTransaction);

        assertThat(after).containsExactly("*", "*", "on");
    }

    @Test
    void values_arrive_as_they_were_given() {
        UUID id = UUID.randomUUID();
        Instant moment = Instant.parse("2026-11-28T10:15:30.123456Z");

        List<String> told = statements
                .ask(
                        location,
                        "select cast(cast(? as uuid) as text), cast(cast(? as timestamptz) at time zone 'UTC' as text), convert_from(?, 'UTF8'),"
                                + " cast(? as bigint) + 1, cast(? as text)",
                        row -> List.of(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                String.valueOf(row.getString(5))),
                        id,
                        moment,
                        "größe".getBytes(StandardCharsets.UTF_8),
                        41L,
                        null)
                .getFirst();

        assertThat(told).containsExactly(id.toString(), "2026-11-28 10:15:30.123456", "größe", "42", "null");
    }

    @Test
    void what_fails_leaves_nothing_behind_and_the_next_one_works() {
        String feed = "PRODUCTS";
        assertThatThrownBy(() -> statements.write(
                        Scope.of(location),
                        "with one as (" + INSERT + " returning 1) select 1 / (select count(*) - count(*) from one)",
                        location.brand(),
                        location.code(),
                        feed))
                .isInstanceOf(PersistenceException.class);

        assertThat(kept(feed)).isZero();
        assertThat(here()).containsExactly(location.brand(), location.code(), "on");
    }

    @Test
    void another_brands_rows_are_neither_seen_nor_written() {
        String feed = "PRODUCTS";

        assertThatThrownBy(() -> statements.write(Scope.of(location), INSERT, "another-brand", location.code(), feed))
                .hasMessageContaining("row-level security");
    }

    @Test
    void a_rehearsed_one_has_not_happened() {
        String feed = "PRODUCTS";

        int written = transactions.rehearse(
                () -> statements.write(Scope.of(location), INSERT, location.brand(), location.code(), feed));

        assertThat(written).isEqualTo(1);
        assertThat(kept(feed)).isZero();
    }

    @Test
    void inside_a_transaction_it_is_refused() {
        assertThatThrownBy(() -> transactions.in(location, this::here)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void inside_a_reading_of_its_location_it_is_a_part_of_that() {
        List<String> read = transactions.reading(location, this::here);

        assertThat(read).containsExactly(location.brand(), location.code(), "on");
    }

    @RepeatedTest(8) // from the sixth time on a connection knows the statements
    void to_each_of_several_that_go_together_come_its_own_rows() {
        List<List<?>> alone = asked();
        List<List<?>> inReading = transactions.reading(location, this::asked);

        assertThat(alone)
                .containsExactly(
                        List.of(1, 2, 3), List.of(), List.of(List.of(location.brand(), location.code(), "on")));
        assertThat(inReading).isEqualTo(alone);
    }

    private List<List<?>> asked() {
        Question<Integer> some = new Question<>("select generate_series(1, ?)", row -> row.getInt(1), 3);
        Question<String> none =
                new Question<>("select feed from sync_cursors where brand = ?", row -> row.getString(1), "nobody");
        Question<List<String>> here = hereAsked();
        Answers told = statements.together(location, List.of(some, none, here));
        return List.of(told.to(some), told.to(none), told.to(here));
    }

    @Test
    void one_of_several_that_fails_is_all_that_is_told_and_the_next_ones_work() {
        Question<List<String>> here = hereAsked();
        Question<Integer> failing = new Question<>("select 1 / ?", row -> row.getInt(1), 0);

        assertThatThrownBy(() -> statements.together(location, List.of(here, failing)))
                .isInstanceOf(PersistenceException.class)
                .hasMessageContaining("division by zero");

        assertThat(here()).containsExactly(location.brand(), location.code(), "on");
    }

    @Test
    void what_was_not_asked_has_no_answer() {
        Answers told = statements.together(location, List.of(hereAsked()));

        assertThatThrownBy(() -> told.to(hereAsked())).hasMessageContaining("not asked");
    }

    private static Question<List<String>> hereAsked() {
        return new Question<>(HERE, row -> List.of(row.getString(1), row.getString(2), row.getString(3)));
    }

    private List<String> here() {
        return statements.ask(location, hereAsked()).getFirst();
    }

    private List<String> lazilyHere() {
        return statements
                .askLazily(
                        Scope.of(location), HERE, row -> List.of(row.getString(1), row.getString(2), row.getString(3)))
                .getFirst();
    }

    private List<String> ofNextTransaction() {
        Object[] row = (Object[]) entities.createNativeQuery(HERE).getSingleResult();
        return List.of((String) row[0], (String) row[1], (String) row[2]);
    }

    private long kept(String feed) {
        return statements
                .ask(
                        location,
                        "select count(*) from sync_cursors where brand = ? and feed = ?",
                        row -> row.getLong(1),
                        location.brand(),
                        feed)
                .getFirst();
    }
}
