package com.nexar.fulfilment.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Orders as the facade itself took them in from the sandbox; and many more that are copies of these, under ids of their own. */
final class FilledDatabase {

    private static final long ORDER_DISTANCE = 200_000_000L;
    private static final long FIRST_BACKLOG = 500_000_000L;
    /** The first of the sandbox's backlog; before it are those of the demo, which are split, held and finished. */
    static final long FIRST_PLAIN_ORDER = FIRST_BACKLOG - ORDER_DISTANCE;

    static final long FIRST_COPY = 600_000_000L;

    private static final int AT_ONCE = 50_000;
    private static final long WAITS_SECONDS = 600;

    private FilledDatabase() {}

    /** Ends when a facade has read all that there is at both locations. */
    static void takeIn(BenchDatabase database, BenchSandbox sandbox) throws IOException {
        try (StartedService facade = Facade.start(
                "filling",
                database,
                sandbox.url(),
                Map.of("fulfilment.orders.sync.every", "1s", "fulfilment.products.sync.every", "1h"))) {
            long end = System.nanoTime() + WAITS_SECONDS * 1_000_000_000L;
            while (database.number("select count(*) from sync_cursors where feed = 'ORDERS_BACKFILL'"
                            + " and location in ('blr1', 'bom1') and done_until >= goal")
                    < 2) {
                if (System.nanoTime() > end || !facade.alive()) {
                    throw new IllegalStateException("the first sync did not end");
                }
                LockSupport.parkNanos(200_000_000L);
            }
        }
        database.run("vacuum analyze");
    }

    /** Until blr1 has so many with those ids: shipments from {@link #FIRST_COPY} on, their orders that much below. */
    static void multiply(BenchDatabase database, long orders) {
        String columns = columns(database, "shipments");
        String to = columns(database, "recipients");
        for (long done = 0; done < orders; done += AT_ONCE) {
            long count = Math.min(AT_ONCE, orders - done);
            database.run(copies("shipments", columns, done, count));
            database.run(copies("recipients", to, done, count));
        }
        database.run("vacuum analyze shipments");
        database.run("vacuum analyze recipients");
        database.run("checkpoint");
    }

    static long copiedOrder(long number) {
        return FIRST_COPY - ORDER_DISTANCE + number;
    }

    private static String copies(String table, String columns, long from, long count) {
        String select = columns.replace("shipment_id", FIRST_COPY + " + n")
                .replace("order_id", FIRST_COPY - ORDER_DISTANCE + " + n")
                .replace("reference_code", "'COPY-' || n");
        return "with base as (select t.*, row_number() over (order by shipment_id) - 1 as base_number, count(*) over () as base_count"
                + " from " + table + " t where location = 'blr1' and shipment_id >= " + FIRST_BACKLOG
                + " and shipment_id < "
                + FIRST_COPY + " order by shipment_id limit 1000)"
                + " insert into " + table + " (" + columns + ") select " + select
                + " from generate_series(" + from + "::bigint, " + (from + count - 1) + ") n"
                + " join base on base_number = n % least(base_count, 1000)";
    }

    private static String columns(BenchDatabase database, String table) {
        return database.text(
                "select string_agg(column_name, ', ' order by ordinal_position) from information_schema.columns"
                        + " where table_schema = 'public' and table_name = '" + table + "' and is_generated = 'NEVER'");
    }

    /** The backlog's shipments that commands can still be sent for. */
    static long[] received(BenchDatabase database) {
        String all = database.text("select string_agg(shipment_id::text, ',' order by shipment_id) from shipments"
                + " where location = 'blr1' and stage = 'RECEIVED' and not on_hold and shipment_id >= 500000000");
        return Arrays.stream(all.split(",")).mapToLong(Long::parseLong).toArray();
    }
}
