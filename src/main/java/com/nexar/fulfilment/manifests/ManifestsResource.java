package com.nexar.fulfilment.manifests;

import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.documents.DocumentStore;
import com.nexar.fulfilment.easyecom.CallsEasyEcom;
import com.nexar.fulfilment.operations.OperationAnswer;
import com.nexar.fulfilment.operations.Wait;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/brands/{brand}/locations/{location}/manifests")
@Tag(name = "Manifests", description = "Parcels are handed to a courier")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class ManifestsResource {

    private static final String PDF = "application/pdf";

    private final ManifestIntent intent;
    private final ManifestCheck check;
    private final ManifestViews views;
    private final DocumentStore documents;
    private final OperationAnswer answer;
    private final Wait wait;
    private final Here here;

    ManifestsResource(
            ManifestIntent intent,
            ManifestCheck check,
            ManifestViews views,
            DocumentStore documents,
            OperationAnswer answer,
            Wait wait,
            Here here) {
        this.intent = intent;
        this.check = check;
        this.views = views;
        this.documents = documents;
        this.answer = answer;
        this.wait = wait;
        this.here = here;
    }

    @CallsEasyEcom
    @POST
    @Operation(
            summary =
                    "Close a manifest: grouped by carrier and marketplace, each shipment read back; dryRun only checks")
    @APIResponse(
            responseCode = "200",
            description = "Dry run: what could go, and what could not",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ManifestView.DryRun.class)))
    @APIResponse(
            responseCode = "201",
            description = "Closed; shipments that could not go are in blocked",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ManifestView.class)))
    public RestResponse<?> close(
            @Parameter(description = "true: check only, nothing is sent") @QueryParam("dryRun") @DefaultValue("false")
                    boolean dryRun,
            @Parameter(description = "wait=N (seconds, default 25) or respond-async", example = "wait=25")
                    @HeaderParam("Prefer")
                    String prefer,
            @Valid @NotNull(message = "a JSON body is needed") CloseManifest order) {
        Location location = here.location();
        if (dryRun) {
            ManifestCheck.Checked checked = check.check(location, order, check.meant(location, order));
            List<String> ready = checked.ready().stream()
                    .map(ShipmentFacts::shipmentId)
                    .map(String::valueOf)
                    .toList();
            return RestResponse.ok(new ManifestView.DryRun(ready, Blocking.views(checked.blocked())));
        }
        Duration most = wait.of(prefer);
        UUID id = intent.take(location, order, here.caller().name());
        return answer.of(
                location,
                id,
                most,
                () -> RestResponse.ResponseBuilder.<ManifestView>create(201)
                        .header(HttpHeaders.LOCATION, location.path() + "/manifests/" + id)
                        .entity(views.view(location, id))
                        .build());
    }

    @GET
    @Path("{manifestId}")
    @Operation(summary = "A manifest as it stands")
    public ManifestView manifest(@PathParam("manifestId") String manifestId) {
        UUID id = parse(manifestId);
        views.find(here.location(), id);
        return views.view(here.location(), id);
    }

    @GET
    @Path("{manifestId}/document")
    @Produces({PDF, MediaType.APPLICATION_JSON})
    @Operation(summary = "EasyEcom's manifest document; of several groups, name the one by carrierId and marketplaceId")
    @APIResponse(
            responseCode = "200",
            description = "The PDF",
            content = @Content(mediaType = PDF, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response manifestDocument(
            @PathParam("manifestId") String manifestId,
            @QueryParam("carrierId") String carrierId,
            @QueryParam("marketplaceId") String marketplaceId) {
        UUID id = parse(manifestId);
        Location location = here.location();
        Manifest.Group group = views.find(location, id).groups.stream()
                .filter(each -> carrierId == null || carrierId.equals(each.carrierId()))
                .filter(each -> marketplaceId == null || marketplaceId.equals(each.marketplaceId()))
                .filter(each -> each.documentUrl() != null)
                .findFirst()
                .orElseThrow(
                        () -> new Problem(
                                ProblemCode.DOCUMENT_NOT_READY,
                                "EasyEcom gave no document for this manifest (or group), or it was erased with the buyers' personal data."));
        String key = "manifest/" + id + "/" + group.carrierId() + "/" + group.marketplaceId();
        DocumentStore.Stored stored = documents.fetchOnce(location, 0, key, URI.create(group.documentUrl()));
        StreamingOutput pdf = out -> documents.write(location, 0, stored, out);
        return Response.ok(pdf, PDF)
                .header(HttpHeaders.CONTENT_LENGTH, stored.bytes())
                .build();
    }

    private static UUID parse(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("manifestId", "must be a UUID, as the answer to the manifest gave it");
        }
    }
}
