package com.nexar.fulfilment.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** Reading orders out of the store: pages of 50, one order, a page far behind; beside peers over the same rows, and the database alone. */
class OrdersBench {

    private static final int ROUNDS = BenchMode.rounds(2, 5);
    private static final long ORDERS = BenchMode.pick(50_000L, 1_000_100L);
    private static final Duration WARM = BenchMode.seconds(2, 15);
    private static final Duration TIME = BenchMode.seconds(1, 10);
    private static final int CONNECTIONS = 8;
    private static final int PAGE = 50;
    private static final int PAGES = 200;

    private static final String PAGES_TOLD = "page of 50";
    private static final String ONE = "one order";

    private final Figures pages = new Figures();
    private final Figures one = new Figures();
    private final Figures depth = new Figures();

    @Test
    void orders_out_of_the_store() throws Exception {
        Report report = Report.of("orders", "Orders: a page of 50, one order");
        try (BenchDatabase database = BenchDatabase.start();
                BenchSandbox sandbox = BenchSandbox.start().ordered(4000)) {
            FilledDatabase.takeIn(database, sandbox);
            FilledDatabase.multiply(database, ORDERS);
            try (StartedService facade = Facade.start("orders-facade", database, sandbox.url(), Map.of())) {
                Optional<StartedService> spring = Peers.springBoot(database, sandbox.url());
                Optional<StartedService> node = Peers.fastify(database, sandbox.url());
                measure(database, facade, spring, node);
                report(report);
                spring.ifPresent(StartedService::close);
                node.ifPresent(StartedService::close);
            }
        }
        report.write();
    }

    private void measure(
            BenchDatabase database,
            StartedService facade,
            Optional<StartedService> spring,
            Optional<StartedService> node)
            throws Exception {
        for (StartedService peer : both(spring, node)) {
            contract(facade.port(), peer.port());
        }
        long[] starts = new Random(7)
                .longs(PAGES, 0, ORDERS - PAGE - 1)
                .map(FilledDatabase::copiedOrder)
                .toArray();
        Random random = new Random(11);
        long[] orders = random.longs(100_000, 0, ORDERS)
                .map(FilledDatabase::copiedOrder)
                .toArray();
        LongFunction<String> any = number -> Facade.BLR1 + "/orders/" + orders[(int) (number % orders.length)];
        LongFunction<String> ours = number -> page(starts[(int) (number % PAGES)]);
        LongFunction<String> theirs = number -> peerPage(starts[(int) (number % PAGES)]);

        List<Rival> paging = new ArrayList<>(List.of(rival("facade", facade, database, ours)));
        List<Rival> single = new ArrayList<>(List.of(rival("facade", facade, database, any)));
        spring.ifPresent(peer -> paging.add(rival("Spring Boot", peer, database, theirs)));
        spring.ifPresent(peer -> single.add(rival("Spring Boot", peer, database, any)));
        node.ifPresent(peer -> paging.add(rival("Fastify", peer, database, theirs)));
        node.ifPresent(peer -> single.add(rival("Fastify", peer, database, any)));
        for (Rival rival : paging) {
            rival.warmUp(WARM);
        }
        for (Rival rival : single) {
            rival.warmUp(WARM);
        }
        Rounds.inTurns(ROUNDS, turns(database, paging, single, starts), (round, turn) -> turn.run());
        for (int round = 0; round < ROUNDS; round++) {
            deep(facade, round);
        }
    }

    private List<Turn> turns(BenchDatabase database, List<Rival> paging, List<Rival> single, long[] starts)
            throws IOException, InterruptedException {
        List<Turn> turns = new ArrayList<>();
        paging.forEach(rival -> turns.add(() -> turn(rival, pages)));
        single.forEach(rival -> turns.add(() -> turn(rival, one)));
        if (PgBench.there()) {
            OrderStatements statements = new OrderStatements(database);
            List<String> scripts = new ArrayList<>();
            for (int n = 0; n < 20; n++) {
                scripts.add(statements.page(starts[n], PAGE));
            }
            PgBench page = new PgBench(database, "page", scripts);
            PgBench order = new PgBench(database, "order", List.of(statements.oneOrder(ORDERS)));
            turns.add(() -> pages.add("pgbench", Rival.RATE, page.rate(TIME, CONNECTIONS)));
            turns.add(() -> one.add("pgbench", Rival.RATE, order.rate(TIME, CONNECTIONS)));
        }
        return turns;
    }

