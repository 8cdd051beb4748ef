package com.nexar.fulfilment.sandbox;

import java.util.ArrayList;
import java.util.List;

/** Every request that reached an account, in order; the oldest are forgotten beyond {@value #KEPT}. */
final class Ledger {
    private static final int KEPT = 1_000_000;

    record Entry(
            long seq,
            long atMillis,
            String location,
            Operation operation,
            List<Long> invoiceIds,
            String awb,
            String request,
            Effect effect,
            String detail,
            int status,
            String traceparent) {}

    private final ArrayList<Entry> entries = new ArrayList<>();
    private long last;

    void append(long atMillis, Call call, Operation operation, Answer answer, String detail, int status) {
        if (entries.size() >= KEPT) {
            entries.subList(0, KEPT / 2).clear();
        }
        entries.add(new Entry(
                ++last,
                atMillis,
                call.location() == null ? null : call.location().key(),
                operation,
                answer.invoiceIds(),
                answer.awb(),
                call.target(),
                answer.effect(),
                detail,
                status,
                call.headers().get("traceparent")));
    }

    /** The entries after a sequence number, those still kept. */
    List<Entry> after(long seq) {
        if (entries.isEmpty()) {
            return List.of();
        }
        long skip = Math.max(0, seq - (entries.getFirst().seq() - 1));
        return skip >= entries.size() ? List.of() : entries.subList((int) skip, entries.size());
    }

    long last() {
        return last;
    }
}
