package com.nexar.fulfilment.pages;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Times as callers write them: RFC 3339 with a zone, of a year that it can write and that the database knows. */
public final class Moment {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Moment() {}

    /** @throws DateTimeException it is none */
    public static Instant parse(String text) {
        return known(OffsetDateTime.parse(text).toInstant());
    }

    /** @throws DateTimeException it is too far away */
    public static Instant known(Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new DateTimeException("too far away");
        }
        return time;
    }
}
