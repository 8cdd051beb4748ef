package com.nexar.fulfilment.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * What every answer says to browsers and caches, whoever gives it: it is of the type that it says, is shown in no frame, loads nothing,
 * and is not kept where it may hold a person's data. The pages of the board say more themselves.
 */
@Singleton
class AnswerHeaders {

    /** Before whatever answers, and before the board's own. */
    private static final int FIRST = 9_600;

    private static final String LOADS_NOTHING = "default-src 'none'; frame-ancestors 'none'";

    /** The page of the API's document brings scripts of its own. */
    private static final String NO_FRAME = "frame-ancestors 'none'";

    void register(@Observes Filters filters) {
        filters.register(AnswerHeaders::give, FIRST);
    }

    private static void give(RoutingContext request) {
        String path = request.normalizedPath();
        MultiMap headers = request.response().headers();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Content-Security-Policy", path.startsWith("/q/") ? NO_FRAME : LOADS_NOTHING);
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        if (path.startsWith("/v1") || path.startsWith("/inbound/")) {
            headers.set("Cache-Control", "no-store");
        }
        request.next();
    }
}
