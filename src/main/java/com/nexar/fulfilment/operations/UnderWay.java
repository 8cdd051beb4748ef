package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Columns;
import java.sql.SQLException;

/** The operation that changes a shipment just now, for a statement of another room that shows shipments. */
public record UnderWay(String operationId, OperationKind kind, OperationState state, boolean needsPerson) {

    public static final String COLUMNS =
            "under_way.operation_id, under_way.kind, under_way.state, under_way.needs_person";

    /** To a shipment {@code s}; of one there is one at most. */
    public static final String JOIN = """
            left join operation_shipments part
              on part.brand = s.brand and part.shipment_id = s.shipment_id and part.open
            left join operations under_way on under_way.operation_id = part.operation_id
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
