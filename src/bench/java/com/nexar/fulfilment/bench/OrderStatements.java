package com.nexar.fulfilment.bench;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements with which the facade reads orders, as scripts of {@code pgbench}: what they select is taken from what PostgreSQL
 * itself has seen, so that a changed query is a changed limit; only the values are ours.
 */
final class OrderStatements {

    private static final String BEGIN = "begin;\nselect set_config('fulfilment.brand', 'acme', true),"
            + " set_config('fulfilment.location', 'blr1', true);\n";

    private final String ids;
    private final String shipments;
    private final String recipients;
    private final String operations;
    private final String elsewhere;

    /** After the facade has answered a page and one order. */
    OrderStatements(BenchDatabase database) {
        ids = head(database, "select order_id,%from shipments where%", " where ");
        shipments = head(database, "select s1_0.brand,%from shipments s1_0 where%s1_0.order_id = any%", " where ");
        recipients = head(database, "select r1_0.brand,%from recipients r1_0 where%", " where ");
        operations = head(database, "select%from operation_shipments os1_0 join operations%where%", " where ");
        elsewhere = head(database, "select%from order_pieces_elsewhere(%", "(cast(");
    }

    /** @param after an order's id */
    String page(BenchDatabase database, long after, int size) {
        String first = " where brand = 'acme' and location = 'blr1' and order_id > " + after
                + " group by order_id order by order_id fetch first " + (size + 1) + " rows only";
        List<String> found =
                List.of(database.text("select string_agg(order_id::text, ',') from (" + ids + first + ") page")
                        .split(","));
        String orders = String.join(",", found.subList(0, Math.min(size, found.size())));
        String parcels = database.text("select string_agg(shipment_id::text, ',') from shipments where brand = 'acme'"
                + " and location = 'blr1' and order_id in (" + orders + ")");
        return BEGIN + ids + first + ";\n" + rest(orders, parcels);
    }

    /** Any of the copies. */
    String oneOrder(long copies) {
        return "\\set n random(0, " + (copies - 1) + ")\n\\set o " + FilledDatabase.copiedOrder(0) + " + :n\n\\set s "
                + FilledDatabase.FIRST_COPY + " + :n\n" + BEGIN + rest(":o", ":s");
    }

    private String rest(String orders, String parcels) {
        return shipments + " where s1_0.brand = 'acme' and s1_0.location = 'blr1' and s1_0.order_id = any("
                + array(orders) + ") order by s1_0.order_id, s1_0.shipment_id;\n"
                + recipients + " where r1_0.brand = 'acme' and r1_0.shipment_id = any(" + array(parcels) + ");\n"
                + operations + " where os1_0.brand = 'acme' and os1_0.shipment_id = any(" + array(parcels)
                + ") and o1_0.finished_at is null and o1_0.kind <> 'BUNDLE';\n"
                + elsewhere + "(" + array(orders) + ");\ncommit;\n";
    }

    private static String array(String ids) {
        return ids.startsWith(":") ? "array[" + ids + "]::bigint[]" : "'{" + ids + "}'::bigint[]";
    }

    private static String head(BenchDatabase database, String like, String until) {
        String count = "select count(distinct left(query, position('" + until + "' in query)))";
        String from = " from pg_stat_statements where userid = 'fulfilment_app'::regrole and query like '" + like + "'";
        if (database.number(count + from) != 1) {
            throw new AssertionError("the facade reads orders otherwise than is known here: " + like + " is "
                    + database.text("select coalesce(string_agg(query, e'\\n'), 'nothing')" + from));
        }
        String query = database.text("select min(query)" + from);
        return query.substring(0, query.indexOf(until)).lines().collect(Collectors.joining(" "));
    }
}
