package com.nexar.fulfilment.easyecom;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the answers' {@code Date} headers say of each brand's EasyEcom, as this pod last heard it. */
final class UpstreamClocks {

    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private record Read(String date, Instant instant) {}

    private final Clock clock;
    private volatile Read last = new Read(null, null);
    private final Map<String, ClockDifference> heard = new ConcurrentHashMap<>();

    UpstreamClocks(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** @param date the header; null, or unreadable, says nothing @param asked when the request left, at the earliest */
    void heard(String brand, String date, Instant asked) {
        if (date == null) {
            return;
        }
        try {
            Instant answered = clock.instant();
            Duration half = Duration.between(asked, answered).dividedBy(2);
            Instant theirs = read(date).plus(HALF_A_SECOND); // it is cut to the second
            Duration ahead = Duration.between(asked.plus(half), theirs);
            heard.put(brand, new ClockDifference(ahead, half.plus(HALF_A_SECOND), answered));
        } catch (DateTimeException unreadable) {
            // a header that nobody needs for the answer itself
        }
    }

    /** Answers of the same second say the same. */
    private Instant read(String date) {
        Read before = last;
        if (date.equals(before.date())) {
            return before.instant();
        }
        Instant instant = ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
        last = new Read(date, instant);
        return instant;
    }

    Optional<ClockDifference> of(String brand) {
        return Optional.ofNullable(heard.get(brand));
    }
}
