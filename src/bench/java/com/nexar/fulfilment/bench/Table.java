package com.nexar.fulfilment.bench;

import java.util.Collection;
import java.util.List;

/** Of Markdown. */
final class Table {

    private final StringBuilder text = new StringBuilder();

    static Table of(String first, Collection<String> others) {
        Table table = new Table().row(first, others);
        table.text.append("|---".repeat(others.size() + 1)).append("|\n");
        return table;
    }

    static Table of(String first, String... others) {
        return of(first, List.of(others));
    }

    Table row(String first, Collection<String> others) {
        text.append("| ").append(first);
        others.forEach(cell -> text.append(" | ").append(cell));
        text.append(" |\n");
        return this;
    }

    Table row(String first, String... others) {
        return row(first, List.of(others));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
