package com.nexar.fulfilment.board;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.Pattern;

/** What browsers may do with the board's pages: nothing that does not come from here, in no frame, and nothing is kept. */
@Singleton
class PageHeaders {

    private static final Set<String> OURS = Set.of("/", "/sign-in", "/sign-out", "/board");
    private static final Pattern PAPER = Pattern.compile("/board/[^/]+/[^/]+/shipments/[^/]+/documents/.*");

    private static final String PAGES_ALONE = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** A browser's viewer of PDFs brings styles of its own. */
    private static final String PAPERS = "frame-ancestors 'none'";

    /** Before the answer begins, whoever gives it. */
    private static final int EARLY = 9_500;

    /** Two years; a browser that came by https once does not come without any more. */
    private static final String HTTPS_ONLY = "max-age=63072000";

    private final SessionCookie cookie;

    PageHeaders(SessionCookie cookie) {
        this.cookie = cookie;
    }

    void register(@Observes Filters filters) {
        filters.register(this::give, EARLY);
    }

    static boolean ours(RoutingContext request) {
        String path = request.normalizedPath();
        return path != null && (OURS.contains(path) || path.startsWith("/board/"));
    }

    private void give(RoutingContext request) {
        if (cookie.https(request.request())) {
            request.response().headers().set("Strict-Transport-Security", HTTPS_ONLY);
        }
        if (ours(request)) {
            MultiMap headers = request.response().headers();
            boolean paper = PAPER.matcher(request.normalizedPath()).matches();
            headers.set("Content-Security-Policy", paper ? PAPERS : PAGES_ALONE);
            headers.set("Cache-Control", "no-store");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("X-Frame-Options", "DENY");
            headers.set("Referrer-Policy", "same-origin");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
        }
        request.next();
    }
}
