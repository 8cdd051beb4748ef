package com.nexar.fulfilment.problems;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/** A path whose escapes nobody can read is no path of ours; Quarkus decodes one with a {@code ;} in it twice. */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 100) // the key's filter reads it, too
class ReadablePath implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        try {
            request.getUriInfo().getPath();
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("That path");
        }
    }
}
