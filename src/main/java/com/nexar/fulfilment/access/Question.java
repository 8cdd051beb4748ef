package com.nexar.fulfilment.access;

/**
 * What a room asks the database of one location, so that it can go there together with what others ask: see {@link Statements#together}.
 *
 * @param sql one statement, with {@code ?} for each of the values
 * @param row what one of its rows says
 * @param values as of {@link Statements#ask(com.nexar.fulfilment.brands.Location, String, Statements.Row, Object...)}
 */
public record Question<T>(String sql, Statements.Row<T> row, Object... values) {}
