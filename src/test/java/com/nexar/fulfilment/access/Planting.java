package com.nexar.fulfilment.access;

import com.nexar.fulfilment.Database;
import java.util.ArrayList;
import java.util.List;

/** Plants a row in any table, whatever its columns. */
final class Planting {

    private final Database owner;

    Planting(Database owner) {
        this.owner = owner;
    }

    /** A row of any table, with something of its type in every column that must have a value. */
    void plant(Database as, String table, String brand, String location, String number) {
        as.run(statement(table, brand, location, number));
    }

    String statement(String table, String brand, String location, String number) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (String column : owner.texts(
                "select column_name || ' ' || data_type from information_schema.columns where table_schema = 'public'"
                        + " and table_name = ? and is_nullable = 'NO' and is_identity = 'NO' and column_default is null",
                table)) {
            String name = column.substring(0, column.indexOf(' '));
            names.add(name);
            values.add(value(table, name, column.substring(column.indexOf(' ') + 1), brand, location, number));
        }
        return "insert into " + table + " (" + String.join(", ", names) + ") values (" + String.join(", ", values)
                + ")";
    }

    private String value(String table, String column, String type, String brand, String location, String number) {
        if (column.equals("brand")) {
            return "'" + brand + "'";
        }
        if (column.equals("location")) {
            return "'" + location + "'";
        }
        if (column.equals("operation_id") && table.equals("operation_shipments")) {
            return uuid(number);
        }
        List<String> allowed = owner.texts(
                "select (regexp_match(pg_get_constraintdef(oid), '''([A-Z_]+)'''))[1] from pg_constraint"
                        + " where conrelid = ?::regclass and contype = 'c' and pg_get_constraintdef(oid) like ?",
                table,
                "%((" + column + " = ANY%");
        return switch (type) {
            case "text" -> allowed.isEmpty() ? "'" + table + number + "'" : "'" + allowed.getFirst() + "'";
            case "bigint", "integer", "numeric" -> number;
            case "boolean" -> "false";
            case "jsonb" -> "'{}'";
            case "bytea" -> "'\\x00'";
            case "uuid" -> uuid(number);
            case "date" -> "current_date";
            default -> "now()";
        };
    }

    private static String uuid(String number) {
        return "'00000000-0000-0000-0000-%012d'".formatted(Integer.parseInt(number));
    }
}
