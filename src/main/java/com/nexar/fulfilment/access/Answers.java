package com.nexar.fulfilment.access;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** To each {@link Question} of several that were asked together its rows. */
public final class Answers {

    private final Map<Question<?>, List<?>> rows = new IdentityHashMap<>();

    private Answers() {}

    /** @param executed stands at the first question's rows; the others' follow, in their order */
    static Answers of(List<Question<?>> questions, PreparedStatement executed) throws SQLException {
        Answers answers = new Answers();
        for (Question<?> question : questions) {
            answers.rows.put(question, rows(executed, question.row()));
            executed.getMoreResults();
        }
        return answers;
    }

    static <T> List<T> rows(PreparedStatement executed, Statements.Row<T> row) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (ResultSet found = executed.getResultSet()) {
            while (found.next()) {
                rows.add(row.of(found));
            }
        }
        return rows;
    }

    /** @param question one of those that were asked, itself */
    @SuppressWarnings("unchecked")
    public <T> List<T> to(Question<T> question) {
        List<?> answer = rows.get(question);
        if (answer == null) {
            throw new IllegalArgumentException("It was not asked: " + question.sql());
        }
        return (List<T>) answer;
    }

    /** Of a question that has one row, whatever the database holds. */
    public <T> T one(Question<T> question) {
        return to(question).getFirst();
    }
}
