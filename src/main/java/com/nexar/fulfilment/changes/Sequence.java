package com.nexar.fulfilment.changes;

import com.nexar.fulfilment.problems.Problem;

/** A place in a feed, as callers write it. */
final class Sequence {

    private Sequence() {}

    /** @return 0, the feed's very beginning, where there is none */
    static long parse(String field, String text) {
        if (text == null || text.isEmpty()) {
            return 0;
        }
        try {
            long sequence = Long.parseLong(text);
            if (sequence >= 0) {
                return sequence;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Problem.invalid(field, "must be the sequence of a change, such as 1042, not " + text);
    }
}
