package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.easyecom.UpstreamAddress;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** Where a parcel goes: the one table with the buyer's personal data. */
@Entity
@Table(name = "recipients")
class Recipient extends PanacheEntityBase {

    @EmbeddedId
    ShipmentKey key;

    String location;
    String name;
    String phone;
    String line1;
    String line2;
    String city;
    String state;
    String postalCode;
    String country;

    protected Recipient() {}

    static Recipient of(ShipmentKey key, String location, UpstreamAddress address) {
        Recipient to = new Recipient();
        to.key = key;
        to.location = location;
        to.take(address);
        return to;
    }

    void take(UpstreamAddress address) {
        name = address.name();
        phone = address.phone();
        line1 = address.line1();
        line2 = address.line2();
        city = address.city();
        state = address.state();
        postalCode = address.postalCode();
        country = address.country();
    }
}
