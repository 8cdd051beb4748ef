package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** EasyEcom's order list as a test tells it, page by page; it keeps the cursors it was asked with. */
public final class ScriptedOrders extends EasyEcomOrders {

    public final List<String> asked = new ArrayList<>();
    public final List<ReadWindow> windows = new ArrayList<>();
    private final Function<String, ShipmentPage> pages;

    /** @param pages by cursor; null is a window's first page */
    public ScriptedOrders(Function<String, ShipmentPage> pages) {
        super(new Gateways(URI.create("http://127.0.0.1:9")).calls);
        this.pages = pages;
    }

    public static EasyEcomRefused refused() {
        return new EasyEcomRefused("EasyEcom refused the cursor", 200, "Invalid cursor");
    }

    @Override
    public ShipmentPage first(Location location, ReadWindow window) {
        windows.add(window);
        return page(null);
    }

    @Override
    public ShipmentPage firstWithHistory(Location location, ReadWindow window) {
        return first(location, window);
    }

    @Override
    public ShipmentPage next(Location location, String cursor) {
        return page(cursor);
    }

    @Override
    public Optional<UpstreamShipment> shipment(Location location, long shipmentId) {
        return Optional.empty();
    }

    private ShipmentPage page(String cursor) {
        asked.add(String.valueOf(cursor));
        return pages.apply(cursor);
    }
}
