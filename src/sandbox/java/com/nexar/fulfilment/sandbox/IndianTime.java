package com.nexar.fulfilment.sandbox;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/** Times as EasyEcom writes them: Asia/Kolkata without saying so (contract §10). Inside, all times are epoch seconds. */
final class IndianTime {
    static final ZoneOffset IST = ZoneOffset.ofHoursMinutes(5, 30);
    static final long DAY = 86_400;

    private IndianTime() {}

    static String text(long epochSecond) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(epochSecond, 0, IST);
        char[] out = new char[19];
        date(time.toLocalDate(), out, '-');
        out[10] = ' ';
        two(out, 11, time.getHour());
        out[13] = ':';
        two(out, 14, time.getMinute());
        out[16] = ':';
        two(out, 17, time.getSecond());
        return new String(out);
    }

    static String day(long epochSecond) {
        return LocalDateTime.ofEpochSecond(epochSecond, 0, IST).toLocalDate().toString();
    }

    /** Marketplaces send a bare date; EasyEcom shows UTC midnight in Indian time (quirk 23). */
    static String orderDate(long epochSecond) {
        return day(epochSecond) + " 05:30:00";
    }

    /** The digits a manifest number begins with: a 12-hour clock without am or pm (contract §3.1). */
    static String manifestStamp(long epochSecond) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(epochSecond, 0, IST);
        int hour = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
        return "%04d%02d%02d%02d%02d%02d"
                .formatted(
                        time.getYear(),
                        time.getMonthValue(),
                        time.getDayOfMonth(),
                        hour,
                        time.getMinute(),
                        time.getSecond());
    }

    /** A blank, a "T" or nothing at all between date and time; anything else is no time. */
    static OptionalLong parse(String text) {
        if (text == null || text.isBlank()) {
            return OptionalLong.empty();
        }
        try {
            LocalDateTime time = text.length() <= 10
                    ? LocalDate.parse(text.trim()).atTime(LocalTime.MIDNIGHT)
                    : LocalDateTime.parse(text.trim().replace(' ', 'T'));
            return OptionalLong.of(time.toEpochSecond(IST));
        } catch (DateTimeException unreadable) {
            return OptionalLong.empty();
        }
    }

    private static void date(LocalDate date, char[] out, char separator) {
        two(out, 0, date.getYear() / 100);
        two(out, 2, date.getYear() % 100);
        out[4] = separator;
        two(out, 5, date.getMonthValue());
        out[7] = separator;
        two(out, 8, date.getDayOfMonth());
    }

    private static void two(char[] out, int at, int number) {
        out[at] = (char) ('0' + number / 10);
        out[at + 1] = (char) ('0' + number % 10);
    }
}
