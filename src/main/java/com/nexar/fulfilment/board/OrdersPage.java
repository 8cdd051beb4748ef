package com.nexar.fulfilment.board;

import java.util.List;

/**
 * The list of a location's shipments.
 *
 * @param next where the next page is; empty on the last
 * @param first where the first page is; empty on the first
 */
record OrdersPage(
        Frame.Place place,
        List<Choice> stages,
        List<Choice> risks,
        boolean held,
        boolean person,
        boolean toDecide,
        String search,
        String summary,
        List<Line> lines,
        String next,
        String first) {

    record Choice(String value, String label, boolean chosen) {}

    record Line(
            String name,
            String path,
            String shipmentId,
            String stage,
            String stageTone,
            String risk,
            String riskTone,
            List<String> flags,
            Times.When shipBy,
            String away,
            String courier,
            String awb,
            Times.When since) {}
}
