package com.nexar.fulfilment.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.faults.agent.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One pod of three is halted at every named point between intent and outcome, with each command in each fate at that very point
 * at that moment; the other two take over. Scaled times.
 */
@Tag("faults")
class CrashMatrixIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration GATHERED_WITHIN = Duration.ofSeconds(20);
    private static final String REF = "acme/blr1";

    private static Stack stack;
    private static int rounds;

    @BeforeAll
    static void start() {
        String points = Arrays.stream(Point.values()).map(Point::key).collect(Collectors.joining(","));
        // all of them may hold a transaction at the point
        Scale scale = Scale.scaled().withSetting("quarkus.datasource.jdbc.max-size", "40");
        stack = Stack.start(scale, Map.of("points", points));
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_pod_that_is_halted_here_loses_nothing_and_does_nothing_twice(Point point) {
        int index = rounds++ % Stack.PODS;
        Pod victim = stack.pods().get(index);
        Pod survivor = stack.pods().get((index + 1) % Stack.PODS);
        Glance glance = new Glance(stack, survivor, REF);
        List<Cell> cells = cells(point);
        cells.forEach(cell -> Glance.until(
                "received " + cell,
                PATIENCE,
                () -> glance.stage(cell.shipmentId()).equals(cell.command().before())));
        cells.forEach(cell -> cell.befall(stack.pods()));
        try {
            List<Errand.Answer> answers = halted(point, index, cells);
            List<Errand.Answer> again = cells.stream()
                    .map(cell -> new Errand(stack, (index + 1) % Stack.PODS, cell.order(), PATIENCE).run())
                    .toList();
            check(cells, answers, again, glance);
        } finally {
            renew(victim);
        }
    }

    /** All commands are at the point when the pod halts; their callers go on at the others. */
    private static List<Errand.Answer> halted(Point point, int index, List<Cell> cells) {
        Pod victim = stack.pods().get(index);
        quiet();
        stack.agent().armTogether(victim, point, cells.size());
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Errand.Answer>> running = cells.stream()
                    .map(cell -> callers.submit(() -> new Errand(stack, index, cell.order(), PATIENCE).run()))
                    .toList();
            boolean halted = victim.awaitEnd(GATHERED_WITHIN);
            stack.agent().disarm();
            if (!halted) {
                victim.kill9();
            }
            long died = System.nanoTime();
            List<Errand.Answer> answers =
                    running.stream().map(CrashMatrixIT::result).toList();
            Glance.until("every operation finished", PATIENCE, () -> stack.openOperations() == 0);
            System.out.printf(
                    "crash matrix: %s, %d commands at pod %d, all settled %.1f s after its death%n",
                    point.key(), cells.size(), victim.number(), (System.nanoTime() - died) / 1e9);
            assertThat(halted)
                    .as("all %d reached %s at pod %d", cells.size(), point, victim.number())
                    .isTrue();
            return answers;
        }
    }

    /** No walk through lists meanwhile: it would wait for the shipments' locks while it holds others that commands wait for. */
    private static void quiet() {
        for (Pod pod : stack.pods()) {
            pod.easyecom().trouble(new Trouble.Refuse(Integer.MAX_VALUE).onlyAt("/orders/V2/getAllOrders"));
        }
    }

    private static void renew(Pod victim) {
        stack.agent().disarm();
        stack.pods().forEach(pod -> pod.easyecom().clear());
        if (victim.alive()) {
            victim.kill9();
        }
        victim.start();
        victim.awaitReady();
    }

    private static List<Cell> cells(Point point) {
        List<Cell> cells = new ArrayList<>();
        for (Cell.Command command : Cell.Command.values()) {
            for (Cell.Fate fate : Cell.Fate.values()) {
                if (comesThere(point, command, fate)) {
                    cells.add(Cell.at(stack, REF, command, fate));
                }
            }
        }
        return cells;
    }

    /** Only what was lost is sent again; the groups of a manifest become new ones instead. */
    private static boolean comesThere(Point point, Cell.Command command, Cell.Fate fate) {
        return point != Point.RESEND_WRITTEN || fate == Cell.Fate.LOST && command != Cell.Command.MANIFEST;
    }

    private static void check(List<Cell> cells, List<Errand.Answer> answers, List<Errand.Answer> again, Glance glance) {
        EasyEcom easyecom = stack.easyecom(REF);
        SoftAssertions so = new SoftAssertions();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            String told =
                    cell + ": " + answers.get(i) + ", again: " + again.get(i).answers();
            so.assertThat(answers.get(i).outcome()).as(told).isIn(cell.outcomes());
            so.assertThat(again.get(i).outcome()).as("repeated, " + told).isIn(cell.outcomes());
            so.assertThat(glance.stage(cell.shipmentId())).as("stage, " + told).isEqualTo(cell.stage());
            List<String> effects =
                    easyecom.effects(cell.shipmentId(), cell.command().operation());
            so.assertThat(cell.wrongIn(effects))
                    .as(effects + " at EasyEcom, " + told)
                    .isEmpty();
            so.assertThat(cell.timesIn(easyecom.truth(cell.shipmentId())))
                    .as("EasyEcom's truth, " + told)
                    .isEqualTo(cell.happens() ? 1 : 0);
        }
        so.assertAll();
    }

    private static Errand.Answer result(Future<Errand.Answer> running) {
        try {
            return running.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
