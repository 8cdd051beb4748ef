package com.nexar.fulfilment.drift;

import com.nexar.fulfilment.access.Administration;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.problems.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/admin/drift-reports")
@Tag(name = "Administration", description = "For keys with the role operator")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class DriftResource {

    @RegisterForReflection
    @Schema(name = "CompareLocation")
    record CompareLocation(
            @Schema(required = true, examples = "acme") @NotBlank(message = "is needed: the brand")
            String brand,

            @Schema(required = true, examples = "blr1") @NotBlank(message = "is needed: the location that is compared")
            String location) {}

    @Schema(name = "DriftReports")
    record Reports(
            @Schema(required = true, description = "The newest 100")
            List<DriftReport> items) {}

    private static final int NEWEST = 100;

    private final DriftReports reports;
    private final Administration administration;
    private final Brands brands;

    DriftResource(DriftReports reports, Administration administration, Brands brands) {
        this.reports = reports;
        this.administration = administration;
        this.brands = brands;
    }

    @GET
    @Operation(summary = "Comparisons with EasyEcom, nightly and on demand")
    public Reports driftReports(
            @Parameter(description = "Which brand", example = "acme", required = true) @QueryParam("brand")
                    String brand) {
        return new Reports(reports.list(brand, administration.locations(brand, null), NEWEST));
    }

    @POST
    @Operation(
            summary =
                    "Compare a location with EasyEcom now, within the budget of polling; it goes on in the background")
    @APIResponse(
            responseCode = "201",
            description = "Begun",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = DriftReport.class)))
    public Response compare(@Valid @NotNull(message = "a JSON body is needed") CompareLocation order) {
        Location location =
                administration.locations(order.brand(), order.location()).getFirst();
        DriftReport report = reports.begin(administration.caller(), location);
        return Response.created(URI.create("/v1/admin/drift-reports/" + report.reportId()))
                .entity(report)
                .build();
    }

    @GET
    @Path("{reportId}")
    @Operation(summary = "A comparison: how far it is, what differs, and what would mend it")
    public DriftReport.Whole driftReport(@PathParam("reportId") String reportId) {
        try {
            UUID id = UUID.fromString(reportId);
            return brands.all().stream()
                    .filter(brand -> administration.caller().seesBrand(brand.code()))
                    .map(brand -> reports.look(brand.code(), id))
                    .flatMap(Optional::stream)
                    .filter(whole -> mine(whole.report()))
                    .findFirst()
                    .orElseThrow(() -> Problem.notFound("Drift report " + reportId));
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("Drift report " + reportId);
        }
    }

    private boolean mine(DriftReport report) {
        return brands.location(report.brand(), report.location())
                .map(administration.caller()::sees)
                .orElse(administration.caller().locations().isEmpty());
    }
}
