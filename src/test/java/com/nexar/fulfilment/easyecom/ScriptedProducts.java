package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** EasyEcom's product master as a test tells it, page by page; it keeps what it was asked with. */
public final class ScriptedProducts extends EasyEcomProducts {

    public final List<String> asked = new ArrayList<>();
    private final Function<String, ProductPage> pages;

    /** @param pages by cursor; null is the first page */
    public ScriptedProducts(Function<String, ProductPage> pages) {
        super(new Gateways(URI.create("http://127.0.0.1:9")).calls);
        this.pages = pages;
    }

    @Override
    public ProductPage first(Location location, Instant updatedAfter) {
        asked.add("since " + updatedAfter);
        return pages.apply(null);
    }

    @Override
    public ProductPage next(Location location, String cursor) {
        asked.add(cursor);
        return pages.apply(cursor);
    }
}
