package com.nexar.fulfilment.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A first sync from the first page to the last, parse to durable, beside {@code COPY} of the rows that it made and beside Spring Data;
 * then the same list once more, of which nothing has changed.
 */
class IntakeBench {

    private static final long ORDERS = Long.getLong("intake.orders", BenchMode.pick(20_000L, 1_000_000L));
    private static final long OF_A_ROUND = Long.getLong("intake.round", BenchMode.pick(5_000L, 200_000L));
    private static final long FEW = BenchMode.pick(2_000L, 10_000L);
    private static final int PAGE = 250;
    private static final String HEAP = "128m";

    private static final String FACADE = "the facade";
    private static final String AGAIN = "the facade, unchanged orders again";
    private static final String COPY = "COPY, 250 orders a transaction";
    private static final String SAVE_ALL = "Spring Data saveAll, 250 orders a transaction";

    private static final String INSERTED = "INSERT behind the walls, 250 orders a transaction";
    private static final String LIMIT = "asked for, read to a tree and copied, no more";
    private static final String WALLED = "asked for, read to a tree and inserted behind the walls, no more";

    private static final List<String> TABLES = List.of("shipments", "recipients", "shipment_history", "changes");

    private static IntakeGround ground;

    private final Figures figures = new Figures();
    private long versions;

    @BeforeAll
    static void begin() throws IOException {
        ground = IntakeGround.start();
    }

    @AfterAll
    static void end() {
        if (ground != null) {
            ground.close();
        }
    }

    @Test
    void orders_in_beside_copy_and_save_all() throws Exception {
        Report report = Report.of("intake", "Orders in");
        String apiKey = ground.backlog("round", OF_A_ROUND);
        Optional<Path> spring = Peers.springBootJar();
        List<String> turns = new ArrayList<>(List.of(FACADE, SandboxAlone.NAME, SandboxAlone.READ));
        if (spring.isPresent()) {
            turns.add(SAVE_ALL);
        }
        int rounds = BenchMode.rounds(1, 5);
        Rounds.inTurns(rounds, turns, (round, who) -> {
            switch (who) {
                case FACADE -> facade(apiKey);
                case SAVE_ALL -> saveAll(spring.orElseThrow(), apiKey);
                default -> SandboxAlone.walk(ground, "round", apiKey, who, figures);
            }
        });
        figures.inSequence(LIMIT, Intake.RATE, SandboxAlone.READ, COPY);
        figures.inSequence(WALLED, Intake.RATE, SandboxAlone.READ, INSERTED);

        report.row("intake: orders/s over COPY", figures.ratio(Intake.RATE, FACADE, COPY), Goal.atLeast(0.5));
        if (spring.isPresent()) {
            report.row("intake: orders/s over saveAll", figures.ratio(Intake.RATE, FACADE, SAVE_ALL), Goal.atLeast(4));
        } else {
            report.leftOut("intake: orders/s over saveAll", "src/bench/peers/spring-boot cannot be built");
        }
        for (String limit : List.of(LIMIT, WALLED)) {
            report.row(limit + ": orders/s over COPY", figures.ratio(Intake.RATE, limit, COPY), Goal.none());
            if (spring.isPresent()) {
                report.row(limit + ": orders/s over saveAll", figures.ratio(Intake.RATE, limit, SAVE_ALL), Goal.none());
            }
        }
        report.row(
                "intake: orders/s end to end", figures.of(FACADE, Intake.RATE).spread(), Goal.none());
        report.row(
                "re-scan: orders/s over the first intake",
                figures.ratio(Intake.RATE, AGAIN, FACADE),
                Goal.atLeast(1.5));
        report.row("re-scan: WAL per order, B", figures.of(AGAIN, Intake.WAL).spread(), Goal.atMost(250));
        report.row("re-scan: row versions", versions, "", Goal.atMost(0));
        report.row(
                "the sandbox alone: orders/s over the facade's re-scan",
                figures.ratio(Intake.RATE, SandboxAlone.NAME, AGAIN),
                Goal.atLeast(3));
        report.table(
                OF_A_ROUND + " orders in each of " + rounds + " rounds, of which the last four fifths count; -Xmx"
                        + HEAP,
                figures.table());
        report.plot(Plot.bars("Orders taken in a second", figures.of(Intake.RATE)));
        report.write();
    }

    @Test
    void very_many_orders_in_little_memory() throws Exception {
        Report report = Report.of("intake-many", "Very many orders in");
        double little = peak("few", FEW, report, false);
        double much = peak("many", ORDERS, report, true);
        report.row(
                "intake: peak RSS with " + ORDERS + " orders over that with " + FEW,
                much / little,
                "",
                Goal.atMost(1.1));
        report.remark(
                "Peak RSS at -Xmx" + HEAP + ": " + Spread.number(little) + " MB and " + Spread.number(much) + " MB.");
        report.write();
    }

