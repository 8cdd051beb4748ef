package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.easyecom.ReadWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A stretch of EasyEcom's list of changes in which many shipments lie close together, so that a few of its pages show them all.
 *
 * @param ids whose last change known here lies in it; a change since then has moved them out of it, or to its end
 */
record ListStretch(ReadWindow window, Set<Long> ids) {

    /** So few are read one by one: that is no dearer, and shows their history too. */
    static final int FEW = 5;

    /** The same of what has only just changed: then hardly anything lies in between. */
    static final int FEW_JUST_CHANGED = 1;

    /** What lies further apart has too many strangers' changes in between. */
    private static final Duration CLOSE = Duration.ofHours(1);

    /** EasyEcom counts in seconds; whether its bounds are inclusive is not known. */
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final int FOUND_PER_PAGE = 10;

    /** @param changes when EasyEcom last changed each shipment, as far as we know */
    static List<ListStretch> of(Map<Long, Instant> changes, Instant now) {
        return of(changes, now, FEW);
    }

    /** @param few so few of one stretch are read one by one */
    static List<ListStretch> of(Map<Long, Instant> changes, Instant now, int few) {
        Instant oldest = now.minus(ReadWindow.LONGEST).plus(CLOSE);
        List<ListStretch> stretches = new ArrayList<>();
        Set<Long> ids = new LinkedHashSet<>();
        Instant from = null;
        Instant last = null;
        for (Map.Entry<Long, Instant> change : sorted(changes)) {
            Instant at = change.getValue();
            if (at.isBefore(oldest) || at.isAfter(now)) {
                continue;
            }
            if (last != null && last.plus(CLOSE).isBefore(at)) {
                add(stretches, from, last, ids, few);
                ids = new LinkedHashSet<>();
                from = null;
            }
            from = from == null ? at : from;
            last = at;
            ids.add(change.getKey());
        }
        if (last != null) {
            add(stretches, from, last.plus(CLOSE).isBefore(now) ? last : now, ids, few);
        }
        return stretches;
    }

    /** Beyond this it is cheaper to read the rest one by one. */
    int pagesAtMost() {
        return (ids.size() + FOUND_PER_PAGE - 1) / FOUND_PER_PAGE + 1;
    }

    private static void add(List<ListStretch> stretches, Instant from, Instant to, Set<Long> ids, int few) {
        if (ids.size() > few) {
            stretches.add(new ListStretch(new ReadWindow(from.minus(SECOND), to.plus(SECOND)), ids));
        }
    }

    private static List<Map.Entry<Long, Instant>> sorted(Map<Long, Instant> changes) {
        return changes.entrySet().stream()
                .sorted(Map.Entry.<Long, Instant>comparingByValue(Comparator.naturalOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }
}
