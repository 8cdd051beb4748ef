package com.nexar.fulfilment.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.faults.agent.Defect;
import com.nexar.fulfilment.faults.agent.Point;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the agent in the pods is told, and what it says. A name that it does not know, or a method that is not there, fails. */
final class Agent {

    private static final AtomicInteger ORDERS = new AtomicInteger();

    private final Map<String, String> options;
    private final Path folder;
    private final Set<String> wanted = new HashSet<>();

    private Agent(Map<String, String> options, Path folder) {
        this.options = options;
        this.folder = folder;
    }

    static Agent of(Map<String, String> options, Path folder) {
        Agent agent = new Agent(Map.copyOf(options), folder);
        List<Defect.Change> changes = new ArrayList<>();
        for (String key : options.keySet()) {
            switch (key.split("\\.")[0]) {
                case "defect" -> words(options.get(key)).map(Defect::of).forEach(one -> changes.addAll(one.changes()));
                case "skew" -> changes.add(Defect.skew(Duration.parse(options.get(key))));
                case "points" ->
                    words(options.get(key))
                            .map(Point::of)
                            .forEach(one -> one.places().forEach(agent::want));
                default -> throw new IllegalArgumentException("the agent has no option " + key);
            }
        }
        changes.forEach(change -> agent.want(change.place()));
        return agent;
    }

    /** {@code -javaagent:…} for this pod. */
    String argument(int pod) {
        List<String> lines = new ArrayList<>();
        lines.add("report=" + report(pod));
        lines.add("arm=" + arm(pod) + "," + anyArm());
        lines.add("defect=" + options.getOrDefault("defect", ""));
        lines.add("points=" + options.getOrDefault("points", ""));
        lines.add("skew=" + options.getOrDefault("skew." + pod, options.getOrDefault("skew", "")));
        Path told = folder.resolve("pod-" + pod + ".agent.properties");
        write(told, String.join("\n", lines) + "\n");
        return "-javaagent:" + AgentJar.path() + "=" + told;
    }

    /** This pod halts when it passes the point for the n-th time from now. */
    void arm(Pod pod, Point point, int nth) {
        arm(arm(pod.number()), point, nth + " nth");
    }

    /** This pod halts when so many threads of it are at the point; the first wait for the last. */
    void armTogether(Pod pod, Point point, int threads) {
        arm(arm(pod.number()), point, threads + " together");
    }

    /** This pod stops, as by SIGSTOP, when it passes the point for the n-th time from now. */
    void armFreeze(Pod pod, Point point, int nth) {
        arm(arm(pod.number()), point, nth + " freeze");
    }

    /** How often this pod has stopped so. */
    long frozen(Pod pod) {
        Path report = report(pod.number());
        return Files.exists(report)
                ? lines(report).filter(line -> line.startsWith("frozen ")).count()
                : 0;
    }

    /** Whichever pod passes the point for its n-th time first halts, that one only. */
    void armAny(Point point, int nth) {
        arm(anyArm(), point, nth + " nth");
    }

    /** What was armed and not reached is taken back. @return whether something was left */
    boolean disarm() {
        return IntStream.rangeClosed(0, Stack.PODS)
                .mapToObj(pod -> pod == 0 ? anyArm() : arm(pod))
                .map(Agent::deleted)
                .reduce(false, Boolean::logicalOr);
    }

    /** Fails where the agent could not do what it was told. */
    void requireNoErrors() {
        assertThat(said().filter(line -> line.startsWith("error ")))
                .as("the fault agent's errors")
                .isEmpty();
    }

    /** Fails where it was told of a method that no pod has ever loaded. */
    void requireAllApplied() {
        requireNoErrors();
        List<String> applied = said().filter(line -> line.startsWith("applied "))
                .map(line -> line.substring("applied ".length()))
                .toList();
        assertThat(applied).as("methods that the fault agent changed").containsAll(wanted);
    }

    private void want(String place) {
        int end = place.lastIndexOf('.');
        String type = place.substring(0, end);
        String method = place.substring(end + 1);
        try {
            Class<?> there = Class.forName(type, false, Agent.class.getClassLoader());
            boolean known = Arrays.stream(there.getDeclaredMethods())
                    .anyMatch(each -> each.getName().equals(method));
            if (!known) {
                throw new IllegalArgumentException(type + " has no method " + method);
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("there is no class " + type, e);
        }
        wanted.add(place);
    }

    private static void arm(Path file, Point point, String how) {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        write(draft, point.key() + " " + how + " " + ORDERS.incrementAndGet() + "\n");
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<String> said() {
        return IntStream.rangeClosed(1, Stack.PODS)
                .mapToObj(this::report)
                .filter(Files::exists)
                .flatMap(Agent::lines);
    }

    private Path report(int pod) {
        return folder.resolve("pod-" + pod + ".agent");
    }

    private Path arm(int pod) {
        return folder.resolve("pod-" + pod + ".arm");
    }

    private Path anyArm() {
        return folder.resolve("any-pod.arm");
    }

    private static Stream<String> words(String list) {
        return Stream.of(list.split(","));
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean deleted(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
