package com.nexar.fulfilment.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All shipments of an order as its ledger needs them: those of the location, and the bare quantities of the brand's others. */
@Singleton
class OrderParts {

    private static final TypeReference<List<ShipmentLine>> LINES = new TypeReference<>() {};
    private static final TypeReference<Map<String, Pieces.Seen>> SEEN = new TypeReference<>() {};

    private final EntityManager entities;
    private final ObjectMapper json;

    OrderParts(EntityManager entities, ObjectMapper json) {
        this.entities = entities;
        this.json = json;
    }

    /** By order; in the caller's transaction, with the scope of the location that these shipments are of. */
    Map<Long, List<OrderPart>> of(Collection<Shipment> shipments) {
        Map<Long, List<OrderPart>> parts = new HashMap<>();
        shipments.forEach(shipment ->
                parts.computeIfAbsent(shipment.orderId, id -> new ArrayList<>()).add(OrderPart.of(shipment)));
        if (!parts.isEmpty()) {
            elsewhere(parts);
        }
        return parts;
    }

    @SuppressWarnings("unchecked")
    private void elsewhere(Map<Long, List<OrderPart>> parts) {
        String ids = parts.keySet().stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
        List<Object[]> rows = entities.createNativeQuery("select of_order, first_seen, cancelled, gone, pieces, seen"
                        + " from order_pieces_elsewhere(cast(:ids as bigint[]))")
                .setParameter("ids", ids)
                .getResultList();
        for (Object[] row : rows) {
            List<ShipmentLine> lines = row[4] == null ? List.of() : read((String) row[4], LINES);
            Map<String, Pieces.Seen> seen = row[5] == null ? Pieces.seen(null, lines) : read((String) row[5], SEEN);
            parts.get(((Number) row[0]).longValue())
                    .add(new OrderPart((Instant) row[1], false, (Boolean) row[2], (Boolean) row[3], lines, seen, null));
        }
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