    private interface Turn {
        void run() throws Exception;
    }

    private static void turn(Rival rival, Figures figures) {
        rival.latency(rival.capacity(TIME, figures), TIME, figures);
    }

    /** One after the other, first and last page by turns within the round. */
    private void deep(StartedService facade, int round) {
        // the very first hold split orders, which are more work
        Asking first = Asking.always(Ask.get(page(FilledDatabase.FIRST_PLAIN_ORDER - 1)));
        Asking last = Asking.always(Ask.get(page(FilledDatabase.copiedOrder(ORDERS - PAGE - 1))));
        Asking[] turns = round % 2 == 0 ? new Asking[] {first, last} : new Asking[] {last, first};
        int times = BenchMode.pick(100, 500);
        for (Asking turn : turns) {
            Served served = ClosedLoop.times(times, facade.port(), 1, turn);
            depth.add(turn == first ? "first page" : "last page", Rival.P50, served.millis(0.5));
        }
    }

    private static void contract(int facade, int peer) throws IOException {
        String orders = Facade.BLR1 + "/orders";
        PeerContract.sameOrders(facade, orders + "?limit=50", peer, orders + "?limit=50");
        long middle = FilledDatabase.copiedOrder(ORDERS / 2);
        PeerContract.sameOrders(facade, page(middle), peer, peerPage(middle));
        PeerContract.sameOrders(facade, orders + "/" + middle, peer, orders + "/" + middle);
    }

    private void report(Report report) {
        against(report, pages, PAGES_TOLD, "pgbench", Goal.atLeast(0.4));
        against(report, pages, PAGES_TOLD, "Spring Boot", Goal.atLeast(1.2));
        against(report, pages, PAGES_TOLD, "Fastify", Goal.atLeast(2.5));
        report.row(
                "p50 of page " + Spread.number((double) (ORDERS / PAGE)) + " over page 1",
                depth.ratio(Rival.P50, "last page", "first page"),
                Goal.atMost(1.1));
        against(report, one, ONE, "pgbench", Goal.atLeast(0.3));
        against(report, one, ONE, "Spring Boot", Goal.none());
        against(report, one, ONE, "Fastify", Goal.none());
        report.table("A page of 50 out of " + ORDERS + " orders, " + CONNECTIONS + " connections:", pages.table());
        report.table("One order:", one.table());
        report.table("Pages one after the other:", depth.table());
        report.remark(
                "Peers answer fewer fields than the facade, and read as the tables' owner, without row-level walls."
                        + " pgbench sends the facade's own statements, in as many messages, and builds no answer.");
        report.plot(Plot.bars("Pages of 50 orders a second", pages.of(Rival.RATE)));
        report.plot(Plot.bars("Single orders a second", one.of(Rival.RATE)));
    }

    private static void against(Report report, Figures figures, String what, String other, Goal goal) {
        String dimension = what + ": rate over " + other + "'s";
        if (figures.has(other, Rival.RATE)) {
            report.row(dimension, figures.ratio(Rival.RATE, "facade", other), goal);
        } else {
            report.leftOut(dimension, other + " is not there, or could not be built");
        }
    }

    private static Rival rival(String name, StartedService service, BenchDatabase database, LongFunction<String> path) {
        return Rival.of(name, service, database, CONNECTIONS, number -> Ask.get(path.apply(number)));
    }

    /** The cursor as the page before would have told it. */
    private static String page(long after) {
        String cursor = "orderId\u001f" + after + "\u001f" + after;
        return Facade.BLR1 + "/orders?limit=" + PAGE + "&cursor="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(StandardCharsets.UTF_8));
    }

    private static String peerPage(long after) {
        return Facade.BLR1 + "/orders?limit=" + PAGE + "&after=" + after;
    }

    private static List<StartedService> both(Optional<StartedService> one, Optional<StartedService> two) {
        List<StartedService> both = new ArrayList<>();
        one.ifPresent(both::add);
        two.ifPresent(both::add);
        return both;
    }
}
