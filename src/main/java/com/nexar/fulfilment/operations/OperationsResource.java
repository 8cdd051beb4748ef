package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.problems.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/brands/{brand}/locations/{location}/operations")
@Tag(name = "Operations", description = "What became of a command that could not be answered at once")
@RunOnVirtualThread
class OperationsResource {

    private final OperationViews views;
    private final Transactions transactions;
    private final Here here;

    OperationsResource(OperationViews views, Transactions transactions, Here here) {
        this.views = views;
        this.transactions = transactions;
        this.here = here;
    }

    @GET
    @Path("{operationId}")
    @org.eclipse.microprofile.openapi.annotations.Operation(summary = "How an operation stands")
    public OperationView operation(@PathParam("operationId") String operationId) {
        UUID id = parse(operationId);
        return transactions.in(
                here.location(),
                () -> Operation.<Operation>findByIdOptional(id)
                        .filter(found -> found.location.equals(here.location().code()))
                        .map(views::view)
                        .orElseThrow(() -> Problem.notFound("Operation " + operationId)));
    }

    static UUID parse(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("operationId", "must be a UUID, as the Location header of a 202 gave it");
        }
    }
}
