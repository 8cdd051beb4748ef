package com.nexar.fulfilment.board;

import java.util.List;

/**
 * What waits for an answer of EasyEcom that may never come.
 *
 * @param told what was just done; empty where nothing was
 */
record OperationsPage(Frame.Place place, List<Card> open, String told) {

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
