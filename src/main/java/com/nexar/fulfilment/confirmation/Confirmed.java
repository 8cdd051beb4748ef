package com.nexar.fulfilment.confirmation;

import com.nexar.fulfilment.easyecom.UpstreamEvent;
import com.nexar.fulfilment.easyecom.UpstreamShipment;
import com.nexar.fulfilment.easyecom.UpstreamStatus;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What EasyEcom's history says of one confirmation (contract section 5): 17 new, 3 confirmed, 13 started, 38 self-ship, then
 * 16 success or 18 fail. Only entries after the baseline are of this confirmation.
 */
enum Confirmed {
    /** The row does not say: without its history, with less of it than there was, or "Confirmed" and the history knows nothing of that. */
    UNTOLD,
    /** The history is there, and has nothing after the baseline. */
    NOT_SEEN,
    UNDER_WAY,
    SUCCESS,
    FAIL;

    private static final int SUCCEEDED = 16;
    private static final int FAILED = 18;
    private static final Set<Integer> STEPS = Set.of(3, 13, 16, 17, 18, 38);

    /** How many entries of confirmations the history has: the baseline of the next one. Empty where the row shows no history. */
    static OptionalInt baseline(UpstreamShipment row) {
        return row.history().isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(steps(row).size());
    }

    static Confirmed since(int baseline, UpstreamShipment row) {
        List<Integer> steps = steps(row);
        if (row.history().isEmpty() || steps.size() < baseline) {
            return UNTOLD;
        }
        if (steps.size() == baseline) {
            return behindItsStatus(steps, row) ? UNTOLD : NOT_SEEN;
        }
        return switch (steps.getLast()) {
            case SUCCEEDED -> SUCCESS;
            case FAILED -> FAIL;
            default -> UNDER_WAY;
        };
    }

    /** "Confirmed" is written early, and stays after a failure (contract (a) 29); anything else that wrote it is not in the history yet. */
    private static boolean behindItsStatus(List<Integer> steps, UpstreamShipment row) {
        boolean failed = !steps.isEmpty() && steps.getLast() == FAILED;
        return row.status().phase() == UpstreamStatus.Phase.CONFIRMED_WORD && !failed;
    }

    /** How many confirmations succeeded after the baseline; more than one means that a request came late. */
    static int successes(int baseline, UpstreamShipment row) {
        List<Integer> steps = steps(row);
        return (int) steps.stream()
                .skip(Math.min(baseline, steps.size()))
                .filter(id -> id == SUCCEEDED)
                .count();
    }

    private static List<Integer> steps(UpstreamShipment row) {
        return row.history().stream()
                .map(UpstreamEvent::statusId)
                .filter(id -> id != null && STEPS.contains(id))
                .toList();
    }
}
