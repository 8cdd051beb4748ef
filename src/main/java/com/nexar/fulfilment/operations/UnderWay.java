package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Columns;
import java.sql.SQLException;

/** The operation that is under way for a shipment, for a statement of another room that shows shipments. */
public record UnderWay(String operationId, OperationKind kind, OperationState state, boolean needsPerson) {

    public static final String COLUMNS =
            "under_way.operation_id, under_way.kind, under_way.state, under_way.needs_person";

    /**
     * To a shipment {@code s}. A scan in the queue is under way too, though it is in no command's way; where there are several, the one
     * that is. Whoever ended already in a manifest of many has nothing under way.
     */
    public static final String JOIN = """
            left join lateral (
              select o.operation_id, o.kind, o.state, o.needs_person
              from operation_shipments part join operations o on o.operation_id = part.operation_id
              where part.brand = s.brand and part.shipment_id = s.shipment_id
                and part.state not in ('SUCCEEDED', 'PARTIAL', 'REFUSED', 'FAILED')
                and o.finished_at is null and o.kind <> 'BUNDLE'
              order by part.open desc, o.created_at limit 1) under_way on true
            """;

    /** Null where there is none. */
    public static UnderWay of(Columns columns) throws SQLException {
        String id = columns.text();
        OperationKind kind = columns.one(OperationKind.class);
        OperationState state = columns.one(OperationState.class);
        Boolean needsPerson = columns.flag();
        return id == null ? null : new UnderWay(id, kind, state, needsPerson);
    }
}
