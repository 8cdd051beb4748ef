package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** What an account consists of: GET /getAllLocation and GET /marketplaces/list (contract §1). */
final class Premises {
    private final Account account;

    Premises(Account account) {
        this.account = account;
    }

    Answer locations() {
        return Answer.successful(Effect.READ, out -> {
            out.writeStartArray();
            for (Location location : account.locations) {
                write(out, location);
            }
            out.writeEndArray();
        });
    }

    Answer marketplaces() {
        return Answer.successful(Effect.READ, out -> {
            out.writeStartArray();
            for (int id : List.of(10, 64, 8, 179)) {
                Marketplace marketplace = Marketplace.of(id);
                new RowWriter(out)
                        .put("id", marketplace.id())
                        .put("name", marketplace.name())
                        .end();
            }
            out.writeEndArray();
        });
    }

    /** It really leaks an api_token per location; this one opens nothing. */
    private static void write(JsonGenerator out, Location location) throws IOException {
        RowWriter row = new RowWriter(out);
        row.put("company_id", location.warehouseId()).put("location_key", location.key());
        row.put("location_name", location.name()).put("is_store", 0).put("city", location.city());
        row.put("state", location.state()).put("country", "India").put("zip", location.pin());
        row.put("copy_master_from_primary", 1).put("address", "Plot 1, Demo Estate");
        row.put("api_token", "leaked-" + location.key()).put("userId", 180_001).put("phone number", "9000000001");
        Json.Part address = inner -> new RowWriter(inner)
                .put("street", "Plot 1")
                .put("state", location.state())
                .put("zipcode", location.pin())
                .put("country", "India")
                .end();
        row.put("address type", (Json.Part) inner -> new RowWriter(inner)
                .put("billing_address", address)
                .put("pickup_address", address)
                .end());
        row.put("stockHandle", 1).end();
    }
}
