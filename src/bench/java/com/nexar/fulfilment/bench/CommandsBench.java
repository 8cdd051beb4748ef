package com.nexar.fulfilment.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * A durable command, with its key's idempotency, beside peers that call and then save; what it costs in commits and statements; and
 * the sandbox alone, which must not be what is measured.
 */
class CommandsBench {

    private static final int ROUNDS = BenchMode.rounds(2, 5);
    private static final int WARM = BenchMode.pick(50, 4000);
    private static final int TIMES = BenchMode.pick(50, 1500);
    private static final Duration LATENCY = BenchMode.seconds(1, 4);
    private static final int COUNTED = 60;

    /** A second, of which 30 % are asked: the sandbox alone would use up all the orders. */
    private static final double MOST = 1000;

    private static final int CONNECTIONS = 8;
    /** A confirmation is answered when EasyEcom has decided: with as few as above we would wait instead of work. */
    private static final int CONFIRMING = 64;

    private static final long BACKLOG = BenchMode.pick(8000L, 400_000L);
    private static final String FACADE = "facade";
    private static final String SPRING = "Spring Boot";
    private static final String NODE = "Fastify";
    private static final String QUARKUS = "the same on Quarkus with plain JDBC";
    private static final String KEPT = "as many transactions, statements and calls as ours, of the least";
    private static final String SANDBOX = "sandbox alone";

    private final Figures assign = new Figures();
    private final Figures confirm = new Figures();
    private final AtomicInteger next = new AtomicInteger();
    private long[] shipments;
    private EasyEcomSession direct;

    @Test
    void assign_and_confirm() throws Exception {
        Report report = Report.of("commands", "Durable commands: assign and confirm");
        try (BenchDatabase database = BenchDatabase.start();
                BenchSandbox sandbox =
                        BenchSandbox.start("--variant", "confirm-duration=0-0").ordered(BACKLOG)) {
            FilledDatabase.takeIn(database, sandbox);
            shipments = FilledDatabase.received(database);
            sandbox.account().vary(Map.of("token-lockout", "PT0S"));
            database.run("alter role fulfilment_app set pg_stat_statements.track_planning = on");
            count(report, database, sandbox);
            database.run("alter role fulfilment_app reset pg_stat_statements.track_planning");
            try (StartedService facade = Facade.start("commands-facade", database, sandbox.url(), Map.of())) {
                Optional<StartedService> spring = Peers.springBoot(database, sandbox.url());
                Optional<StartedService> node = Peers.fastify(database, sandbox.url());
                Optional<StartedService> quarkus = Peers.quarkusJdbc(database, sandbox.url());
                direct = EasyEcomSession.login(sandbox);
                measure(database, sandbox, facade, spring, node, quarkus);
                quarkus.ifPresent(StartedService::close);
                spring.ifPresent(StartedService::close);
                node.ifPresent(StartedService::close);
            }
            nothingTwice(database);
        }
        rows(report);
        report.write();
    }

    /** With the budget that is counted: of the tier DIAMOND, which the sandbox does not hold us to. */
    private void count(Report report, BenchDatabase database, BenchSandbox sandbox) throws IOException {
        try (StartedService facade = Facade.start(
                "counted-facade", database, sandbox.url(), Map.of("fulfilment.brands.acme.easyecom.tier", "DIAMOND"))) {
            times(facade, assigning(true), COUNTED);
            int first = next.get();
            CommandStatements assigned =
                    CommandStatements.of(database, COUNTED, () -> times(facade, assigning(true), COUNTED));
            List<Long> them = new ArrayList<>();
            for (int n = first; n < first + COUNTED; n++) {
                them.add(shipments[n]);
            }
            AtomicInteger at = new AtomicInteger();
            CommandStatements confirmed = CommandStatements.of(
                    database,
                    COUNTED,
                    () -> times(
                            facade,
                            number -> CommandAsks.confirming(them.get(at.getAndIncrement()), "", true),
                            COUNTED));
            report.row("assign: durable commits", assigned.durable(), "", Goal.atMost(2));
            report.row("assign: transactions that write", assigned.commits(), "", Goal.none());
            report.row(
                    "assign: statements besides begin, scope, commit and hints",
                    assigned.statements(),
                    "",
                    Goal.atMost(10));
            report.row("assign: statements that set a scope", assigned.scopes(), "", Goal.none());
            report.row(
                    "assign: hints to the other pods, one at most every 50 ms for all commands",
                    assigned.hints(),
                    "",
                    Goal.none());
            report.row("confirm: durable commits", confirmed.durable(), "", Goal.atMost(3));
            report.row("confirm: transactions that write", confirmed.commits(), "", Goal.none());
            report.row(
                    "confirm: statements besides begin, scope, commit and hints",
                    confirmed.statements(),
                    "",
                    Goal.none());
            report.table("Statements of an assignment with an Idempotency-Key, budget counted:", assigned.table());
            report.table("Statements of a confirmation:", confirmed.table());
        }
    }

