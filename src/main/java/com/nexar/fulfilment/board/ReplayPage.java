package com.nexar.fulfilment.board;

import java.util.List;

/**
 * A replay: what would happen, and once it is committed, what did.
 *
 * @param underWay the commit has not gone through all of them yet
 * @param at of the commit, before it of the dry run
 */
record ReplayPage(
        Frame.Place place, String id, boolean committed, boolean underWay, Times.When at, String by, List<Item> items) {

    record Item(
            String what,
            String would,
            String wouldTone,
            String wouldBecause,
            String did,
            String didTone,
            String didBecause) {}
}
