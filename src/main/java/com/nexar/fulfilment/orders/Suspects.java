package com.nexar.fulfilment.orders;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Shipments of which only a read of their own can say whether we have them as EasyEcom does. */
final class Suspects {

    private final Set<Long> different = new LinkedHashSet<>();
    private final Set<Long> unseen = new LinkedHashSet<>();
    private final Set<Long> undecided = new LinkedHashSet<>();

    /** The list shows it otherwise than we have it. */
    void different(long id) {
        different.add(id);
    }

    /** Unfinished here, and not in the list. */
    void unseen(long id) {
        unseen.add(id);
    }

    /** The list's row does not say how its confirmation ended. */
    void undecided(long id) {
        undecided.add(id);
    }

    boolean has(long id) {
        return different.contains(id) || unseen.contains(id) || undecided.contains(id);
    }

    /** One of each kind in turn: however few may be read, no kind goes without. */
    List<Long> inTurn() {
        Set<Long> turn = new LinkedHashSet<>();
        List<Iterator<Long>> kinds = List.of(different.iterator(), unseen.iterator(), undecided.iterator());
        while (kinds.stream().anyMatch(Iterator::hasNext)) {
            kinds.stream().filter(Iterator::hasNext).forEach(kind -> turn.add(kind.next()));
        }
        return new ArrayList<>(turn);
    }
}
