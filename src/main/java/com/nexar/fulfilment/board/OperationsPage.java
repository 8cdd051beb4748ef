package com.nexar.fulfilment.board;

import java.util.List;

/**
 * What waits for an answer of EasyEcom that may never come, and what ended without success.
 *
 * @param rows that could not be read; for operators alone
 * @param next where the next page of what ended is; empty on the last
 * @param told what was just done; empty where nothing was
 */
record OperationsPage(
        Frame.Place place, List<Card> open, List<Ended> ended, List<SetAside> rows, String next, String told) {

    record Ended(
            String id, String what, List<String> shipmentIds, String state, String detail, String by, Times.When at) {}

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
