package com.nexar.fulfilment.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The carrier accounts of a company: their ids are what assignments and manifests are told (contract §4). */
final class Carriers {
    private final Map<Integer, String> names = new LinkedHashMap<>();
    private int next = 28_003;

    Carriers() {
        names.put(28_001, "NexarExpress");
        names.put(28_002, "BlueRoute");
        names.put(Shipment.SELF_SHIP, "SelfShip");
    }

    Optional<String> name(long companyCarrierId) {
        return Optional.ofNullable(names.get((int) companyCarrierId));
    }

    Answer addCredentials(Call call) {
        String user = call.fields().text("username");
        if (user == null || call.fields().number("carrier_id").isEmpty()) {
            return Answer.refused("carrier_id and username are required");
        }
        Optional<Integer> known = names.entrySet().stream()
                .filter(each -> each.getValue().equals(user))
                .map(Map.Entry::getKey)
                .findFirst();
        int id = known.orElseGet(() -> next++);
        names.put(id, user);
        return Answer.successful(
                known.isPresent() ? Effect.REPEAT : Effect.HAPPENED,
                out -> new RowWriter(out).put("companyCarrierId", id).end());
    }
}
