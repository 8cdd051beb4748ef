package com.nexar.fulfilment.access;

import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Everything below {@code /v1} needs a known key, before it is even said whether the path exists. */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
class KeyFilter implements ContainerRequestFilter {

    private static final String BEARER = "Bearer ";

    /** Filters are made before the configuration is read. */
    private final Instance<Clients> clients;

    private final Here here;

    KeyFilter(Instance<Clients> clients, Here here) {
        this.clients = clients;
        this.here = here;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (!path.equals("/v1") && !path.startsWith("/v1/")) {
            return;
        }
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unauthorized("This API needs the header Authorization: Bearer <key>.");
        }
        here.caller(clients.get()
                .withKey(header.substring(BEARER.length()).strip())
                .orElseThrow(() -> unauthorized("The key in the Authorization header is not known here.")));
    }

    private static Problem unauthorized(String detail) {
        return new Problem(ProblemCode.UNAUTHORIZED, detail);
    }
}
