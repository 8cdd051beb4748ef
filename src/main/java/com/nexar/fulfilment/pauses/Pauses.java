package com.nexar.fulfilment.pauses;

import com.nexar.fulfilment.access.Audit;
import com.nexar.fulfilment.access.Caller;
import com.nexar.fulfilment.access.Columns;
import com.nexar.fulfilment.access.NamedSql;
import com.nexar.fulfilment.access.Question;
import com.nexar.fulfilment.access.Statements;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The door to pauses; as they stand in the database, for all pods at once. */
@Singleton
public class Pauses {

    /** In the order in which {@link #standing} reads them. */
    private static final String COLUMNS = "sending, syncing, reason, since, paused_by, sent_again";

    /** For who reads it as a part of another statement, in that order, for {@link #standing}; of {@code :brand} and {@code :location}. */
    public static final String STANDING = """
            select %s from pauses where brand = :brand and location = :location""".formatted(COLUMNS);

    private static final NamedSql STANDS = NamedSql.of(STANDING);

    /** One row, whether it ever was paused or not. */
    private static final String HOW = """
            select %s from (select) as always left join pauses on brand = ? and location = ?""".formatted(COLUMNS);

    /**
     * How a location stands.
     *
     * @param pause null where nothing is held back
     * @param sentAgain when sending went on after its last pause; null where it never was paused
     */
    public record Standing(Pause pause, Instant sentAgain) {

        private static final Standing NEVER = new Standing(null, null);

        public boolean sendingPaused() {
            return pause != null && pause.sending();
        }

        public boolean syncingPaused() {
            return pause != null && pause.syncing();
        }
    }

    private final Statements statements;
    private final Transactions transactions;
    private final EntityManager entities;
    private final Audit audit;

    Pauses(Statements statements, Transactions transactions, EntityManager entities, Audit audit) {
        this.statements = statements;
        this.transactions = transactions;
        this.entities = entities;
        this.audit = audit;
    }

    public Standing of(Location location) {
        return statements.ask(location, question(location)).getFirst();
    }

    /** The same, for who asks more at once: one row. */
    public Question<Standing> question(Location location) {
        return new Question<>(HOW, row -> standing(new Columns(row)), location.brand(), location.code());
    }

    /** As {@link #of}, in the caller's transaction. */
    public Standing inStanding(Location location) {
        return statements
                .inAsk(
                        STANDS,
                        Map.of("brand", location.brand(), "location", location.code()),
                        row -> standing(new Columns(row)))
                .stream()
                .findFirst()
                .orElse(Standing.NEVER);
    }

    /** Whether nothing of it shall be read by itself just now. */
    public boolean syncing(Location location) {
        return of(location).syncingPaused();
    }

    /** From its commit on no pod sends or reads what is named here; what is at EasyEcom at that moment ends. */
    public Pause pause(Caller who, Location location, boolean sending, boolean syncing, String reason) {
        return transactions.in(location, () -> {
            Optional<Pause> before = Optional.ofNullable(inStanding(location).pause());
            entities.createNativeQuery("""
                            insert into pauses (brand, location, sending, syncing, reason, since, paused_by)
                            values (?1, ?2, ?3, ?4, ?5, clock_timestamp(), ?6)
                            on conflict (brand, location) do update set sending = excluded.sending, syncing = excluded.syncing,
                              reason = excluded.reason, since = excluded.since, paused_by = excluded.paused_by,
                              sent_again = case when pauses.sending and not excluded.sending then clock_timestamp()
                                else pauses.sent_again end""")
                    .setParameter(1, location.brand())
                    .setParameter(2, location.code())
                    .setParameter(3, sending)
                    .setParameter(4, syncing)
                    .setParameter(5, reason)
                    .setParameter(6, who.name())
                    .executeUpdate();
            Pause now = inStanding(location).pause();
            audit.inRecord(who, location, "paused", location.ref(), values(before), values(Optional.of(now)));
            return now;
        });
    }

    /** @return what was held back until now */
    public Optional<Pause> resume(Caller who, Location location) {
        return transactions.in(location, () -> {
            Optional<Pause> before = Optional.ofNullable(inStanding(location).pause());
            if (before.isPresent()) {
                entities.createNativeQuery("""
                                update pauses set sent_again = case when sending then clock_timestamp() else sent_again end,
                                  sending = false, syncing = false
                                where brand = ?1 and location = ?2""")
                        .setParameter(1, location.brand())
                        .setParameter(2, location.code())
                        .executeUpdate();
                audit.inRecord(who, location, "resumed", location.ref(), values(before), null);
            }
            return before;
        });
    }

    /** @param of stands before {@link #STANDING}; all null where the location never was paused */
    public static Standing standing(Columns of) throws SQLException {
        Boolean sending = of.flag();
        return sending == null
                ? Standing.NEVER
                : standing(sending, of.flag(), of.text(), of.moment(), of.text(), of.moment());
    }

    private static Standing standing(
            boolean sending, boolean syncing, String reason, Instant since, String by, Instant sentAgain) {
        return new Standing(sending || syncing ? new Pause(sending, syncing, reason, since, by) : null, sentAgain);
    }

    private static Map<String, String> values(Optional<Pause> pause) {
        return pause.map(each -> Map.of(
                        "sending", Boolean.toString(each.sending()),
                        "syncing", Boolean.toString(each.syncing()),
                        "reason", each.reason()))
                .orElse(null);
    }
}