    @Test
    void killed_at_any_page_it_redoes_one_at_most() throws Exception {
        Report report = Report.of("intake-killed", "Orders in, killed on the way");
        KilledIntake killed = KilledIntake.run(ground, BenchMode.pick(3_000L, 50_000L), BenchMode.pick(2, 10));
        report.row("intake: pages asked for again per SIGKILL, the most", killed.mostAgain(), "", Goal.atMost(1));
        report.remark(killed.kills() + " kills, " + killed.again()
                + " pages asked for again in all; every order is there once.");
        report.write();
    }

    private void facade(String apiKey) throws Exception {
        String name = ground.migrated();
        try (Connection database = ground.connect(name);
                StartedService facade = ground.facade("round", apiKey, name, HEAP, Map.of())) {
            Intake.Progress progress = Intake.ofFacade(database);
            Intake.watch(ground, facade.pid(), progress, OF_A_ROUND / 5, OF_A_ROUND)
                    .into(figures, FACADE);
            complete(database, OF_A_ROUND);
            long before = IntakeGround.number(database, "select pg_current_xact_id()::text::bigint");
            IntakeGround.number(
                    database,
                    "with gone as (delete from sync_cursors where feed = 'ORDERS_BACKFILL' returning 1) select 1");
            Intake.watch(ground, facade.pid(), progress, OF_A_ROUND / 5, OF_A_ROUND)
                    .into(figures, AGAIN);
            for (String table : TABLES) {
                versions += IntakeGround.number(
                        database, "select count(*) from " + table + " where xmin::text::bigint > " + before);
            }
            complete(database, OF_A_ROUND);
            facade.kill9();
            copy(database);
            insert(database);
        }
        ground.drop(name);
    }

    private void copy(Connection from) throws SQLException, IOException {
        String name = ground.migrated();
        try (CopiedRows rows = CopiedRows.of(from);
                Connection to = ground.connect(name)) {
            long begun = System.nanoTime();
            double cpu = ground.database().cpuSeconds();
            double own = ProcessCpu.seconds(ProcessHandle.current().pid());
            long wal = ground.wal();
            long copied = rows.into(to, PAGE);
            new Intake(
                            copied,
                            (System.nanoTime() - begun) / 1e9,
                            ProcessCpu.seconds(ProcessHandle.current().pid()) - own,
                            ground.database().cpuSeconds() - cpu,
                            ground.wal() - wal)
                    .into(figures, COPY);
            assertThat(copied).isEqualTo(OF_A_ROUND);
        }
        ground.drop(name);
    }

    private void insert(Connection from) throws SQLException {
        String name = ground.migrated();
        try (Connection to = ground.connect(name);
                InsertedRows rows = InsertedRows.of(from, to)) {
            figures.add(INSERTED, Intake.RATE, OF_A_ROUND / rows.seconds(PAGE));
        }
        for (String table : TABLES) {
            assertThat(ground.number(name, "select count(*) from " + table))
                    .as(table)
                    .isEqualTo(OF_A_ROUND);
        }
        ground.drop(name);
    }

    private void saveAll(Path jar, String apiKey) throws Exception {
        String name = ground.migrated();
        try (Connection database = ground.connect(name);
                HttpClient http = HttpClient.newHttpClient();
                StartedService spring = SpringIntake.start(ground, jar, "round", apiKey, name)) {
            var whole = SpringIntake.begin(http, spring);
            Intake.watch(ground, spring.pid(), Intake.byNumber(database), OF_A_ROUND / 5, OF_A_ROUND)
                    .into(figures, SAVE_ALL);
            assertThat(whole.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
            assertThat(IntakeGround.number(database, "select count(*) from shipments"))
                    .isEqualTo(OF_A_ROUND);
            spring.kill9();
        }
        ground.drop(name);
    }

    /** @return the most memory that it ever held, in MB */
    private static double peak(String backlog, long orders, Report report, boolean tells) throws Exception {
        String apiKey = ground.backlog(backlog, orders);
        String name = ground.migrated();
        double peak;
        try (Connection database = ground.connect(name);
                StartedService facade = ground.facade(backlog, apiKey, name, HEAP, Map.of())) {
            Intake intake =
                    Intake.watch(ground, facade.pid(), Intake.ofFacade(database), Math.min(orders / 5, FEW), orders);
            peak = ProcessMemory.peak(facade.pid());
            complete(database, orders);
            if (tells) {
                report.row("intake: " + orders + " orders, orders/s end to end", intake.perSecond(), "", Goal.none());
                OrderSize.of(database).tell(report);
            }
        }
        ground.drop(name);
        return peak;
    }

    /** Each order once, with its buyer and its beginning, and told of once, in a feed without a gap. */
    static void complete(Connection database, long orders) throws SQLException {
        for (String count : List.of(
                "select count(*) from shipments",
                "select count(*) from recipients",
                "select count(*) from shipment_history",
                "select count(distinct subject) from changes",
                "select count(*) from changes",
                "select max(seq) from changes",
                "select max(last) from feed_heads")) {
            assertThat(IntakeGround.number(database, count)).as(count).isEqualTo(orders);
        }
    }
}
