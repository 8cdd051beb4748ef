package com.nexar.fulfilment.board;

import java.util.List;

/**
 * What waits for an answer of EasyEcom that may never come, what waits for anything else, and what ended without success.
 *
 * @param told what was just done; empty where nothing was
 */
record OperationsPage(Frame.Place place, List<Card> open, Waiting waiting, Over over, String told) {

    /** @param more how many there are beyond these; empty where these are all */
    record Waiting(List<Line> lines, String more) {}

    /** @param next when it is looked at next */
    record Line(
            String what,
            List<String> shipmentIds,
            String state,
            String tone,
            String detail,
            String by,
            Times.When since,
            String age,
            Times.When next) {}

    /**
     * What ended without success.
     *
     * @param rows that could not be read; for operators alone
     * @param hidden such rows that are not shown to who looks, in words; empty where there are none
     * @param all also what was given again since or is past doing
     * @param next where the next page of operations is; empty on the last
     * @param nextRows where the next page of rows is; empty on the last
     */
    record Over(List<Ended> ended, List<SetAside> rows, String hidden, boolean all, String next, String nextRows) {}

    /** @param resolved given again since, or past doing: there is nothing to try */
    record Ended(
            String id,
            String what,
            List<String> shipmentIds,
            String state,
            String tone,
            boolean resolved,
            String detail,
            String by,
            Times.When at) {}

    record SetAside(String id, String what, String detail, Times.When at) {}

    record Card(
            String id,
            String kind,
            String state,
            String tone,
            boolean needsPerson,
            List<String> shipmentIds,
            int attempts,
            Times.When since,
            String age,
            Times.When next,
            String detail) {}
}
