package com.nexar.fulfilment.changes;

import com.nexar.fulfilment.brands.Location;

/** Whose feed; with {@link Changes#ALL} as location, the entries that all of the brand's locations show. */
record FeedName(String brand, String location) {

    static FeedName of(Location location) {
        return new FeedName(location.brand(), location.code());
    }

    static FeedName parse(String text) {
        int slash = text.indexOf('/');
        return new FeedName(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return brand + "/" + location;
    }
}
