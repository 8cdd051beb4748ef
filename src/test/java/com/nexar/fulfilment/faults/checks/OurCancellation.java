package com.nexar.fulfilment.faults.checks;

import java.time.Instant;

/** How our table shows the handshake over one shipment; null where there was none. */
public record OurCancellation(long shipmentId, Instant acknowledgedAt, Instant requestedAt, String outcome) {}
