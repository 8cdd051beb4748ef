package com.nexar.fulfilment.board;

import java.util.List;

/**
 * How a location's connection to EasyEcom stands.
 *
 * @param checkup what the doctor found just now; null where nobody asked
 * @param lastError of a call; null where none failed
 */
record ConnectionPage(
        Frame.Place place,
        HomePage.Link link,
        SyncBar syncing,
        List<OrderPage.Fact> facts,
        OrderPage.Fact lastError,
        List<Walk> walks,
        Checkup checkup) {

    /** A list of EasyEcom that is walked. @param error the last one, where nothing was read since; empty else */
    record Walk(String name, Times.When until, String pages, String rows, Times.When lastRead, String error) {}

    /** What the doctor found. */
    record Checkup(String result, String tone, Times.When at, List<Item> items) {}

    /** @param remedy empty where there is nothing to do */
    record Item(String check, String result, String tone, String meaning, String remedy) {}
}
