package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.NamedSql;
import com.nexar.fulfilment.access.Statements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows for one statement, as an array for each column: no name of a column is written or read more than once, however many rows there
 * are.
 */
final class ManyRows {

    /** The columns of a table and their types, such as {@code brand text, shipment_id bigint}. */
    static final class Layout {

        private final List<String> names = new ArrayList<>();
        private final List<String> types = new ArrayList<>();
        private final Map<String, Integer> places = new HashMap<>();

        Layout(String columns) {
            for (String column : columns.strip().split("\\s*,\\s*")) {
                String[] parts = column.split(" ");
                places.put(parts[0], names.size());
                names.add(parts[0]);
                types.add(parts[1]);
            }
        }

        String names() {
            return String.join(", ", names);
        }

        /** All but these are taken from what was to be inserted. */
        String updates(List<String> but) {
            return names.stream()
                    .filter(name -> !but.contains(name))
                    .map(name -> name + " = excluded." + name)
                    .collect(Collectors.joining(", "));
        }

        /** What stands for the rows in a statement. */
        String rows() {
            return IntStream.range(0, names.size())
                    .mapToObj(n -> "cast(:c" + n + " as " + types.get(n) + "[])")
                    .collect(Collectors.joining(", ", "unnest(", ") as given (" + names() + ")"));
        }
    }

    private final Layout layout;
    private final List<StringBuilder> arrays = new ArrayList<>();
    private Object[] row;
    private boolean empty = true;

    ManyRows(Layout layout) {
        this.layout = layout;
        layout.names.forEach(name -> arrays.add(new StringBuilder("{")));
    }

    /** What is not put into it is null. */
    ManyRows next() {
        end();
        row = new Object[arrays.size()];
        return this;
    }

    ManyRows put(String column, Object value) {
        row[layout.places.get(column)] = value;
        return this;
    }

    /** Nothing happens where there are no rows. @param sql with {@link Layout#rows()} */
    void execute(Statements statements, NamedSql sql) {
        end();
        if (!empty) {
            statements.inWrite(sql, values());
        }
    }

    /** Once: there are no more rows then. @return of a statement with {@link Layout#rows()} */
    Map<String, String> values() {
        end();
        Map<String, String> values = new HashMap<>();
        for (int n = 0; n < arrays.size(); n++) {
            values.put("c" + n, arrays.get(n).append('}').toString());
        }
        return values;
    }

    private void end() {
        if (row == null) {
            return;
        }
        for (int n = 0; n < row.length; n++) {
            StringBuilder array = arrays.get(n);
            if (!empty) {
                array.append(',');
            }
            write(row[n], array);
        }
        empty = false;
        row = null;
    }

    private static void write(Object value, StringBuilder array) {
        switch (value) {
            case null -> array.append("null");
            case Number number -> array.append(number);
            case Boolean yes -> array.append(yes);
            default -> quote(value.toString(), array);
        }
    }

    private static void quote(String text, StringBuilder array) {
        array.append('"');
        for (int n = 0; n < text.length(); n++) {
            char letter = text.charAt(n);
            if (letter == '"' || letter == '\\') {
                array.append('\\');
            }
            array.append(letter);
        }
        array.append('"');
    }
}
