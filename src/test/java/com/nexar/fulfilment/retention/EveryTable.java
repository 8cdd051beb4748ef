package com.nexar.fulfilment.retention;

import com.nexar.fulfilment.Database;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All that our database holds of a text, wherever it may stand; as the owner, who stands above the walls. */
final class EveryTable {

    /** "table column type": everything that can hold words. */
    private static final String COLUMNS = """
            select c.table_name || ' ' || c.column_name || ' ' || c.data_type
            from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
            where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.table_name <> 'flyway_schema_history'
              and c.data_type in ('text', 'character varying', 'character', 'json', 'jsonb', 'bytea', 'ARRAY', 'xml', 'USER-DEFINED')
            order by 1""";

    private final Database owner;

    EveryTable(Database owner) {
        this.owner = owner;
    }

    /** "table.column" of each that holds one of these. */
    Set<String> holding(List<String> texts) {
        Set<String> places = new TreeSet<>();
        for (String each : owner.texts(COLUMNS)) {
            String[] column = each.split(" ", 3);
            for (String text : texts) {
                if (found(column[0], column[1], column[2], text)) {
                    places.add(column[0] + "." + column[1]);
                }
            }
        }
        return places;
    }

    private boolean found(String table, String column, String type, String text) {
        String has = type.equals("bytea")
                ? "position(convert_to(?, 'UTF8') in " + column + ") > 0"
                : "position(? in " + column + "::text) > 0";
        return owner.number("select count(*) from " + table + " where " + has, text) > 0;
    }
}
