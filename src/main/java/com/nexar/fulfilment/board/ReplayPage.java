package com.nexar.fulfilment.board;

import java.util.List;

/**
 * A replay: what would happen, and once it is committed, what did.
 *
 * @param at of the commit, before it of the dry run
 */
record ReplayPage(Frame.Place place, String id, boolean committed, Times.When at, String by, List<Item> items) {

    record Item(
            String what,
            String would,
            String wouldTone,
            String wouldBecause,
            String did,
            String didTone,
            String didBecause) {}
}
