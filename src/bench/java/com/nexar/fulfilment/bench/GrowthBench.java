package com.nexar.fulfilment.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.pages.Cursor;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/**
 * The same work under way in a young database and in one that has grown old: what is asked most takes as long in both. In each a
 * location has a few hundred open orders; the others are delivered.
 */
class GrowthBench {

    private static final long YOUNG = BenchMode.pick(1_000L, 10_000L);
    private static final long OLD = Long.getLong("growth.orders", BenchMode.pick(100_000L, whatFits()));
    private static final int OPEN = 400;
    private static final int ASSIGNED_BEFORE = 5;
    private static final int TIMES = BenchMode.pick(30, 100);
    private static final int COMMANDS = BenchMode.pick(15, 30);
    private static final int PAGE = 50;
    private static final double SLOWER = 1.3;

    /** 1 where nothing is left that ended without success and that nobody has looked at. */
    private static final String PAST_TRYING =
            "select case when exists (select from operations where state = 'REFUSED' and past_since is null) then 0 else 1 end";

    private static final List<String> LARGE =
            List.of("shipments", "recipients", "shipment_history", "changes", "operations", "operation_shipments");

    /** Ten million take about 45 GB. */
    private static long whatFits() {
        return Path.of("/tmp").toFile().getUsableSpace() > 80L << 30 ? 10_000_000 : 1_000_000;
    }

    /** A facade on its database. */
    private record Side(
            String name, long orders, String database, Connection look, StartedService facade, long firstOpen) {}

    private final Figures figures = new Figures();

    @Test
    void what_is_asked_most_takes_as_long_in_an_old_database() throws Exception {
        Report report = Report.of("growth", "A database that grows to " + OLD + " orders");
        try (IntakeGround ground = IntakeGround.start()) {
            Side young = side(ground, "young", YOUNG);
            Side old = side(ground, "old", OLD);
            try {
                List<Side> sides = List.of(young, old);
                int rounds = BenchMode.rounds(2, 5);
                Rounds.inTurns(1, sides, (round, side) -> reads(side, "warm-up of "));
                Map<String, Long> before = scanned(old);
                Rounds.inTurns(rounds, sides, (round, side) -> reads(side, ""));
                Rounds.inTurns(rounds, sides, this::commands);
                tell(report, young, old, rounds);
                scans(report, before, scanned(old));
                OrderSize.of(old.look()).tell(report);
            } finally {
                young.facade().kill9();
                old.facade().kill9();
            }
        }
        report.write();
    }

    private Side side(IntakeGround ground, String name, long orders) throws Exception {
        String apiKey = ground.backlog(name, OPEN);
        String database = ground.migrated();
        Connection look = ground.connect(database);
        Map<String, String> both = Map.of("fulfilment.clients.bench.roles", "wms,operator");
        try (StartedService facade = ground.facade(name, apiKey, database, "256m", both)) {
            Intake.await(Intake.ofFacade(look), OPEN);
            long first = IntakeGround.number(look, "select min(shipment_id) from shipments");
            facade.firstAnswer();
            ClosedLoop.times(ASSIGNED_BEFORE, facade.port(), 1, number -> assign(first + number));
        }
        GrownDatabase.grow(look, orders - OPEN);
        long first = IntakeGround.number(look, "select min(shipment_id) from shipments where stage = 'RECEIVED'");
        Map<String, String> quiet = new LinkedHashMap<>(both);
        quiet.put("fulfilment.orders.sync.every", "off");
        StartedService facade = ground.facade(name, apiKey, database, "256m", quiet);
        facade.firstAnswer();
        assertThat(IntakeGround.number(look, "select count(*) from shipments")).isEqualTo(orders);
        // its first round, over all that grew at once: nothing of it is to be seen before its end
        Intake.await(() -> IntakeGround.number(look, PAST_TRYING), 1, Duration.ofMinutes(10));
        return new Side(name, orders, database, look, facade, first);
    }

    private static Ask assign(long id) {
        return Ask.put(
                Facade.BLR1 + "/shipments/" + id + "/assignment",
                "{\"courier\":\"NexarExpress\",\"awb\":\"GRW" + id + "\",\"carrierId\":\"28001\"}");
    }

