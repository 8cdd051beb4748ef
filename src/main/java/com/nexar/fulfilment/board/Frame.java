package com.nexar.fulfilment.board;

import java.util.List;

/**
 * What stands around every page.
 *
 * @param section which of the location's pages this is; empty elsewhere
 * @param who null before the sign-in
 * @param place null where the page is of no location
 * @param places all that may be gone to
 * @param paused what an operator holds back at the place, and why; empty where nothing is
 */
record Frame(
        String title,
        String section,
        Who who,
        Place place,
        List<Place> places,
        String paused,
        String style,
        String script) {

    /** @param operates may do what {@code /v1/admin} does */
    record Who(String name, boolean operates) {}

    /** A location, and where its pages are. */
    record Place(String brand, String name, String path) {}
}
