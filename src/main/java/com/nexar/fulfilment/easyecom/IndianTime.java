package com.nexar.fulfilment.easyecom;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.regex.Pattern;

/** EasyEcom's times have no zone and mean Asia/Kolkata (contract section 10). */
final class IndianTime {

    static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

    private static final Pattern OFFSET = Pattern.compile("(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)");
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();

    private IndianTime() {}

    static String write(Instant instant) {
        return WRITTEN.format(instant.atZone(ZONE));
    }

    /**
     * Reads {@code 2026-02-03 10:05:10}, the same with a T, a date alone (its midnight), or a time that does name its zone; of a year that
     * PostgreSQL and RFC 3339 know.
     *
     * @throws DateTimeException for anything else
     */
    static Instant read(String text) {
        Instant time = parsed(text);
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new DateTimeException("of no year of ours");
        }
        return time;
    }

    private static Instant parsed(String text) {
        if (text.length() == 10) {
            return LocalDate.parse(text).atStartOfDay(ZONE).toInstant();
        }
        if (text.length() > 19 && OFFSET.matcher(text.substring(19)).matches()) {
            return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
        }
        return LocalDateTime.parse(text.replace('T', ' '), READ).atZone(ZONE).toInstant();
    }
}
