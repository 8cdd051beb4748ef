package peer;

import jakarta.persistence.Embeddable;
import java.io.Serializable;

@Embeddable
public record ShipmentId(String brand, long shipmentId) implements Serializable {}
