package com.nexar.fulfilment.problems;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Nothing has a name that cannot be stored: such a path is not found, before anybody looks for it in the database. */
@Provider
@Priority(Priorities.AUTHORIZATION + 50) // who may not look hears that first
class PathText implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        boolean whole = request.getUriInfo().getPathParameters().values().stream()
                .flatMap(List::stream)
                .allMatch(CallersText::isWhole);
        if (!whole) {
            throw Problem.notFound(
                    "The path " + request.getUriInfo().getRequestUri().getRawPath());
        }
    }
}
