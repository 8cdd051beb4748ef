package com.nexar.fulfilment.faults.agent;

import java.io.IOException;
import java.io.Reader;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Runs before the facade. It ends the pod with the harness that started it, and changes what the options say: {@code defect},
 * {@code points}, {@code skew}. Told nothing, it changes nothing.
 */
public final class FaultAgent {

    private static final int KILLED = 137;

    private FaultAgent() {}

    /** @param options a properties file; also in it are {@code report} and {@code arm}, files to write and to look at */
    public static void premain(String options, Instrumentation instrumentation) throws IOException {
        Properties told = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(options))) {
            told.load(file);
        }
        Switchboard.connect(
                Path.of(told.getProperty("report")),
                words(told, "arm").map(Path::of).toList(),
                words(told, "skew").map(Duration::parse).findFirst().orElse(Duration.ZERO));
        ProcessHandle.current()
                .parent()
                .ifPresent(harness ->
                        harness.onExit().thenRun(() -> Runtime.getRuntime().halt(KILLED)));
        List<Defect.Change> changes = new ArrayList<>();
        words(told, "defect").map(Defect::of).forEach(defect -> changes.addAll(defect.changes()));
        words(told, "skew").map(Duration::parse).map(Defect::skew).forEach(changes::add);
        List<Point> points = words(told, "points").map(Point::of).toList();
        if (!changes.isEmpty() || !points.isEmpty()) {
            Weaving.into(instrumentation, changes, points);
        }
    }

    private static Stream<String> words(Properties told, String key) {
        return Stream.of(told.getProperty(key, "").split(",")).filter(word -> !word.isBlank());
    }
}
