package com.nexar.fulfilment.sandbox;

import java.io.IOException;

/** The buyer is flat in a row, and blank for an API user without access to personal data (contract §3.1). */
final class BuyerFields {
    private BuyerFields() {}

    static void write(RowWriter row, Account account, Shipment shipment, boolean details) throws IOException {
        Buyer buyer = shipment.facts.buyer();
        boolean shown = account.variants.is(Switch.PII, "shown");
        String name = shown ? buyer.name() : "";
        String phone = shown ? buyer.phone() : "";
        String line1 = shown ? buyer.line1() : "";
        String line2 = details ? "" : NullLike.text(shipment, null);
        row.put("buyer_gst", "NA").put("customer_name", name);
        if (details) {
            row.put("shipping_name", name);
        }
        row.put("contact_num", phone).put("address_line_1", line1).put("address_line_2", line2);
        row.put("city", buyer.city()).put("pin_code", buyer.pin());
        row.put("state", buyer.state()).put("state_code", buyer.stateCode()).put("country", "India");
        if (details) {
            row.put("country_code", shipment.guise() == 3 ? (Object) 0 : "IN");
        }
        row.put("email", shown ? "buyer@example.com" : "").nothing("latitude", "longitude");
        row.put("billing_name", name).put("billing_address_1", line1).put("billing_address_2", line2);
        row.put("billing_city", buyer.city()).put("billing_state", buyer.state());
        row.put("billing_state_code", buyer.stateCode()).put("billing_pin_code", buyer.pin());
        row.put("billing_country", "India").put("billing_mobile", phone);
    }
}
