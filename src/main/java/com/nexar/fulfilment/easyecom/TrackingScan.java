package com.nexar.fulfilment.easyecom;

import java.time.Instant;
import java.util.Objects;

/** One scan in a parcel's history. */
public record TrackingScan(String status, Instant at, String place) {

    boolean isIn(Row row) {
        return status.equals(row.text("status"))
                && IndianTime.write(at).equals(row.text("time"))
                && Objects.equals(shownPlace(), row.text("location"));
    }

    /** As EasyEcom's rows are read: a place that is none is null. */
    private String shownPlace() {
        return place == null || Row.nullLike(place) ? null : place.strip();
    }
}
