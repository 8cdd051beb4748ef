package com.nexar.fulfilment.easyecom;

import java.time.Instant;

/** One scan in a parcel's history. */
public record TrackingScan(String status, Instant at, String place) {}
