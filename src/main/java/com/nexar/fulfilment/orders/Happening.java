package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Among;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One thing that happened to a shipment; appended, never changed. */
@Entity
@Table(name = "shipment_history")
class Happening extends PanacheEntityBase {

    /** What can happen. */
    enum Event {
        /** The stage moved. */
        MOVED,
        HELD,
        RELEASED,
        /** Lines, quantities, ship-to or payment changed at EasyEcom. */
        CONTENT_CHANGED,
        /** AWB or courier became others after we knew one. */
        ASSIGNMENT_CHANGED,
        /** The AWB is gone at EasyEcom; the detail keeps what it was. */
        UNASSIGNED,
        /** EasyEcom's status text changed without moving the stage. */
        STATUS_CHANGED,
        /** It moved to another location of the brand. */
        RELOCATED,
        /** Not found at EasyEcom any more. */
        GONE_UPSTREAM,
        FOUND_AGAIN,
        CONFIRM_FAILED,
        DOCUMENT_READY,
        /** Offered, and not to be had; the detail says why. */
        DOCUMENT_FAILED,
        /** A scan of the courier. */
        SCANNED,
        /** Cancelled at EasyEcom after the manifest; written before there was a handshake, today CANCELLATION_REQUESTED. */
        CANCELLED_AFTER_MANIFEST,
        /** The warehouse has taken it: a cancellation from here on asks for its decision. */
        ACKNOWLEDGED,
        /** Cancelled at EasyEcom, and the warehouse has to say whether the parcel was stopped. */
        CANCELLATION_REQUESTED,
        /** The warehouse said so. */
        CANCELLATION_SETTLED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long seq;

    String brand;
    long shipmentId;
    String location;

    @Enumerated(EnumType.STRING)
    Event event;

    @Enumerated(EnumType.STRING)
    Stage fromStage;

    @Enumerated(EnumType.STRING)
    Stage toStage;

    Instant at;

    @Enumerated(EnumType.STRING)
    Cause cause;

    String reference;
    String detail;

    /** Of {@link Event#CONTENT_CHANGED}: what the change ended. */
    @JdbcTypeCode(SqlTypes.JSON)
    ContentSeen contentBefore;

    protected Happening() {}

    Happening(Shipment to, Event event, Instant at, Cause cause, String reference, String detail) {
        this.brand = to.key.brand();
        this.shipmentId = to.key.shipmentId();
        this.location = to.location;
        this.event = event;
        this.at = at;
        this.cause = cause;
        this.reference = reference;
        this.detail = detail;
    }

    Happening moved(Stage from, Stage to) {
        this.fromStage = from;
        this.toStage = to;
        return this;
    }

    Happening ended(ContentSeen before) {
        this.contentBefore = before;
        return this;
    }

    static List<Happening> of(String brand, Collection<Long> shipmentIds) {
        return list(
                "brand = ?1 and " + Among.them("shipmentId", "?2") + " order by seq",
                brand,
                shipmentIds.toArray(Long[]::new));
    }
}
