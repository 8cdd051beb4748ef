package com.nexar.fulfilment.board;

import java.util.List;

/**
 * How far a location's shipments differ from EasyEcom's.
 *
 * @param report what is looked at; null before the first comparison
 * @param items its differences, one a line
 * @param toRead shipments that reading again would mend, at most as many as are read at once
 * @param earlier other reports, the newest first
 * @param told what was just done; empty where nothing was
 */
record DriftPage(
        Frame.Place place, Report report, List<Item> items, List<String> toRead, List<Report> earlier, String told) {

    /** @param by who asked for it @param why it broke off; empty where it did not */
    record Report(
            String id,
            boolean running,
            String state,
            String tone,
            Times.When begun,
            String by,
            String compared,
            String differences,
            String notRead,
            String why) {}

    record Item(String shipmentId, String what, String ours, String theirs, String repair, String tone) {}
}
