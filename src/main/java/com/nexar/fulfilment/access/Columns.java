package com.nexar.fulfilment.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** A row of {@link Statements}, read column by column from the first one on; each is null where the database has none. */
public final class Columns {

    private final ResultSet row;
    private int at;

    public Columns(ResultSet row) {
        this.row = row;
    }

    public String text() throws SQLException {
        return row.getString(++at);
    }

    public Long number() throws SQLException {
        long number = row.getLong(++at);
        return row.wasNull() ? null : number;
    }

    public Integer count() throws SQLException {
        int count = row.getInt(++at);
        return row.wasNull() ? null : count;
    }

    public BigDecimal decimal() throws SQLException {
        return row.getBigDecimal(++at);
    }

    public Boolean flag() throws SQLException {
        boolean flag = row.getBoolean(++at);
        return row.wasNull() ? null : flag;
    }

    public Instant moment() throws SQLException {
        OffsetDateTime moment = row.getObject(++at, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    public <E extends Enum<E>> E one(Class<E> type) throws SQLException {
        String name = text();
        return name == null ? null : Enum.valueOf(type, name);
    }

    /** @param reader of {@link StoredJson#MAPPER} */
    public <T> T json(ObjectReader reader) throws SQLException {
        String json = text();
        try {
            return json == null ? null : reader.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
