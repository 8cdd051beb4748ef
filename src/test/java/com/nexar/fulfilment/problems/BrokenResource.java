package com.nexar.fulfilment.problems;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Bugs on purpose, in the tests' build only. */
@Path("/broken")
public class BrokenResource {

    /** An answer that cannot be written. */
    public record Unwritable() {
        public String getSecret() {
            throw new IllegalStateException("secret-of-the-house");
        }
    }

    @GET
    @Path("method")
    @Operation(hidden = true)
    public String method() {
        throw new IllegalStateException("secret-of-the-house");
    }

    @GET
    @Path("path/{any}")
    @Operation(hidden = true)
    public String path(@PathParam("any") String any) {
        throw new IllegalStateException("broken at " + any);
    }

    @GET
    @Path("answer")
    @Operation(hidden = true)
    public Unwritable answer() {
        return new Unwritable();
    }
}