    private void reads(Side side, String prefix) {
        long old = side.orders() - OPEN;
        String middle = new Cursor("orderId", List.of("0", Long.toString(GrownDatabase.orderId(old / 2)))).text();
        LongFunction<Long> any = number -> 1 + number * 7919 % old;
        Map<String, LongFunction<String>> paths = new LinkedHashMap<>();
        paths.put("page of eligible orders", number -> "/orders?eligible=true&limit=" + PAGE);
        paths.put("page of orders", number -> "/orders?limit=" + PAGE);
        paths.put("page of orders, deep", number -> "/orders?limit=" + PAGE + "&cursor=" + middle);
        paths.put("page of orders by stage", number -> "/orders?stage=RECEIVED&limit=" + PAGE);
        paths.put("page of orders by ship-by", number -> "/orders?eligible=true&sort=shipBy&limit=" + PAGE);
        paths.put("page of orders by last change", number -> "/orders?sort=-updatedAt&limit=" + PAGE);
        paths.put("one order", number -> "/orders/" + GrownDatabase.orderId(any.apply(number)));
        paths.put("timeline", number -> "/orders/" + GrownDatabase.orderId(any.apply(number)) + "/timeline");
        paths.put("shipment by AWB", number -> "/shipments?awb=" + GrownDatabase.awb(any.apply(number)));
        paths.put(
                "order by reference",
                number -> "/orders?reference=" + String.format("OLD-SO-%010d", any.apply(number)));
        paths.put(
                "changes, the last",
                number -> "/changes?limit=50&after=" + (side.orders() > 100 ? last(side) - 50 : 0));
        paths.put("connection", number -> "/connection");
        paths.forEach((what, path) ->
                measure(side, prefix + what, TIMES, number -> Ask.get(Facade.BLR1 + path.apply(number))));
        measure(
                side,
                prefix + "given-up operations",
                TIMES,
                number -> Ask.get("/v1/admin/operations/given-up?brand=acme&limit=50"));
        measure(
                side,
                prefix + "given-up operations, unresolved",
                TIMES,
                number -> Ask.get("/v1/admin/operations/given-up?brand=acme&unresolved=true&limit=50"));
    }

    private final Map<String, Long> lasts = new LinkedHashMap<>();

    private long last(Side side) {
        return lasts.computeIfAbsent(side.name(), name -> {
            try {
                return IntakeGround.number(side.look(), "select max(last) from feed_heads");
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void commands(int round, Side side) {
        long first = side.firstOpen() + (long) round * COMMANDS;
        measure(side, "assign", COMMANDS, number -> assign(first + number));
        measure(
                side,
                "confirm",
                COMMANDS,
                number -> Ask.post(Facade.BLR1 + "/shipments/" + (first + number) + "/confirmation", "{}"));
    }

    private void measure(Side side, String what, int times, Asking asking) {
        Served served = ClosedLoop.times(times, side.facade().port(), 1, asking);
        figures.add(side.name(), what, served.millis(0.5));
    }

    private void tell(Report report, Side young, Side old, int rounds) {
        Table table = Table.of("p50, ms", YOUNG + " orders", OLD + " orders");
        for (String what : whats(young)) {
            Spread ratio = figures.ratio(what, old.name(), young.name());
            report.row("growth " + YOUNG + " → " + OLD + ": " + what + ", p50", ratio, Goal.atMost(SLOWER));
            table.row(
                    what,
                    figures.of(young.name(), what).spread().toString(),
                    figures.of(old.name(), what).spread().toString());
        }
        report.table(
                "One caller, one request at a time, " + rounds + " rounds; " + OPEN + " orders open in each", table);
    }

    private List<String> whats(Side side) {
        List<String> all = new ArrayList<>();
        figures.names(side.name()).forEach(what -> {
            if (!what.startsWith("warm-up")) {
                all.add(what);
            }
        });
        return all;
    }

    private static Map<String, Long> scanned(Side side) throws Exception {
        Thread.sleep(2000); // what backends have counted is told once a second
        Map<String, Long> read = new LinkedHashMap<>();
        for (String table : LARGE) {
            read.put(
                    table,
                    IntakeGround.number(
                            side.look(),
                            "select seq_tup_read from pg_stat_user_tables where relname = '" + table + "'"));
        }
        return read;
    }

    private static void scans(Report report, Map<String, Long> before, Map<String, Long> after) {
        long rows = LARGE.stream()
                .mapToLong(table -> after.get(table) - before.get(table))
                .sum();
        report.row("growth: rows of large tables read by scans meanwhile", rows, "", Goal.atMost(0));
    }
}
