package com.nexar.fulfilment.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * What one command asks of the database, as PostgreSQL counts it (pg_stat_statements): the facade's own timers, seen while nobody
 * asked for anything, are taken off, and what the pod tells the others once in a while, however many commands it is about, is a
 * number of its own. Commits are transactions that wrote, which PostgreSQL numbers; durable ones waited for the disk.
 */
record CommandStatements(
        double commits,
        double durable,
        double statements,
        double scopes,
        double hints,
        Map<String, Long> each,
        Map<String, Cost> costs) {

    /**
     * By PostgreSQL's own clock, without the way to it.
     *
     * @param micros to plan and execute it, on average
     * @param planned share of the calls for which it was planned anew
     */
    private record Cost(double micros, double planned) {}

    private static final long IDLE_NANOS = 5_000_000_000L;

    /** An idle connection reports what it did by then. */
    private static final long REPORTED_NANOS = 11_000_000_000L;

    interface Commands {
        void all() throws IOException;
    }

    static CommandStatements of(BenchDatabase database, int times, Commands commands) throws IOException {
        LockSupport.parkNanos(REPORTED_NANOS); // what was done before is not what is done while idle
        reset(database);
        long idleFrom = written(database);
        long syncedIdleFrom = synced(database);
        long idleBegun = System.nanoTime();
        LockSupport.parkNanos(IDLE_NANOS);
        double idleWrites = written(database) - idleFrom - 1;
        Map<String, Long> idle = calls(database);
        LockSupport.parkNanos(REPORTED_NANOS);
        long syncedFrom = synced(database);
        double idleNanos = System.nanoTime() - idleBegun;

        reset(database);
        long from = written(database);
        long begun = System.nanoTime();
        commands.all();
        double share = (double) (System.nanoTime() - begun) / IDLE_NANOS;
        double commits = (written(database) - from - 1 - share * idleWrites) / times;
        Map<String, Long> each = new LinkedHashMap<>();
        calls(database).forEach((query, calls) -> {
            long own = Math.round((calls - share * idle.getOrDefault(query, 0L)) / times);
            if (own > 0) {
                each.put(query, own);
            }
        });
        Map<String, Cost> costs = costs(database);
        LockSupport.parkNanos(REPORTED_NANOS);
        double whileIdle = (syncedFrom - syncedIdleFrom) * (System.nanoTime() - begun) / idleNanos;
        double durable = (synced(database) - syncedFrom - whileIdle) / times;
        double all = each.values().stream().mapToLong(Long::longValue).sum();
        double scopes = like(each, "select set_config(");
        double hints = like(each, "select pg_notify(");
        return new CommandStatements(commits, durable, all - scopes - hints, scopes, hints, each, costs);
    }

    private static double like(Map<String, Long> each, String begin) {
        return each.entrySet().stream()
                .filter(one -> one.getKey().startsWith(begin))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    Table table() {
        Table table = Table.of("times", "µs each", "planned anew", "statement");
        each.forEach((query, times) -> table.row(
                times.toString(),
                Spread.number(costs.get(query).micros()),
                Spread.number(costs.get(query).planned()),
                "`" + (query.length() > 160 ? query.substring(0, 160) + " …" : query) + "`"));
        return table;
    }

    private static void reset(BenchDatabase database) {
        database.text("select pg_stat_statements_reset()");
    }

    /** Takes one such number itself. */
    private static long written(BenchDatabase database) {
        return database.number("select pg_current_xact_id()::text::bigint");
    }

    /** How often a backend waited until its log was on the disk; the log writer's own times are not among them. */
    private static long synced(BenchDatabase database) {
        return database.number(
                "select sum(fsyncs) from pg_stat_io where backend_type = 'client backend' and object = 'wal'");
    }

    private static Map<String, Long> calls(BenchDatabase database) {
        Map<String, Long> calls = new HashMap<>();
        each(database, "sum(calls)", rows -> calls.put(query(rows), rows.getLong(2)));
        return calls;
    }

    private static Map<String, Cost> costs(BenchDatabase database) {
        Map<String, Cost> costs = new HashMap<>();
        each(
                database,
                "1000 * sum(total_exec_time + total_plan_time) / sum(calls), sum(plans)::float / sum(calls)",
                rows -> costs.put(query(rows), new Cost(rows.getDouble(2), rows.getDouble(3))));
        return costs;
    }

    private interface Row {
        void read(ResultSet rows) throws SQLException;
    }

    private static void each(BenchDatabase database, String what, Row row) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select query, " + what + " from pg_stat_statements"
                        + " where userid = 'fulfilment_app'::regrole and query !~* '^(begin|commit|rollback)'"
                        + " group by query order by min(queryid)")) {
            while (rows.next()) {
                row.read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String query(ResultSet rows) throws SQLException {
        return rows.getString(1).replaceAll("\\s+", " ").replace("|", "\\|");
    }
}
