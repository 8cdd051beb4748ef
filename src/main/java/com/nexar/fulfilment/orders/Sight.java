package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.easyecom.UpstreamShipment;
import java.util.Optional;

/**
 * A shipment's row, to be acted on.
 *
 * @param facts what is known with it
 * @param until of {@link System#nanoTime()}: a command that is decided on it leaves before, or looks again
 */
public record Sight(Optional<UpstreamShipment> row, ShipmentFacts facts, long until) {}
