package com.nexar.fulfilment.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.EasyEcom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every command is given by fifty callers at once, over all three pods, half of them with one Idempotency-Key. */
@Tag("faults")
class DuplicateStormIT {

    private static final int OF_EACH = 200 / Cell.Command.values().length;
    private static final int COPIES = 50;
    /** Callers that are under way at one moment; those of one command always come together. */
    private static final int AT_ONCE = 8 * COPIES;

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String REF = "acme/blr1";

    private final Semaphore room = new Semaphore(AT_ONCE);
    private final AtomicInteger ended = new AtomicInteger();

    @Test
    void fifty_copies_of_two_hundred_commands_have_two_hundred_effects_and_one_answer_each() {
        try (Stack stack = Stack.start(Scale.scaled().withTier("UNLIMITED"), Map.of())) {
            List<Cell> cells = cells(stack);
            Glance glance = new Glance(stack, stack.pods().getFirst(), REF);
            cells.forEach(cell -> Glance.until(
                    "received " + cell,
                    PATIENCE,
                    () -> glance.stage(cell.shipmentId()).equals(cell.command().before())));
            long begun = System.nanoTime();
            List<List<Errand.Answer>> answers = storm(stack, cells);
            Glance.until("every operation finished", PATIENCE, () -> stack.openOperations() == 0);
            System.out.printf(
                    "duplicate storm: %d commands, %d callers, %.1f s%n",
                    cells.size(), cells.size() * COPIES, (System.nanoTime() - begun) / 1e9);
            check(stack.easyecom(REF), cells, answers, glance);
        }
    }

    private static List<Cell> cells(Stack stack) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < OF_EACH; i++) {
            for (Cell.Command command : Cell.Command.values()) {
                cells.add(Cell.at(stack, REF, command, Cell.Fate.ACCEPTED));
            }
        }
        return cells;
    }

    private List<List<Errand.Answer>> storm(Stack stack, List<Cell> cells) {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<List<Future<Errand.Answer>>> running = new ArrayList<>();
            for (Cell cell : cells) {
                Order keyed = cell.order().withKey();
                room.acquireUninterruptibly(COPIES);
                List<Future<Errand.Answer>> copies = new ArrayList<>();
                for (int copy = 0; copy < COPIES; copy++) {
                    Order order = copy % 2 == 0 ? keyed : cell.order();
                    Errand errand = new Errand(stack, copy % Stack.PODS, order, PATIENCE);
                    copies.add(callers.submit(() -> run(errand)));
                }
                running.add(copies);
            }
            return running.stream()
                    .map(copies -> copies.stream().map(DuplicateStormIT::result).toList())
                    .toList();
        }
    }

    private Errand.Answer run(Errand errand) {
        try {
            return errand.run();
        } finally {
            room.release();
            int done = ended.incrementAndGet();
            if (done % 1000 == 0) {
                System.out.printf("duplicate storm: %d callers have their answer%n", done);
            }
        }
    }

    private static void check(EasyEcom easyecom, List<Cell> cells, List<List<Errand.Answer>> answers, Glance glance) {
        SoftAssertions so = new SoftAssertions();
        int effects = 0;
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            so.assertThat(answers.get(i))
                    .as(cell.toString())
                    .allMatch(answer -> answer.outcome().equals("SUCCEEDED"));
            answers.get(i).stream()
                    .filter(answer -> !answer.outcome().equals("SUCCEEDED"))
                    .forEach(answer -> System.out.printf("duplicate storm: %s: %s %s%n", cell, answer, answer.text()));
            List<String> texts = answers.get(i).stream()
                    .filter(answer -> answer.order().idempotencyKey() != null && answer.fromCommand())
                    .map(Errand.Answer::text)
                    .distinct()
                    .toList();
            so.assertThat(texts).as("answers to one key, " + cell).hasSizeLessThanOrEqualTo(1);
            List<String> ledger =
                    easyecom.effects(cell.shipmentId(), cell.command().operation());
            so.assertThat(cell.wrongIn(ledger))
                    .as(ledger + " at EasyEcom, " + cell)
                    .isEmpty();
            so.assertThat(glance.stage(cell.shipmentId())).as(cell.toString()).isEqualTo(cell.stage());
            effects += cell.timesIn(easyecom.truth(cell.shipmentId()));
        }
        so.assertThat(effects).as("effects").isEqualTo(cells.size());
        so.assertAll();
        assertThat(cells).hasSize(200);
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
