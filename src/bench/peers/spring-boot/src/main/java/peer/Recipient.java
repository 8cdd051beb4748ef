package peer;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

@Entity
@Table(name = "recipients")
public class Recipient {

    @EmbeddedId
    ShipmentId id;

    String location;
    String name;
    String phone;
    String line1;
    String line2;
    String city;
    String state;
    String postalCode;
    String country;
}