    private void measure(
            BenchDatabase database,
            BenchSandbox sandbox,
            StartedService facade,
            Optional<StartedService> spring,
            Optional<StartedService> node,
            Optional<StartedService> quarkus)
            throws Exception {
        List<Rival> assigning = new ArrayList<>();
        assigning.add(Rival.of(FACADE, facade, database, CONNECTIONS, assigning(true)));
        assigning(SPRING, spring, "", database, assigning);
        assigning(NODE, node, "", database, assigning);
        assigning(QUARKUS, quarkus, "", database, assigning);
        assigning(KEPT, quarkus, "/kept", database, assigning);
        assigning.add(new Rival(
                SANDBOX,
                sandbox.port(),
                sandbox.pid(),
                database,
                CONNECTIONS,
                number -> CommandAsks.directly(direct, take())));
        List<Rival> confirming = new ArrayList<>();
        confirming.add(
                Rival.of(FACADE, facade, database, CONFIRMING, number -> CommandAsks.confirming(take(), "", true)));
        confirming(SPRING, spring, "", database, confirming);
        confirming(QUARKUS, quarkus, "", database, confirming);
        confirming(KEPT, quarkus, "/kept", database, confirming);
        for (Rival rival : assigning) {
            ClosedLoop.times(WARM, rival.port(), rival.connections(), rival.asking());
        }
        for (Rival rival : confirming) {
            ClosedLoop.times(WARM / 2, rival.port(), rival.connections(), rival.asking());
        }
        List<Runnable> turns = new ArrayList<>();
        assigning.forEach(rival -> turns.add(() -> turn(rival, assign)));
        confirming.forEach(rival -> turns.add(() -> turn(rival, confirm)));
        Rounds.inTurns(ROUNDS, turns, (round, turn) -> turn.run());
    }

    private static void turn(Rival rival, Figures figures) {
        rival.latency(Math.min(MOST, rival.capacity(TIMES, figures)), LATENCY, figures);
    }

    private void confirming(
            String name, Optional<StartedService> peer, String under, BenchDatabase database, List<Rival> rivals) {
        peer.ifPresent(it -> rivals.add(
                Rival.of(name, it, database, CONFIRMING, number -> CommandAsks.confirming(take(), under, false))));
    }

    private void assigning(
            String name, Optional<StartedService> peer, String under, BenchDatabase database, List<Rival> rivals)
            throws IOException {
        if (peer.isPresent()) {
            contract(peer.get().port(), under);
            rivals.add(Rival.of(
                    name, peer.get(), database, CONNECTIONS, number -> CommandAsks.assigning(take(), under, false)));
        }
    }

    private void contract(int port, String under) throws IOException {
        long shipment = take();
        try (Wire wire = new Wire(port)) {
            Wire.Answer answer = wire.send(CommandAsks.assigning(shipment, under, false));
            if (answer.status() != 200) {
                throw new AssertionError("200 instead of " + answer.status() + ": " + answer.text());
            }
            PeerContract.assigned(answer, CommandAsks.awb(shipment));
        }
    }

    private static void nothingTwice(BenchDatabase database) {
        long wrong = database.number("select count(*) from (select shipment_id from operation_shipments"
                + " join operations using (operation_id) where operations.state <> 'SUCCEEDED'"
                + " union all select shipment_id from shipment_history where to_stage in ('ASSIGNED', 'CONFIRMED')"
                + " and cause = 'OPERATION' group by shipment_id, to_stage having count(*) > 1) wrong");
        if (wrong != 0) {
            throw new AssertionError(wrong + " commands that did not come to their one effect");
        }
    }

    private void rows(Report report) {
        against(report, "assign", assign, SPRING, Rival.CPU, Goal.atMost(0.6));
        against(report, "confirm", confirm, SPRING, Rival.CPU, Goal.atMost(0.6));
        limit(report, "assign", assign, QUARKUS);
        limit(report, "assign", assign, KEPT);
        limit(report, "confirm", confirm, QUARKUS);
        limit(report, "confirm", confirm, KEPT);
        against(report, "assign", assign, NODE, Rival.CPU, Goal.none());
        against(report, "assign", assign, SPRING, Rival.RATE, Goal.none());
        report.row(
                "assign: p50 beyond EasyEcom's own", assign.difference(Rival.P50, FACADE, SANDBOX), "ms", Goal.none());
        report.row(
                "sandbox alone, rate over the facade's (assign)",
                assign.ratio(Rival.RATE, SANDBOX, FACADE),
                Goal.atLeast(3));
        report.table("Assign, " + CONNECTIONS + " connections:", assign.table());
        report.table(
                "Confirm, " + CONFIRMING
                        + " connections; peers believe EasyEcom's first answer, the facade reads the outcome:",
                confirm.table());
        report.plot(Plot.bars("CPU of an assignment, µs", assign.of(Rival.CPU)));
    }

    private static void against(Report report, String command, Figures figures, String other, String what, Goal goal) {
        against(report, command, figures, FACADE, other, what, goal);
    }

    /** What the goal beside Spring leaves to those who do less. */
    private static void limit(Report report, String command, Figures figures, String limit) {
        against(report, command + ", " + limit, figures, limit, SPRING, Rival.CPU, Goal.none());
    }

    private static void against(
            Report report, String command, Figures figures, String who, String other, String what, Goal goal) {
        String dimension = command + ": " + what + " over that of " + other;
        if (figures.has(who, what) && figures.has(other, what)) {
            report.row(dimension, figures.ratio(what, who, other), goal);
        } else {
            report.leftOut(dimension, "it could not be built");
        }
    }

    private static void times(StartedService facade, Asking asking, int times) {
        ClosedLoop.times(times, facade.port(), 1, asking);
    }

    private Asking assigning(boolean once) {
        return number -> CommandAsks.assigning(take(), "", once);
    }

    private long take() {
        return shipments[next.getAndIncrement()];
    }
}
