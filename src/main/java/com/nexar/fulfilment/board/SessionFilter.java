package com.nexar.fulfilment.board;

import com.nexar.fulfilment.access.Caller;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Lets in who has a session, to the locations that its key sees; others do not learn whether a location exists. */
@Provider
@SignedIn
@Priority(Priorities.AUTHENTICATION)
class SessionFilter implements ContainerRequestFilter {

    /** Filters are made before the configuration is read. */
    private final Instance<Sessions> sessions;

    private final Instance<SessionCookie> cookie;
    private final Instance<Brands> brands;
    private final Visitor visitor;
    private final HttpServerRequest http;

    SessionFilter(
            Instance<Sessions> sessions,
            Instance<SessionCookie> cookie,
            Instance<Brands> brands,
            Visitor visitor,
            HttpServerRequest http) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.brands = brands;
        this.visitor = visitor;
        this.http = http;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<String> session = cookie.get().of(request.getCookies(), http);
        Caller caller = session.flatMap(each -> sessions.get().caller(each))
                .orElseThrow(
                        () -> new Problem(ProblemCode.UNAUTHORIZED, "This page is for people who have signed in."));
        visitor.signedIn(caller, session.get());
        MultivaluedMap<String, String> parameters = request.getUriInfo().getPathParameters();
        String brand = parameters.getFirst("brand");
        String location = parameters.getFirst("location");
        if (brand != null && location != null) {
            visitor.at(brands.get()
                    .location(brand, location)
                    .filter(caller::sees)
                    .orElseThrow(() -> Problem.notFound("Location " + brand + "/" + location)));
        }
    }
}
