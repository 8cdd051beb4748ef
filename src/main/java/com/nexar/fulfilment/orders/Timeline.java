package com.nexar.fulfilment.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.OperationView;
import com.nexar.fulfilment.operations.Operations;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All that happened to an order's shipments, in order: history and operations in one list. */
@Singleton
class Timeline {

    @Schema(name = "TimelineEntry")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            @Schema(required = true) Instant at,
            @Schema(required = true) String shipmentId,

            @Schema(required = true, examples = "MOVED", description = "What happened")
            String event,

            @Schema(description = "The stage before, where the stage moved")
            Stage from,

            @Schema(description = "The stage after, where the stage moved")
            Stage to,

            @Schema(required = true, description = "What made it happen")
            Cause cause,

            @Schema(description = "The operation, event or message behind it")
            String reference,

            String detail) {}

    @Schema(name = "Timeline")
    record View(
            @Schema(required = true) String orderId,

            @Schema(required = true, description = "Oldest first")
            List<Entry> entries) {}

    private final Operations operations;

    Timeline(Operations operations) {
        this.operations = operations;
    }

    /** In the caller's transaction. @param ids of the order's shipments */
    View of(Location location, long orderId, List<Long> ids) {
        List<Entry> entries = new ArrayList<>();
        Happening.of(location.brand(), ids).forEach(happening -> entries.add(entry(happening)));
        Map<String, OperationView> seen = new LinkedHashMap<>();
        ids.forEach(id -> operations.inHistory(location, id).forEach(op -> seen.putIfAbsent(op.operationId(), op)));
        seen.values().forEach(operation -> entries.addAll(entries(operation, ids)));
        entries.sort(Comparator.comparing(Entry::at));
        return new View(Long.toString(orderId), entries);
    }

    private static Entry entry(Happening h) {
        return new Entry(
                h.at,
                Long.toString(h.shipmentId),
                h.event.name(),
                h.fromStage,
                h.toStage,
                h.cause,
                h.reference,
                h.detail);
    }

    private static List<Entry> entries(OperationView operation, List<Long> ids) {
        List<Entry> entries = new ArrayList<>();
        for (OperationView.Result result : operation.results()) {
            if (!ids.contains(Long.valueOf(result.shipmentId()))) {
                continue;
            }
            entries.add(entry(operation, result, operation.createdAt(), operation.kind() + "_ASKED", null));
            if (operation.finishedAt() != null) {
                String detail = operation.settlement() == null
                        ? result.problem() == null ? null : result.problem().toString()
                        : "settled by " + operation.settlement().by() + ": "
                                + operation.settlement().reason();
                String event = operation.kind() + "_" + result.state();
                entries.add(entry(operation, result, operation.finishedAt(), event, detail));
            }
        }
        return entries;
    }

    private static Entry entry(
            OperationView operation, OperationView.Result result, Instant at, String event, String detail) {
        return new Entry(at, result.shipmentId(), event, null, null, Cause.OPERATION, operation.operationId(), detail);
    }
}
