package com.nexar.fulfilment.orders;

import jakarta.persistence.Embeddable;
import java.io.Serializable;

/** Identity of a shipment: it stays the same when the shipment moves to another location of its brand. */
@Embeddable
record ShipmentKey(String brand, long shipmentId) implements Serializable {}
