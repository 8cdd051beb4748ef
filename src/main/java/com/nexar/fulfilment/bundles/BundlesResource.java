package com.nexar.fulfilment.bundles;

import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.documents.DocumentStore;
import com.nexar.fulfilment.easyecom.CallsEasyEcom;
import com.nexar.fulfilment.operations.OperationAnswer;
import com.nexar.fulfilment.operations.Wait;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/brands/{brand}/locations/{location}/document-bundles")
@Tag(name = "Documents", description = "Invoices and labels")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class BundlesResource {

    private static final String PDF = "application/pdf";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final BundleIntent intent;
    private final DocumentStore store;
    private final Transactions transactions;
    private final OperationAnswer answer;
    private final Wait wait;
    private final Here here;
    private final Clock clock;

    BundlesResource(
            BundleIntent intent,
            DocumentStore store,
            Transactions transactions,
            OperationAnswer answer,
            Wait wait,
            Here here,
            Clock clock) {
        this.intent = intent;
        this.store = store;
        this.transactions = transactions;
        this.answer = answer;
        this.wait = wait;
        this.here = here;
        this.clock = clock;
    }

    @CallsEasyEcom
    @POST
    @Operation(summary = "Labels and invoices of up to 200 shipments as one PDF, parcel by parcel in the order given")
    @APIResponse(
            responseCode = "201",
            description = "Made; what is not in it is in missing, with the reason",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = BundleView.class)))
    public RestResponse<?> bundle(
            @Parameter(description = "wait=N (seconds, default 25) or respond-async", example = "wait=25")
                    @HeaderParam("Prefer")
                    String prefer,
            @Valid @NotNull(message = "a JSON body is needed") MakeBundle order) {
        Location location = here.location();
        Duration most = wait.of(prefer);
        UUID id = intent.take(location, order, here.caller().name());
        return answer.of(
                location,
                id,
                most,
                () -> RestResponse.ResponseBuilder.<BundleView>create(201)
                        .header(HttpHeaders.LOCATION, path(location, id))
                        .entity(view(location, made(location, id)))
                        .build());
    }

    @GET
    @Path("{bundleId}")
    @Operation(summary = "A bundle that has been made: what is missing, and where its PDF is")
    public BundleView documentBundle(@PathParam("bundleId") String bundleId) {
        Location location = here.location();
        return view(location, made(location, parse(bundleId)));
    }

    @GET
    @Path("{bundleId}/document")
    @Produces({PDF, MediaType.APPLICATION_JSON})
    @Operation(summary = "The bundle's PDF: each page of its own size")
    @APIResponse(
            responseCode = "200",
            description = "The PDF",
            content = @Content(mediaType = PDF, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "304", description = "Unchanged since the ETag in If-None-Match")
    public Response bundleDocument(@PathParam("bundleId") String bundleId, Request request) {
        Location location = here.location();
        Bundle bundle = made(location, parse(bundleId));
        DocumentStore.Stored stored = transactions
                .in(location, () -> store.inKept(location, bundle.key()))
                .orElseThrow(
                        () -> Problem.notFound("A document in bundle " + bundleId + ", where everything is missing,"));
        EntityTag tag = new EntityTag(stored.sha256());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return unchanged.build();
        }
        StreamingOutput pdf = out -> store.write(location, 0, stored, out);
        return Response.ok(pdf, PDF)
                .tag(tag)
                .header(HttpHeaders.CONTENT_LENGTH, stored.bytes())
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"bundle-" + bundleId + ".pdf\"")
                .build();
    }

    private Bundle made(Location location, UUID id) {
        Bundle bundle = transactions.in(
                location,
                () -> Bundle.<Bundle>findByIdOptional(id)
                        .filter(found -> found.location.equals(location.code()))
                        .filter(found -> !found.expired(clock.instant()))
                        .orElseThrow(() -> Problem.notFound("Bundle " + id)));
        if (!bundle.finished()) {
            throw new Problem(
                            ProblemCode.DOCUMENT_NOT_READY,
                            "Bundle " + id
                                    + " is being made; its operation, which has the same id, tells how it stands.")
                    .withOperation(id.toString())
                    .withRetryAfter(SOON);
        }
        return bundle;
    }

    private static BundleView view(Location location, Bundle bundle) {
        String document = bundle.pages == 0 ? null : path(location, bundle.bundleId) + "/document";
        return new BundleView(bundle.bundleId.toString(), bundle.missing, document);
    }

    private static String path(Location location, UUID id) {
        return location.path() + "/document-bundles/" + id;
    }

    private static UUID parse(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("bundleId", "must be a UUID, as the answer to the bundle gave it");
        }
    }
}
