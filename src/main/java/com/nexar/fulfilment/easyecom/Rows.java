package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The rows of a list answer, the readable and the broken ones apart, and its next page.
 *
 * @param next verbatim; null on the last page
 */
record Rows<T>(List<T> read, List<BrokenRow> broken, String next) {

    static <T> Rows<T> none() {
        return new Rows<>(List.of(), List.of(), null);
    }

    /** Orders come as {@code data.orders}, {@code data} or {@code orders}, or bare in a webhook (contract 3.1 and 9). */
    static Rows<UpstreamShipment> shipments(JsonNode root) {
        return of(root, "orders", "invoice_id", ShipmentReader::read);
    }

    static Rows<UpstreamProduct> products(JsonNode root) {
        return of(root, "products", "cp_id", ProductReader::read);
    }

    private static <T> Rows<T> of(JsonNode root, String name, String id, Function<JsonNode, T> reader) {
        JsonNode data = root.path("data");
        List<T> read = new ArrayList<>();
        List<BrokenRow> broken = new ArrayList<>();
        for (JsonNode row : list(root, data, name, id)) {
            try {
                read.add(reader.apply(row));
            } catch (Unreadable e) {
                broken.add(new BrokenRow(new Row(row).wholeIfReadable(id), row.toString(), e.getMessage()));
            }
        }
        String inside = new Row(data).text("nextUrl");
        return new Rows<>(
                List.copyOf(read), List.copyOf(broken), inside != null ? inside : new Row(root).text("nextUrl"));
    }

    private static Iterable<JsonNode> list(JsonNode root, JsonNode data, String name, String id) {
        for (JsonNode candidate : List.of(data.path(name), data, root.path(name), root)) {
            if (candidate.isArray()) {
                return candidate;
            }
        }
        if (data.hasNonNull(id)) {
            return List.of(data);
        }
        if (Row.nullLike(data.path(name)) && data.has(name) || Row.nullLike(data) && root.has("data")) {
            return List.of();
        }
        throw new Unreadable("data", root.getNodeType(), "holds no list of " + name);
    }
}
