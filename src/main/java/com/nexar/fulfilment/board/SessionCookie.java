package com.nexar.fulfilment.board;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.util.Map;
import java.util.Optional;

/**
 * The one cookie of the board: no script reads it, no other site's request carries it, and where people come by https it never leaves
 * without. It has no end of its own; the session has.
 */
@Singleton
class SessionCookie {

    static final String NAME = "fulfilment-session";

    /** The browser takes a cookie of this name only from https, for this host alone and the path /. */
    private static final String SECURE_NAME = "__Host-" + NAME;

    private final boolean behindHttps;

    @Inject
    SessionCookie(BoardConfig config) {
        this(config.behindHttps());
    }

    SessionCookie(boolean behindHttps) {
        this.behindHttps = behindHttps;
    }

    Optional<String> of(Map<String, Cookie> cookies, HttpServerRequest request) {
        return Optional.ofNullable(cookies.get(name(request)))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty());
    }

    NewCookie with(String session, HttpServerRequest request) {
        return builder(request).value(session).build();
    }

    NewCookie none(HttpServerRequest request) {
        return builder(request).value("").maxAge(0).build();
    }

    private NewCookie.Builder builder(HttpServerRequest request) {
        return new NewCookie.Builder(name(request))
                .path("/")
                .httpOnly(true)
                .secure(https(request))
                .sameSite(NewCookie.SameSite.STRICT);
    }

    private String name(HttpServerRequest request) {
        return https(request) ? SECURE_NAME : NAME;
    }

    /** Quarkus counts a proxy's word in here, where quarkus.http.proxy says that it may. */
    boolean https(HttpServerRequest request) {
        return behindHttps || request.isSSL() || "https".equals(request.scheme());
    }
}
