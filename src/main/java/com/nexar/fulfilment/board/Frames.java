package com.nexar.fulfilment.board;

import com.nexar.fulfilment.access.Caller;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.pauses.Pauses;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes what stands around a page. */
@Singleton
class Frames {

    private final Brands brands;
    private final Assets assets;
    private final Pauses pauses;
    private final Visitor visitor;

    Frames(Brands brands, Assets assets, Pauses pauses, Visitor visitor) {
        this.brands = brands;
        this.assets = assets;
        this.pauses = pauses;
        this.visitor = visitor;
    }

    /** Of the location at hand, or of none. */
    Frame of(String title, String section) {
        Location location = visitor.location();
        String whole = location == null ? title : title + " – " + location.name();
        return new Frame(
                whole,
                section,
                new Frame.Who(visitor.caller().name(), visitor.operates()),
                location == null ? null : place(location),
                locations().stream().map(Frames::place).toList(),
                location == null ? "" : Words.of(pauses.of(location).pause()),
                assets.style(),
                assets.script());
    }

    /** For who is not, or not known to be, signed in. */
    Frame bare(String title) {
        return new Frame(title, "", null, null, List.of(), "", assets.style(), assets.script());
    }

    /** Those that the session's key sees. */
    List<Location> locations() {
        Caller caller = visitor.caller();
        return brands.locations().stream().filter(caller::sees).toList();
    }

    static Frame.Place place(Location location) {
        return new Frame.Place(location.brand(), location.name(), path(location));
    }

    static String path(Location location) {
        return "/board/" + location.brand() + "/" + location.code();
    }
}
