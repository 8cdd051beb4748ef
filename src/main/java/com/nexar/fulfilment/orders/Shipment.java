package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Locks;
import com.nexar.fulfilment.easyecom.UpstreamStatus;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.annotations.OptimisticLock;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;

/**
 * A shipment and its stage. The stage moves in {@link #move} only, and every move is remembered. What is kept as JSON is replaced
 * whole, never altered: Hibernate is told so, or it would write and parse all of it once more for each shipment that it loads.
 */
@Entity
@Table(name = "shipments")
class Shipment extends PanacheEntityBase {

    @EmbeddedId
    ShipmentKey key;

    String location;
    long orderId;
    String referenceCode;

    @Enumerated(EnumType.STRING)
    private Stage stage;

    Instant stageSince;
    boolean onHold;

    /** Why the warehouse asked for the hold; null where it did not, so that somebody in EasyEcom holds it. */
    String holdReason;

    boolean goneUpstream;
    String upstreamStatus;
    Integer upstreamStatusId;

    @Enumerated(EnumType.STRING)
    UpstreamStatus.Phase upstreamPhase;

    Instant upstreamUpdatedAt;
    Instant orderedAt;
    Instant shipBy;
    Instant availableAfter;
    String marketplaceId;
    String marketplaceName;
    String orderType;
    String orderTypeKey;
    String paymentMode;
    BigDecimal collectAmount;
    String currency;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    List<ShipmentLine> lines;

    /** Per SKU, how few and how many pieces EasyEcom ever showed in this shipment; null where that is what its lines show. */
    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    Map<String, Pieces.Seen> seenPieces;

    /** EasyEcom's order_quantity; null where it says nothing. */
    Integer countedPieces;

    String contentVersion;

    /** The content with which it was last sent to be confirmed, or first seen confirmed: what is in the box. Null before that. */
    String confirmedContent;

    String invoiceNumber;
    String awb;
    String courier;
    String carrierId;
    String labelUrl;
    String trackingUrl;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    Parcel parcel;

    String manifestNumber;
    Instant manifestedAt;

    /** EasyEcom's document keys that have a URL, comma-separated in alphabetical order. */
    String documentKeys;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    LastScan lastScan;

    /** Why the last confirmation failed; null after a success and before the first try. */
    String confirmFailure;

    /** When the warehouse said that it has it; null before that. */
    Instant acknowledgedAt;

    /** What the warehouse has to decide, or has decided; null where it was never asked. */
    @Embedded
    Cancellation cancellation;

    /** When the buyer's personal data was erased (room retention); from then on none is taken in. Null while it is there. */
    Instant personalDataErasedAt;

    /** Of the EasyEcom row this was last taken from; empty where we know better, so that the next row is taken whatever it says. */
    String digest;

    /** When EasyEcom was last asked about what stands here; an answer to an older question changes nothing. */
    @OptimisticLock(excluded = true) // asking again without news is no new version
    Instant knownAsOf;

    /** When EasyEcom's yes to the last assignment was written down; no read, so {@link #knownAsOf} stays. Null where there was none. */
    Instant assignedAsOf;

    Instant receivedAt;
    Instant updatedAt;

    @Version
    int version;

    /** It is seen for the first time, and its ship-by time is over for so long that this is no news; nobody is told of it. */
    @Transient
    boolean lateBeforeSeen;

    /** What happened since this was loaded, for {@link Announcing}. */
    @Transient
    final List<Happening> happenings = new ArrayList<>();

    protected Shipment() {}

    static Shipment received(ShipmentKey key, String location, Instant at) {
        Shipment shipment = new Shipment();
        shipment.key = key;
        shipment.location = location;
        shipment.stage = Stage.RECEIVED;
        shipment.stageSince = at;
        shipment.receivedAt = at;
        shipment.updatedAt = at;
        shipment.happened(Happening.Event.MOVED, at, Cause.SYNC, null, null).moved(null, Stage.RECEIVED);
        return shipment;
    }

    /** One that {@link Shown} fills in. */
    static Shipment shown(ShipmentKey key, Stage stage) {
        Shipment shipment = new Shipment();
        shipment.key = key;
        shipment.stage = stage;
        return shipment;
    }

    static Optional<Shipment> find(String brand, long shipmentId) {
        return Optional.ofNullable(findById(new ShipmentKey(brand, shipmentId)));
    }

    /** Locked until the transaction ends. */
    static Optional<Shipment> locked(String brand, long shipmentId) {
        return Optional.ofNullable(
                Locks.inLock(getEntityManager(), Shipment.class, new ShipmentKey(brand, shipmentId)));
    }

    Stage stage() {
        return stage;
    }

    /** The one method that moves a shipment. Moving to where it stands already does nothing. */
    void move(Stage next, Stage.Mover mover, Instant at, Cause cause, String reference, String detail) {
        if (next == stage) {
            return;
        }
        if (!stage.mayBecome(next, mover)) {
            throw new IllegalStageMove(key.shipmentId(), stage, next);
        }
        happened(Happening.Event.MOVED, at, cause, reference, detail).moved(stage, next);
        stage = next;
        stageSince = at;
    }

    Happening happened(Happening.Event event, Instant at, Cause cause, String reference, String detail) {
        Happening happening = new Happening(this, event, at, cause, reference, detail);
        happenings.add(happening);
        updatedAt = at.isAfter(updatedAt) ? at : updatedAt;
        return happening;
    }

    /** EasyEcom moved it; the warehouse that it comes to has not taken it. */
    void relocated(String from, String to, Instant at) {
        acknowledgedAt = null;
        happened(Happening.Event.RELOCATED, at, Cause.SYNC, null, "from " + from + " to " + to);
    }

    /** The warehouse is asked; once, also where EasyEcom says it again. */
    void openCancellation(Cancellation asked, Cause cause, String reference) {
        if (cancellation != null && cancellation.open()) {
            return;
        }
        cancellation = asked;
        happened(
                Happening.Event.CANCELLATION_REQUESTED,
                asked.requestedAt(),
                cause,
                reference,
                (asked.recall() ? "recall, " : "") + "to be decided by " + asked.decideBy());
    }

    /** Whether anything of it was learnt at this time or later, by a read or by an assignment of our own. */
    boolean learntSince(Instant asOf) {
        return !asOf.isAfter(knownAsOf) || assignedSince(asOf);
    }

    boolean assignedSince(Instant asOf) {
        return assignedAsOf != null && !asOf.isAfter(assignedAsOf);
    }

    boolean cancelledUpstream() {
        return upstreamPhase == UpstreamStatus.Phase.CANCELLED;
    }
}
