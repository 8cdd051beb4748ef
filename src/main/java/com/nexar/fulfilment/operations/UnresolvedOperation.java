package com.nexar.fulfilment.operations;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** An operation that ended without success and was neither given again since nor is past doing; the database tells which (V31). */
@Entity
@Immutable
@Table(name = "operations_unresolved")
class UnresolvedOperation extends PanacheEntityBase {

    @Id
    UUID operationId;

    String brand;
    String location;
    Instant finishedAt;

    protected UnresolvedOperation() {}
}
