package com.nexar.fulfilment.board;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times as people on the floor read them, with the exact one in UTC beside. */
@Singleton
class Times {

    /**
     * @param text in the zone of the floor
     * @param utc the same, in UTC
     * @param exact for machines
     */
    record When(String text, String utc, String exact) {}

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("d MMM, HH:mm:ss", Locale.ENGLISH);
    private static final long HALF_A_YEAR_OF_DAYS = 180;

    private final ZoneId zone;
    private final Clock clock;

    Times(BoardConfig config, Clock clock) {
        this.zone = config.zone();
        this.clock = clock;
    }

    /** Null for null. */
    When when(Instant at) {
        if (at == null) {
            return null;
        }
        boolean near = Duration.between(at, clock.instant()).abs().toDays() < HALF_A_YEAR_OF_DAYS;
        return told(at, near ? DAY : YEAR);
    }

    When toTheSecond(Instant at) {
        return at == null ? null : told(at, SECONDS);
    }

    /** {@code in 2 h 5 min}, {@code 3 d 4 h ago}; empty for null. */
    String away(Instant at) {
        if (at == null) {
            return "";
        }
        Duration left = Duration.between(clock.instant(), at);
        return left.isNegative() ? rough(left.negated()) + " ago" : "in " + rough(left);
    }

    /** {@code 3 h 10 min}: the two largest units. */
    static String rough(Duration time) {
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return time.toSeconds() + " s";
        }
        if (time.compareTo(Duration.ofHours(1)) < 0) {
            return time.toMinutes() + " min";
        }
        if (time.compareTo(Duration.ofDays(1)) < 0) {
            return time.toHours() + " h" + (time.toMinutesPart() == 0 ? "" : " " + time.toMinutesPart() + " min");
        }
        return time.toDays() + " d" + (time.toHoursPart() == 0 ? "" : " " + time.toHoursPart() + " h");
    }

    private When told(Instant at, DateTimeFormatter format) {
        Instant exact = at.truncatedTo(ChronoUnit.SECONDS);
        String utc = exact.toString().replace('T', ' ').replace("Z", " UTC");
        return new When(format.format(at.atZone(zone)), utc, exact.toString());
    }
}
