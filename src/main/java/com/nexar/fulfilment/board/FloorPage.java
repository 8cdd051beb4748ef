package com.nexar.fulfilment.board;

import java.util.List;

/**
 * A location's floor.
 *
 * @param tiles by ship-by
 * @param steps the way of a parcel, with how many stand where
 * @param exits where parcels leave that way
 * @param notices what somebody has to look at; empty on a good day
 * @param syncing a first sync; null where none is under way
 * @param first the parcel that has to leave first; null where none has a ship-by
 */
record FloorPage(
        Frame.Place place,
        List<Tile> tiles,
        First first,
        List<Step> steps,
        List<Tile> exits,
        List<Tile> notices,
        HomePage.Link link,
        SyncBar syncing,
        String paused) {

    record Tile(String tone, String label, String count, String path, String note) {}

    /** @param shape of the drawing, an SVG path */
    record Step(String label, String note, String count, String path, String tone, String shape) {}

    record First(String name, String path, Times.When by, String away, String tone) {}
}
