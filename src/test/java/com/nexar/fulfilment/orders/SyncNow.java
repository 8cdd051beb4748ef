package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.sync.Feed;
import jakarta.enterprise.context.ApplicationScoped;

/** Orders in, when a test says so. */
@ApplicationScoped
public class SyncNow {

    private final OrderWalk walk;
    private final OpenShipments open;
    private final Brands brands;

    SyncNow(OrderWalk walk, OpenShipments open, Brands brands) {
        this.walk = walk;
        this.open = open;
        this.brands = brands;
    }

    /** Back-fill and tip of {@code brand/location}. */
    public void orders(String ref) {
        walk.walk(location(ref), Feed.ORDERS_BACKFILL);
        walk.walk(location(ref), Feed.ORDERS_TIP);
    }

    /** The tip of {@code brand/location} alone. */
    public void tip(String ref) {
        walk.walk(location(ref), Feed.ORDERS_TIP);
    }

    /** Looks up the open shipments that no list has shown for long. */
    public int reread(String ref) {
        return open.reread(location(ref));
    }

    /** Whether there is one. */
    public boolean rereadIsDue(String ref) {
        return open.withDue().contains(location(ref));
    }

    private Location location(String ref) {
        String[] parts = ref.split("/");
        return brands.location(parts[0], parts[1]).orElseThrow();
    }
}
