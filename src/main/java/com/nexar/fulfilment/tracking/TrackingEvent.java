package com.nexar.fulfilment.tracking;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Generated;

/** A scan that the warehouse reported; each event id once per shipment. */
@Entity
@Table(name = "tracking_events")
class TrackingEvent extends PanacheEntityBase {

    /** What became of it. */
    enum State {
        /** To be told to EasyEcom, after those before it. */
        QUEUED,
        SENT,
        /** Kept here only. */
        KEPT,
        /** EasyEcom did not take it. */
        REFUSED
    }

    @Embeddable
    record Key(String brand, long shipmentId, String eventId) implements Serializable {}

    @EmbeddedId
    Key key;

    @Generated
    @Column(insertable = false, updatable = false)
    Long seq;

    String location;

    @Enumerated(EnumType.STRING)
    ScanStatus status;

    Instant occurredAt;
    String place;
    String note;
    LocalDate estimatedDelivery;
    boolean late;
    UUID operationId;

    @Enumerated(EnumType.STRING)
    State state;

    Instant receivedAt;

    protected TrackingEvent() {}

    static TrackingEvent of(String brand, long shipmentId, String location, ReportScan scan, Instant at) {
        TrackingEvent event = new TrackingEvent();
        event.key = new Key(brand, shipmentId, scan.eventId());
        event.location = location;
        event.status = scan.status();
        event.occurredAt = stored(scan.occurredAt());
        event.place = scan.location();
        event.note = scan.note();
        event.estimatedDelivery = scan.estimatedDeliveryDate();
        event.state = State.QUEUED;
        event.receivedAt = at;
        return event;
    }

    /** To be told by this operation, after those before it. */
    void inQueue(UUID operation) {
        operationId = operation;
        state = State.QUEUED;
        persist();
    }

    static Optional<TrackingEvent> ofOperation(UUID operation) {
        return find("operationId", operation).firstResultOptional();
    }

    /** Those of the shipment that wait to be told, in the order in which they came. */
    static List<TrackingEvent> queued(String brand, long shipmentId) {
        return list(
                "key.brand = ?1 and key.shipmentId = ?2 and state = ?3 order by seq", brand, shipmentId, State.QUEUED);
    }

    boolean same(ReportScan scan) {
        return status == scan.status() && occurredAt.equals(stored(scan.occurredAt()));
    }

    /** As the database keeps it: microseconds. */
    private static Instant stored(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }
}
