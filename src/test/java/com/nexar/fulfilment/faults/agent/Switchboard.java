package com.nexar.fulfilment.faults.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What the altered methods of this pod ask. Loaded by the system class loader, visible to the facade's classes. */
public final class Switchboard {

    private static final int KILLED = 137;
    private static final long LOOK_NANOS = 50_000_000;

    private static final Map<String, Alteration> ALTERATIONS = new ConcurrentHashMap<>();
    private static final Map<String, Point> POINTS = new ConcurrentHashMap<>();
    private static final Map<String, AtomicInteger> PASSED = new ConcurrentHashMap<>();
    private static volatile List<Path> arms = List.of();
    private static volatile Path report;
    private static volatile Duration skew = Duration.ZERO;

    private Switchboard() {}

    static void connect(Path reportFile, List<Path> armFiles, Duration wrongBy) {
        report = reportFile;
        arms = armFiles;
        skew = wrongBy;
    }

    /** How much this pod's own clock is ahead of the true time. */
    static Duration skew() {
        return skew;
    }

    static void alter(String place, Alteration alteration) {
        ALTERATIONS.put(place, alteration);
    }

    static void watch(Point point) {
        point.places().forEach(place -> POINTS.put(place + " " + point.side(), point));
    }

    /** The arguments that a body gets. */
    public static Object[] arguments(String place, Object self, Object[] arguments) {
        return ALTERATIONS.get(place) instanceof Alteration.With(Alteration.Arguments other)
                ? fitting(place, () -> other.of(self, arguments))
                : arguments;
    }

    /** Whether the body is left out. */
    public static boolean skips(String place, Object[] arguments) {
        return ALTERATIONS.get(place) instanceof Alteration.Instead(var where, var body) && where.test(arguments);
    }

    /** What is returned instead of {@code result}. */
    public static Object result(String place, Object self, Object[] arguments, Object result, boolean skipped) {
        return switch (ALTERATIONS.get(place)) {
            case Alteration.Instead(var where, Alteration.Body body) ->
                skipped ? fitting(place, () -> body.result(self, arguments)) : result;
            case Alteration.After(Alteration.Change change) ->
                fitting(place, () -> change.result(self, arguments, result));
            case Alteration.With with -> result;
            case null -> result;
        };
    }

    /** A body that was written for another method of that name says so; what the product throws in it is none of that. */
    private static <T> T fitting(String place, Supplier<T> body) {
        try {
            return body.get();
        } catch (ClassCastException | IndexOutOfBoundsException other) {
            say("error in " + place + ": " + other);
            throw other;
        }
    }

    /** One of the ends of a method at which this pod may have to halt: where a file says so, which this takes away. */
    public static void pass(String place, String side) {
        Point point = POINTS.get(place + " " + side);
        if (point == null) {
            return;
        }
        for (Path arm : arms) {
            armed(arm).filter(order -> order.startsWith(point.key() + " ")).ifPresent(order -> reach(arm, order));
        }
    }

    /**
     * {@code nth}: the n-th to come halts the pod. {@code together}: all wait for the n-th, so that n are at the point. {@code freeze}:
     * the n-th to come stops the pod where it stands, until somebody lets it go on.
     */
    private static void reach(Path arm, String order) {
        String[] words = order.split(" ");
        int wanted = Integer.parseInt(words[1]);
        int come = PASSED.computeIfAbsent(order, fresh -> new AtomicInteger()).incrementAndGet();
        say("reached " + words[0] + " " + come);
        while (come < wanted
                && words[2].equals("together")
                && armed(arm).filter(order::equals).isPresent()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        if (come == wanted && words[2].equals("freeze") && taken(arm)) {
            say("frozen " + words[0]);
            freeze();
        } else if (come == wanted && taken(arm)) {
            say("halted " + words[0]);
            Runtime.getRuntime().halt(KILLED);
        }
    }

    private static void freeze() {
        try {
            new ProcessBuilder(
                            "kill",
                            "-STOP",
                            Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw broken("freeze", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of several pods one gets it. */
    private static boolean taken(Path arm) {
        try {
            Files.move(arm, arm.resolveSibling(arm.getFileName() + ".halted"), StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException anotherPodWas) {
            return false;
        }
    }

    /** {@code <point> <n> <nth, together or freeze> <the order's own id>}. */
    private static Optional<String> armed(Path arm) {
        if (!Files.exists(arm)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(arm).strip());
        } catch (NoSuchFileException anotherPodWas) {
            return Optional.empty();
        } catch (IOException e) {
            throw broken("arm", e);
        }
    }

    static IllegalStateException broken(String what, Throwable why) {
        say("error " + what + " " + why);
        return new IllegalStateException("the fault agent is broken: " + what, why);
    }

    static synchronized void say(String line) {
        try {
            Files.writeString(report, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException("the fault agent cannot write " + report, e);
        }
    }
}
