package com.nexar.fulfilment.markers;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * With every test of the suite (JUnit finds it by itself): listens to all that is logged, with stack traces, and fails the test in which,
 * or at the latest after which, a marker was in it. Only a test may say what it likes, and the sandbox, which is nobody's.
 */
public final class MarkerWatch implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    /** Where markers are planted to see whether they are found. */
    static final String PLANTED = "planted";

    private final Listening listening;

    public MarkerWatch() {
        this(logger -> !logger.equals(PLANTED));
    }

    /** @param which loggers, by their names */
    MarkerWatch(Predicate<String> which) {
        listening = new Listening(which);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Logger root = Logger.getLogger("");
        if (!List.of(root.getHandlers()).contains(listening)) {
            root.addHandler(listening);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        mustBeClean();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        mustBeClean();
    }

    void leave() {
        Logger.getLogger("").removeHandler(listening);
    }

    private void mustBeClean() {
        List<String> found = new ArrayList<>();
        for (String next = listening.found.poll(); next != null; next = listening.found.poll()) {
            found.add(next);
        }
        if (!found.isEmpty()) {
            throw new AssertionError("Secrets or personal data in the log: " + found);
        }
    }

    private static final class Listening extends Handler {

        private final Predicate<String> which;
        private final Queue<String> found = new ConcurrentLinkedQueue<>();
        private final PatternFormatter format = new PatternFormatter("%-5p [%c] %X %s%e");

        Listening(Predicate<String> which) {
            this.which = which;
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord event) {
            String logger = String.valueOf(event.getLoggerName());
            if (logger.endsWith("Test") || logger.startsWith("com.nexar.fulfilment.sandbox") || !which.test(logger)) {
                return;
            }
            String line = format.format(ExtLogRecord.wrap(event));
            List<String> markers = Markers.in(line);
            if (!markers.isEmpty()) {
                found.add(markers + " in " + line);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
