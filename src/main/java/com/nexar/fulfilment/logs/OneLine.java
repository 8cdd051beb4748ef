package com.nexar.fulfilment.logs;

import io.quarkus.logging.LoggingFilter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;

/**
 * One event is one line, and its stack trace nothing but one, whatever a caller or EasyEcom wrote: what ends a line, steers a terminal,
 * turns the direction of writing or is not seen stands there by its number. For plain text, where nothing is quoted.
 */
@LoggingFilter(name = "one-line")
public final class OneLine implements Filter {

    private static final String BEYOND_JSON =
            "\\x7f-\\x9f\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\p{Cs}";

    private static final Pattern UNSEEN = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f" + BEYOND_JSON + "]");
    private static final Pattern UNSEEN_IN_JSON = Pattern.compile("[" + BEYOND_JSON + "]");

    @Override
    public boolean isLoggable(LogRecord event) {
        String message = MaskedFields.WORDS.format(ExtLogRecord.wrap(event));
        boolean brokenTrace = breaksLines(event.getThrown(), seen());
        if (brokenTrace || message != null && UNSEEN.matcher(message).find()) {
            StringBuilder line = new StringBuilder(numbered(UNSEEN, message));
            if (brokenTrace) {
                trace("", event.getThrown(), line, seen());
                event.setThrown(null);
            }
            say(event, line.toString());
        }
        return true;
    }

    /** Of a text that JSON quotes: the rest of what breaks lines, which it does not. */
    static String withinJson(String text) {
        return text == null ? null : numbered(UNSEEN_IN_JSON, text);
    }

    private static void say(LogRecord event, String line) {
        if (event instanceof ExtLogRecord ours) {
            ours.setMessage(line, ExtLogRecord.FormatStyle.NO_FORMAT);
        } else {
            event.setMessage(line);
        }
        event.setParameters(null);
    }

    private static boolean breaksLines(Throwable thrown, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return false;
        }
        if (UNSEEN.matcher(thrown.toString()).find() || breaksLines(thrown.getCause(), seen)) {
            return true;
        }
        for (Throwable each : thrown.getSuppressed()) {
            if (breaksLines(each, seen)) {
                return true;
            }
        }
        return false;
    }

    private static void trace(String before, Throwable thrown, StringBuilder into, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return;
        }
        into.append('\n').append(before).append(numbered(UNSEEN, thrown.toString()));
        for (StackTraceElement at : thrown.getStackTrace()) {
            into.append("\n\tat ").append(at);
        }
        for (Throwable each : thrown.getSuppressed()) {
            trace("Suppressed: ", each, into, seen);
        }
        trace("Caused by: ", thrown.getCause(), into, seen);
    }

    private static String numbered(Pattern unseen, String text) {
        return unseen.matcher(String.valueOf(text))
                .replaceAll(found -> Matcher.quoteReplacement(
                        "\\u%04x".formatted((int) found.group().charAt(0))));
    }

    private static Set<Throwable> seen() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
