package com.nexar.fulfilment.bench;

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

    private final String page;
    private final String shown;

    /** After the facade has answered a page behind another one, and one order. */
    OrderStatements(BenchDatabase database) {
        page = seen(database, "with found as materialized (select order_id,% and order_id > %");
        shown = seen(database, "with elsewhere as materialized (%order_pieces_elsewhere(%select s.brand,%");
    }

    /** @param after an order's id */
    String page(long after, int size) {
        return rest(page.replaceAll("( and order_id > )\\$\\d+", "$1" + after)
                .replaceAll("(group by order_id order by order_id limit )\\$\\d+", "$1" + (size + 1))
                .replaceAll("(from found order by order_id limit |from found\\) > )\\$\\d+", "$1" + size));
    }

    /** Any of the copies. */
    String oneOrder(long copies) {
        String order = "$1" + Matcher.quoteReplacement("array[:o]::bigint[]");
        return "\\set n random(0, " + (copies - 1) + ")\n\\set o " + FilledDatabase.copiedOrder(0) + " + :n\n"
                + rest(shown.replaceAll("(order_pieces_elsewhere\\(|order_id = any\\()\\$\\d+", order));
    }

    /** By what stands before them: PostgreSQL numbers the parameters anew as soon as it counts a list's words as one. */
    private static String rest(String statement) {
        return BEGIN
                + statement
                        .replaceAll("(brand = )\\$\\d+", "$1'acme'")
                        .replaceAll("(location = )\\$\\d+", "$1'blr1'")
                        .replaceAll("( limit )\\$\\d+", "$1 1")
                        .replaceAll("( on )\\$\\d+", "$1true")
                        .replaceAll("\\$\\d+", "'a'") // words: names of fields and of states
                + COMMIT;
    }

    private static String seen(BenchDatabase database, String like) {
        String count = "select count(distinct query)";
        String from = " from pg_stat_statements where userid = 'fulfilment_app'::regrole and query like '" + like + "'";
        if (database.number(count + from) != 1) {
            throw new AssertionError("the facade reads orders otherwise than is known here: " + like + " is "
                    + database.text("select coalesce(string_agg(query, e'\\n'), 'nothing')" + from));
        }
        return database.text("select min(query)" + from).lines().collect(Collectors.joining(" "));
    }
}
