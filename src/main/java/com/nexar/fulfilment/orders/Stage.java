package com.nexar.fulfilment.orders;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Where a shipment stands, and the only place that knows what may follow what (design section 3). Two tables: what a command
 * or a scan of the warehouse may do, and what a read of EasyEcom may do when EasyEcom is ahead of us.
 */
public enum Stage {
    /** Known here; nothing has been done. */
    RECEIVED,
    /** Proof: a non-empty {@code awb_number}. */
    ASSIGNED,
    /** Proof: history 16, or Printed / Ready to dispatch / Shipped, or an invoice or label among the documents. */
    CONFIRMED,
    /** Proof: {@code manifest_no}, or Shipped (7). */
    MANIFESTED,
    IN_TRANSIT,
    OUT_FOR_DELIVERY,
    DELIVERED,
    /** A delivery was tried and failed; it may be tried again. */
    UNDELIVERED,
    /** On the way back to the origin. */
    RTO_IN_TRANSIT,
    /** Back at the origin. */
    RTO_DELIVERED,
    /** Cancelled at EasyEcom before its manifest. */
    CANCELLED;

    /** Who moves. */
    public enum Mover {
        /** A command or scan of the warehouse, proved by EasyEcom where it needs proof. */
        WAREHOUSE,
        /** What a read of EasyEcom shows. */
        SYNC
    }

    private static final Set<Stage> TRACKED =
            EnumSet.of(IN_TRANSIT, OUT_FOR_DELIVERY, DELIVERED, UNDELIVERED, RTO_IN_TRANSIT, RTO_DELIVERED);

    private static final Map<Stage, Set<Stage>> BY_WAREHOUSE = new EnumMap<>(Map.ofEntries(
            Map.entry(RECEIVED, EnumSet.of(ASSIGNED, CONFIRMED)),
            Map.entry(ASSIGNED, EnumSet.of(CONFIRMED)),
            Map.entry(CONFIRMED, EnumSet.of(MANIFESTED)),
            Map.entry(MANIFESTED, TRACKED),
            // carriers skip steps freely; which scan is the later one is decided by its time, not by this table
            Map.entry(IN_TRANSIT, without(IN_TRANSIT)),
            Map.entry(OUT_FOR_DELIVERY, without(OUT_FOR_DELIVERY)),
            Map.entry(UNDELIVERED, without(UNDELIVERED)),
            Map.entry(RTO_IN_TRANSIT, EnumSet.of(RTO_DELIVERED)),
            Map.entry(DELIVERED, EnumSet.noneOf(Stage.class)),
            Map.entry(RTO_DELIVERED, EnumSet.noneOf(Stage.class)),
            Map.entry(CANCELLED, EnumSet.noneOf(Stage.class))));

    private static final Map<Stage, Set<Stage>> BY_SYNC = new EnumMap<>(Map.ofEntries(
            Map.entry(RECEIVED, and(TRACKED, ASSIGNED, CONFIRMED, MANIFESTED, CANCELLED)),
            // the one step back: the AWB is gone at EasyEcom
            Map.entry(ASSIGNED, and(TRACKED, RECEIVED, CONFIRMED, MANIFESTED, CANCELLED)),
            Map.entry(CONFIRMED, and(TRACKED, MANIFESTED, CANCELLED)),
            Map.entry(MANIFESTED, TRACKED),
            Map.entry(IN_TRANSIT, without(IN_TRANSIT)),
            Map.entry(OUT_FOR_DELIVERY, without(OUT_FOR_DELIVERY)),
            Map.entry(UNDELIVERED, without(UNDELIVERED)),
            Map.entry(RTO_IN_TRANSIT, EnumSet.of(RTO_DELIVERED)),
            Map.entry(DELIVERED, EnumSet.noneOf(Stage.class)),
            Map.entry(RTO_DELIVERED, EnumSet.noneOf(Stage.class)),
            Map.entry(CANCELLED, EnumSet.noneOf(Stage.class))));

    public boolean mayBecome(Stage next, Mover mover) {
        return switch (mover) {
            case WAREHOUSE -> BY_WAREHOUSE.get(this).contains(next);
            case SYNC -> BY_SYNC.get(this).contains(next);
        };
    }

    /** All stages that this one may become, for the diagram's test and for people. */
    public Set<Stage> next(Mover mover) {
        return Set.copyOf(mover == Mover.WAREHOUSE ? BY_WAREHOUSE.get(this) : BY_SYNC.get(this));
    }

    /** Moved by scans. */
    public boolean tracked() {
        return TRACKED.contains(this);
    }

    /** The warehouse still has work before the parcel leaves. */
    public boolean beforeManifest() {
        return this == RECEIVED || this == ASSIGNED || this == CONFIRMED;
    }

    /** The parcel has been handed over, or more. */
    public boolean manifestedOrLater() {
        return this == MANIFESTED || tracked();
    }

    /** Nothing more happens by itself. */
    public boolean isFinal() {
        return this == DELIVERED || this == RTO_DELIVERED || this == CANCELLED;
    }

    /** How far a shipment has come, for the stage of an order: that of its least advanced shipment. */
    int progress() {
        return ordinal();
    }

    private static Set<Stage> without(Stage... stages) {
        Set<Stage> rest = EnumSet.copyOf(TRACKED);
        rest.removeAll(Set.of(stages));
        return rest;
    }

    private static Set<Stage> and(Set<Stage> stages, Stage... more) {
        Set<Stage> all = EnumSet.copyOf(stages);
        all.addAll(Set.of(more));
        return all;
    }
}
