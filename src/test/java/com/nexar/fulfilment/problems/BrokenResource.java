package com.nexar.fulfilment.problems;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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
    @Path("answer")
    @Operation(hidden = true)
    public Unwritable answer() {
        return new Unwritable();
    }
}
