package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** {@code GET /sandbox/ledger}: what reached an account since a sequence number. */
final class LedgerPages {
    private LedgerPages() {}

    static Answer page(Account account, Call call) {
        var invoiceId = call.id("invoiceId");
        String operation = call.param("operation");
        List<Ledger.Entry> entries = account.ledger.after(call.id("after").orElse(0)).stream()
                .filter(each -> invoiceId.isEmpty() || each.invoiceIds().contains(invoiceId.getAsLong()))
                .filter(each -> operation == null || each.operation().key().equals(operation))
                .limit(call.id("limit").orElse(100_000))
                .toList();
        return Answer.json(
                200,
                out -> new RowWriter(out)
                        .put("last", account.ledger.last())
                        .put("entries", (Json.Part) inner -> {
                            inner.writeStartArray();
                            for (Ledger.Entry entry : entries) {
                                write(inner, account, entry);
                            }
                            inner.writeEndArray();
                        })
                        .end(),
                Effect.READ);
    }

    private static void write(JsonGenerator out, Account account, Ledger.Entry entry) throws IOException {
        new RowWriter(out)
                .put("seq", entry.seq())
                .put("at", Instant.ofEpochMilli(entry.atMillis()).toString())
                .put("account", account.apiKey)
                .put("location", entry.location())
                .put("operation", entry.operation().key())
                .put("invoiceIds", entry.invoiceIds())
                .put("awb", entry.awb())
                .put("request", entry.request())
                .put("effect", entry.effect().name())
                .put("detail", entry.detail())
                .put("status", entry.status())
                .put("traceparent", entry.traceparent())
                .end();
    }
}
