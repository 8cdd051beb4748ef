package com.nexar.fulfilment.operations;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A shipment's part of an operation. At most one is open per shipment; the database holds that too. */
@Entity
@Table(name = "operation_shipments")
class OperationShipment extends PanacheEntityBase {

    @Embeddable
    record Key(UUID operationId, long shipmentId) implements Serializable {}

    @EmbeddedId
    Key key;

    @MapsId("operationId")
    @ManyToOne
    @JoinColumn(name = "operation_id")
    Operation operation;

    String brand;
    String location;
    int position;

    @Enumerated(EnumType.STRING)
    OperationState state;

    @JdbcTypeCode(SqlTypes.JSON)
    String problem;

    boolean open;

    protected OperationShipment() {}

    OperationShipment(Operation operation, long shipmentId, int position, boolean open) {
        this.key = new Key(operation.operationId, shipmentId);
        this.operation = operation;
        this.brand = operation.brand;
        this.location = operation.location;
        this.position = position;
        this.state = OperationState.PENDING;
        this.open = open;
    }
}
