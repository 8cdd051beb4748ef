package com.nexar.fulfilment.access;

import com.nexar.fulfilment.access.Refusals.Reason;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import io.quarkus.arc.ClientProxy;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Everything below {@code /v1} needs a known key, or a token of the identity provider where one is set, before it is even said whether
 * the path exists; and no key asks faster than it may.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
class KeyFilter implements ContainerRequestFilter {

    private static final String BEARER = "Bearer ";

    /** Filters are made before the configuration is read. */
    private final Late<Doorkeeper> doorkeeper;

    private final Late<IssuedTokens> tokens;
    private final Late<KeyRates> rates;
    private final Late<Refusals> refusals;
    private final Here here;
    private final HttpServerRequest http;

    KeyFilter(
            Instance<Doorkeeper> doorkeeper,
            Instance<IssuedTokens> tokens,
            Instance<KeyRates> rates,
            Instance<Refusals> refusals,
            Here here,
            HttpServerRequest http) {
        this.doorkeeper = Late.of(doorkeeper);
        this.tokens = Late.of(tokens);
        this.rates = Late.of(rates);
        this.refusals = Late.of(refusals);
        this.here = here;
        this.http = http;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (!path.equals("/v1") && !path.startsWith("/v1/")) {
            return;
        }
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw Doorkeeper.unauthorized("This API needs the header Authorization: Bearer <key>.");
        }
        String shown = header.substring(BEARER.length()).strip();
        SocketAddress remote = http.remoteAddress();
        String from = remote == null ? null : remote.hostAddress();
        if (tokens.get().takes(shown)) {
            later((ResteasyReactiveContainerRequestContext) request, shown, from);
        } else {
            enter(here, doorkeeper.get().admit(shown, from));
        }
    }

    /** The issuer's keys may have to be fetched, for which the thread that all requests share must not wait. */
    private void later(ResteasyReactiveContainerRequestContext request, String token, String from) {
        Here mine = ClientProxy.unwrap(here);
        request.suspend();
        Thread.startVirtualThread(() -> {
            try {
                enter(mine, tokens.get().read(token, from));
                request.resume();
            } catch (Throwable failure) { // the rim: whoever waits for the answer has to get one
                request.resume(failure);
            }
        });
    }

    private void enter(Here mine, Caller caller) {
        Rate rate = rates.get().take(caller);
        mine.caller(caller);
        mine.rate(rate);
        if (!rate.granted()) {
            refusals.get().count(Reason.RATE);
            throw new Problem(
                            ProblemCode.RATE_LIMITED,
                            "This key asks faster than it may (" + rate.burst() + " at once, and again after "
                                    + Math.max(1, rate.refill().toSeconds()) + " s); nothing was done.")
                    .withRetryAfter(rate.next());
        }
    }
}
