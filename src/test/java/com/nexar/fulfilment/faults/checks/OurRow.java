package com.nexar.fulfilment.faults.checks;

/** Where a row of one of our tables says that its shipment is. */
public record OurRow(String table, String brand, String location, long shipmentId) {

    public String place() {
        return brand + "/" + location;
    }
}
