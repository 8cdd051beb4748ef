package com.nexar.fulfilment.webhooks;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.brands.Location;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An address of the warehouse system that is told changes, without its secrets.
 *
 * @param location {@link #ALL} for all locations of the brand, also those to come
 * @param types of changes; empty for all
 * @param formerUntil until when a former secret signs as well; null where there is none
 * @param because why it is DISABLED; null where it is not
 * @param failures attempts in a row that failed, whatever they delivered
 * @param failingSince the first of these; null where the last attempt succeeded
 * @param pausedUntil nothing is sent before; null where nothing hinders
 * @param pending deliveries that are still to be taken
 * @param missed changes that had left the feed before they could be written out for it
 */
record Endpoint(
        UUID id,
        String brand,
        String location,
        String url,
        List<String> types,
        State state,
        Instant stateSince,
        Because because,
        Instant formerUntil,
        int failures,
        Instant failingSince,
        String lastError,
        Instant pausedUntil,
        Instant deliveredAt,
        Instant createdAt,
        String createdBy,
        long pending,
        long missed) {

    static final String ALL = "*";

    @Schema(name = "WebhookEndpointState")
    enum State {
        ACTIVE,
        /** Nothing is written out for it and nothing is sent to it. */
        DISABLED
    }

    enum Because {
        /** Somebody asked for it. */
        REQUEST,
        /** It answered 410. */
        GONE,
        /** It took nothing for too long. */
        FAILING
    }

    boolean isOf(String wantedBrand, String wantedLocation, String wantedUrl) {
        return brand.equals(wantedBrand) && location.equals(wantedLocation) && url.equals(wantedUrl);
    }

    /** What its rows can be seen with: no more than its own location's, unless it is for all. */
    Scope scope() {
        return new Scope(brand, location);
    }

    boolean hears(Location of) {
        return brand.equals(of.brand()) && (location.equals(ALL) || location.equals(of.code()));
    }
}
