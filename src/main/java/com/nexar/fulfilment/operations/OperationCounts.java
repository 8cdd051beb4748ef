package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Question;
import com.nexar.fulfilment.access.Statements;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;

/** How many operations a location has at hand. */
@Singleton
public class OperationCounts {

    private static final String STANDING = """
            select count(*), count(*) filter (where state = 'OUTCOME_UNKNOWN'), count(*) filter (where needs_person),
              (select coalesce(sum(late_arrivals), 0) from operations
               where brand = ? and location = ? and late_arrivals > 0)
            from operations where brand = ? and location = ? and finished_at is null""";

    private final Statements statements;

    OperationCounts(Statements statements) {
        this.statements = statements;
    }

    /**
     * @param open not finished
     * @param outcomeUnknown of these, sent without a word whether it took effect
     * @param needPerson of these, for a person to settle
     * @param lateArrivals requests that took effect later than the quiet period, ever
     */
    public record Standing(int open, int outcomeUnknown, int needPerson, int lateArrivals) {}

    /** How the location's operations stand, for people; counted by the indexes that hold only these. */
    public Standing of(Location location) {
        return statements.ask(location, question(location)).getFirst();
    }

    /** The same, for who asks more at once: one row. */
    public Question<Standing> question(Location location) {
        return new Question<>(
                STANDING,
                row -> new Standing(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)),
                location.brand(),
                location.code(),
                location.brand(),
                location.code());
    }
}
