package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.problems.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/admin/operations")
@Tag(name = "Administration", description = "For keys with the role operator")
@RunOnVirtualThread
class AdminOperationsResource {

    /** What a person found at EasyEcom. */
    @RegisterForReflection
    @Schema(name = "SettleOperation")
    record SettleOperation(
            @Schema(required = true, description = "Whether EasyEcom did it")
            @NotNull(message = "is HAPPENED or DID_NOT_HAPPEN")
            Outcome outcome,

            @Schema(
                    required = true,
                    examples = "Looked at the order in EasyEcom: no invoice, history ends with Assigned",
                    description = "What was looked at; kept with the operation")
            @NotBlank(message = "is needed: what was looked at")
            @Size(max = 500, message = "is at most 500 characters")
            String reason) {

        @Schema(name = "SettledOutcome")
        enum Outcome {
            HAPPENED,
            DID_NOT_HAPPEN
        }
    }

    @Schema(name = "OpenOutcomes")
    record OpenOutcomes(
            @Schema(required = true, description = "Those that need a person first, then the oldest; 500 at most")
            List<OperationView> items) {}

    private final Settlement settlement;
    private final Brands brands;
    private final Here here;

    AdminOperationsResource(Settlement settlement, Brands brands, Here here) {
        this.settlement = settlement;
        this.brands = brands;
        this.here = here;
    }

    @GET
    @org.eclipse.microprofile.openapi.annotations.Operation(
            summary = "Operations whose outcome is unknown; those that need a person first")
    public OpenOutcomes open(
            @Parameter(description = "Which brand", example = "acme", required = true) @QueryParam("brand")
                    String brand) {
        if (brand == null) {
            throw Problem.invalid("brand", "is needed: the brand whose operations are looked for");
        }
        if (brands.brand(brand).isEmpty() || !here.caller().seesBrand(brand)) {
            throw Problem.notFound("Brand " + brand);
        }
        return new OpenOutcomes(settlement.open(brand));
    }

    @POST
    @Path("{operationId}/settlement")
    @org.eclipse.microprofile.openapi.annotations.Operation(
            summary = "Settle an operation that no read-back can decide, after a look at EasyEcom")
    public OperationView settle(
            @PathParam("operationId") String operationId,
            @Valid @NotNull(message = "a JSON body is needed") SettleOperation settled) {
        return settlement.settle(
                here.caller(),
                OperationsResource.parse(operationId),
                settled.outcome() == SettleOperation.Outcome.HAPPENED,
                settled.reason());
    }
}
