package com.nexar.fulfilment.faults.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One request that reached EasyEcom.
 *
 * @param location EasyEcom's location key, of the token, or of the login
 * @param awbs of a manifest all that were named
 */
public record LedgerEntry(
        long seq,
        Instant at,
        String apiKey,
        String location,
        String operation,
        List<Long> invoiceIds,
        List<String> awbs,
        String request,
        String effect,
        String detail,
        int status) {

    public static LedgerEntry of(JsonNode entry) {
        List<Long> ids = new ArrayList<>();
        entry.path("invoiceIds").forEach(id -> ids.add(id.asLong()));
        String awb = entry.path("awb").asText(null);
        return new LedgerEntry(
                entry.path("seq").asLong(),
                Instant.parse(entry.path("at").asText()),
                entry.path("account").asText(null),
                entry.path("location").asText(null),
                entry.path("operation").asText(),
                List.copyOf(ids),
                awb == null ? List.of() : List.of(awb.split(",")),
                entry.path("request").asText(null),
                entry.path("effect").asText(),
                entry.path("detail").asText(null),
                entry.path("status").asInt());
    }

    public boolean is(Kind kind) {
        return operation.equals(kind.ledgerName());
    }

    public boolean happened() {
        return effect.equals("HAPPENED");
    }

    /** It came past the gateway and the faults, and EasyEcom itself judged it. */
    public boolean judged() {
        return happened() || effect.equals("REPEAT") || effect.equals("REFUSED");
    }

    @Override
    public String toString() {
        return "#" + seq + " " + at + " " + location + " " + operation + " " + invoiceIds + awbs + " " + effect + " "
                + status + (detail == null ? "" : " " + detail);
    }
}
