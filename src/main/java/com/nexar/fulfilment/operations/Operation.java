package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Locks;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One durable request to change something at EasyEcom. */
@Entity
@Table(name = "operations")
class Operation extends PanacheEntityBase {

    @Id
    UUID operationId;

    String brand;
    String location;

    @Enumerated(EnumType.STRING)
    OperationKind kind;

    @Enumerated(EnumType.STRING)
    OperationState state;

    /** What was asked, as JSON of the touchpoint's own. */
    @JdbcTypeCode(SqlTypes.JSON)
    String request;

    /** Equal for equal requests, so that a repeat without a key joins instead of doing it again. */
    String fingerprint;

    String caller;

    /** A read-back asked for after this that shows nothing proves that nothing happened. */
    Instant quietUntil;

    int attempts;

    /** EasyEcom took it in; whether it took effect is still read back. */
    boolean accepted;

    /** How often in a row it could not leave, because EasyEcom could not be reached. */
    int failures;

    /** How often it was sent without a word whether it took effect. */
    int uncertain;

    /** EasyEcom's no to a repeat, which may be an echo of our own success. */
    @JdbcTypeCode(SqlTypes.JSON)
    String doubted;

    boolean needsPerson;
    int lateArrivals;
    Instant watchAt;
    int watched;
    String settledBy;
    String settledReason;

    /** Begun by {@link FencedWrites}, from then on written by {@link Leases} alone. */
    @Column(insertable = false, updatable = false)
    long fencing;

    /** Its latest attempt was about to leave; nothing of that attempt is older. */
    Instant sentAt;

    Instant sentNotAfter;
    Instant nextAttemptAt;
    Instant createdAt;
    Instant finishedAt;

    /** Ended without success, and by now past trying again; {@link PastTrying} writes it. */
    @Column(insertable = false, updatable = false)
    Instant pastSince;

    @JdbcTypeCode(SqlTypes.JSON)
    String problem;

    @Version
    int version;

    @OneToMany(
            mappedBy = "operation",
            cascade = {CascadeType.PERSIST, CascadeType.REMOVE},
            fetch = FetchType.LAZY)
    @OrderBy("position")
    List<OperationShipment> shipments = new ArrayList<>();

    protected Operation() {}

    /** Null where there is none. */
    static Operation locked(UUID id) {
        return Locks.inLock(getEntityManager(), Operation.class, id);
    }
}
