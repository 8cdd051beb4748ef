package com.nexar.fulfilment.board;

import java.util.List;

/**
 * How a location's connection to EasyEcom stands.
 *
 * @param lastError of a call; null where none failed
 */
record ConnectionPage(
        Frame.Place place,
        HomePage.Link link,
        String syncing,
        String paused,
        List<OrderPage.Fact> facts,
        OrderPage.Fact lastError,
        List<Walk> walks) {

    /** A list of EasyEcom that is walked. @param error the last one, where nothing was read since; empty else */
    record Walk(String name, Times.When until, String pages, String rows, Times.When lastRead, String error) {}
}
