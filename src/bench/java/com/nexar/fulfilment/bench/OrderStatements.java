package com.nexar.fulfilment.bench;

import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/**
 * The statements with which the facade reads orders, as scripts of {@code pgbench}: what they select is taken from what PostgreSQL
 * itself has seen, so that a changed query is a changed limit; only the values are ours.
 */
final class OrderStatements {

    /** Together with the statement and its commit one message, planned once, as the facade sends it. */
    private static final String BEGIN =
            "\\startpipeline\nbegin;\nselect set_config('plan_cache_mode', 'force_generic_plan', true),"
                    + " set_config('fulfilment.brand', 'acme', true), set_config('fulfilment.location', 'blr1', true);\n";

    private static final String COMMIT = ";\ncommit;\n\\endpipeline\n";

    private final String ids;
    private final String shown;

    /** After the facade has answered a page and one order. */
    OrderStatements(BenchDatabase database) {
        String page = seen(database, "select order_id,%from shipments where%", " where ");
        ids = page.substring(0, page.indexOf(" where "));
        shown = seen(database, "with elsewhere as materialized (%order_pieces_elsewhere(%select s.brand,%", ";");
    }

    /** @param after an order's id */
    String page(BenchDatabase database, long after, int size) {
        String first = " where brand = 'acme' and location = 'blr1' and order_id > " + after
                + " group by order_id order by order_id fetch first " + (size + 1) + " rows only";
        List<String> found =
                List.of(database.text("select string_agg(order_id::text, ',') from (" + ids + first + ") page")
                        .split(","));
        String orders = String.join(",", found.subList(0, Math.min(size, found.size())));
        return BEGIN + ids + first + COMMIT + BEGIN + rest(orders);
    }

    /** Any of the copies. */
    String oneOrder(long copies) {
        return "\\set n random(0, " + (copies - 1) + ")\n\\set o " + FilledDatabase.copiedOrder(0) + " + :n\n" + BEGIN
                + rest(":o");
    }

    /** By what stands before them: PostgreSQL numbers the parameters anew as soon as it counts a list's words as one. */
    private String rest(String orders) {
        String array = orders.startsWith(":") ? "array[" + orders + "]::bigint[]" : "'{" + orders + "}'::bigint[]";
        return shown.replaceAll(
                                "(order_pieces_elsewhere\\(|order_id = any\\()\\$\\d+",
                                "$1" + Matcher.quoteReplacement(array))
                        .replaceAll("(brand = )\\$\\d+", "$1'acme'")
                        .replaceAll("(location = )\\$\\d+", "$1'blr1'")
                        .replaceAll("( limit )\\$\\d+", "$1 1")
                        .replaceAll("( on )\\$\\d+", "$1true")
                        .replaceAll("\\$\\d+", "'a'") // words: names of fields and of states
                + COMMIT;
    }

    /** @param until at which what differs from page to page begins */
    private static String seen(BenchDatabase database, String like, String until) {
        String count = "select count(distinct split_part(query, '" + until + "', 1))";
        String from = " from pg_stat_statements where userid = 'fulfilment_app'::regrole and query like '" + like + "'";
        if (database.number(count + from) != 1) {
            throw new AssertionError("the facade reads orders otherwise than is known here: " + like + " is "
                    + database.text("select coalesce(string_agg(query, e'\\n'), 'nothing')" + from));
        }
        return database.text("select min(query)" + from).lines().collect(Collectors.joining(" "));
    }
}
