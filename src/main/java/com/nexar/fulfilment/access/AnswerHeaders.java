package com.nexar.fulfilment.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
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

    private static final CharSequence LOADS_NOTHING = text("default-src 'none'; frame-ancestors 'none'");

    /** The page of the API's document brings scripts of its own. */
    private static final CharSequence NO_FRAME = text("frame-ancestors 'none'");

    private static final CharSequence TYPE_OPTIONS = text("X-Content-Type-Options");
    private static final CharSequence NO_SNIFF = text("nosniff");
    private static final CharSequence FRAMES = text("X-Frame-Options");
    private static final CharSequence DENY = text("DENY");
    private static final CharSequence REFERRER = text("Referrer-Policy");
    private static final CharSequence NO_REFERRER = text("no-referrer");
    private static final CharSequence CONTENT = text("Content-Security-Policy");
    private static final CharSequence RESOURCES = text("Cross-Origin-Resource-Policy");
    private static final CharSequence SAME_ORIGIN = text("same-origin");
    private static final CharSequence NO_STORE = text("no-store");

    void register(@Observes Filters filters) {
        filters.register(AnswerHeaders::give, FIRST);
    }

    private static void give(RoutingContext request) {
        String path = request.normalizedPath();
        MultiMap headers = request.response().headers();
        headers.set(TYPE_OPTIONS, NO_SNIFF);
        headers.set(FRAMES, DENY);
        headers.set(REFERRER, NO_REFERRER);
        headers.set(CONTENT, path.startsWith("/q/") ? NO_FRAME : LOADS_NOTHING);
        headers.set(RESOURCES, SAME_ORIGIN);
        if (path.startsWith("/v1") || path.startsWith("/inbound/")) {
            headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
        }
        request.next();
    }

    /** On every answer, so its bytes are made once. */
    private static CharSequence text(String text) {
        return HttpHeaders.createOptimized(text);
    }
}
