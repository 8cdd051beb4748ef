package com.nexar.fulfilment.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A stretch of an intake under way: from the order at which it began to the one at which it ended.
 *
 * @param cpu of who takes in, in seconds
 * @param databaseCpu of all of PostgreSQL
 * @param wal in bytes
 */
record Intake(long orders, double seconds, double cpu, double databaseCpu, long wal) {

    static final String RATE = "orders/s";
    static final String CPU = "CPU per order, µs";
    static final String DATABASE_CPU = "PostgreSQL's CPU per order, µs";
    static final String WAL = "WAL per order, B";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(15);
    private static final Duration STANDS_STILL = Duration.ofSeconds(90);

    /** How many orders are in. */
    interface Progress {
        long now() throws IOException, SQLException;
    }

    private record Mark(long orders, long nanos, double cpu, double databaseCpu, long wal) {}

    /** Waits for the one and then for the other; what was before is the start of a process, and its warming up. */
    static Intake watch(IntakeGround ground, long pid, Progress progress, long from, long to)
            throws IOException, SQLException {
        await(progress, from);
        Mark begun = mark(ground, pid, progress);
        await(progress, to);
        Mark ended = mark(ground, pid, progress);
        return new Intake(
                ended.orders() - begun.orders(),
                (ended.nanos() - begun.nanos()) / 1e9,
                ended.cpu() - begun.cpu(),
                ended.databaseCpu() - begun.databaseCpu(),
                ended.wal() - begun.wal());
    }

    static void await(Progress progress, long orders) throws IOException, SQLException {
        await(progress, orders, STANDS_STILL);
    }

    /** @param patience how long it may stand still */
    static void await(Progress progress, long orders, Duration patience) throws IOException, SQLException {
        long last = -1;
        long moved = System.nanoTime();
        for (long now = progress.now(); now < orders; now = progress.now()) {
            if (now != last) {
                last = now;
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > patience.toNanos()) {
                throw new IllegalStateException("It stands still at " + now + " of " + orders);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static Mark mark(IntakeGround ground, long pid, Progress progress) throws IOException, SQLException {
        double databaseCpu = ground.database().cpuSeconds();
        return new Mark(progress.now(), System.nanoTime(), ProcessCpu.seconds(pid), databaseCpu, ground.wal());
    }

    /** Of the walk of a facade's first sync. */
    static Progress ofFacade(Connection database) {
        return () -> IntakeGround.number(
                database, "select coalesce(sum(rows_seen), 0) from sync_cursors where feed = 'ORDERS_BACKFILL'");
    }

    /** Of whoever stores a backlog's orders from its first to its last. */
    static Progress byNumber(Connection database) {
        return () -> IntakeGround.number(
                database,
                "select coalesce(1 + (select max(shipment_id) from shipments where brand = 'acme')"
                        + " - (select min(shipment_id) from shipments where brand = 'acme'), 0)");
    }

    double perSecond() {
        return orders / seconds;
    }

    void into(Figures figures, String who) {
        figures.add(who, RATE, perSecond());
        figures.add(who, CPU, cpu / orders * 1e6);
        figures.add(who, DATABASE_CPU, databaseCpu / orders * 1e6);
        figures.add(who, WAL, wal / (double) orders);
    }
}
