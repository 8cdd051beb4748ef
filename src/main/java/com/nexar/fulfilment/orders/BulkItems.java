package com.nexar.fulfilment.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nexar.fulfilment.problems.OneByOne;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code {"items":[{"shipmentId",…},…]}}: what is wrong with one item stays with it. */
@Singleton
public class BulkItems {

    private static final String SHIPMENT = "shipmentId";

    private final OneByOne oneByOne;

    BulkItems(OneByOne oneByOne) {
        this.oneByOne = oneByOne;
    }

    /** @param type what the single command takes; in an item it stands beside the shipment's id */
    public <T> List<BulkItem<T>> read(List<JsonNode> items, Class<T> type) {
        List<BulkItem<T>> read = new ArrayList<>();
        for (JsonNode item : items) {
            read.add(read(read.size(), item, type));
        }
        return read;
    }

    /** Throws {@code validation} where the same shipment stands there twice. */
    public static void mustBeDistinct(List<? extends BulkItem<?>> items) {
        Set<Long> seen = new HashSet<>();
        for (BulkItem<?> item : items) {
            if (item.shipmentId() > 0 && !seen.add(item.shipmentId())) {
                throw Problem.invalid(
                        "items[" + item.place() + "]." + SHIPMENT,
                        item.asked() + " is there twice; each shipment once");
            }
        }
    }

    private <T> BulkItem<T> read(int place, JsonNode item, Class<T> type) {
        JsonNode named = item.path(SHIPMENT);
        String asked = named.isValueNode() && !named.isNull() ? named.asText() : null;
        BulkItem<T> read = new BulkItem<>(place, asked, 0, null, null, null);
        try {
            if (!(item instanceof ObjectNode object)) {
                throw Problem.invalid("item", "must be one JSON object");
            }
            read = new BulkItem<>(place, asked, UpstreamId.parse(SHIPMENT, asked), null, null, null);
            T order = oneByOne.read(object.deepCopy().without(SHIPMENT), type);
            return new BulkItem<>(place, asked, read.shipmentId(), order, null, null);
        } catch (Problem problem) {
            return read.refused(problem);
        }
    }
}
