package com.nexar.fulfilment.webhooks;

import com.nexar.fulfilment.problems.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v1/webhook-endpoints")
@Tag(
        name = "Webhooks to the WMS",
        description =
                "Changes posted to the warehouse system's own endpoints, signed as Standard Webhooks has it; what is"
                        + " posted is in /asyncapi.yaml")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class WebhookEndpointsResource {

    static final String PATH = "/v1/webhook-endpoints/";

    private final Endpoints endpoints;
    private final DeliveryJob job;
    private final Reach reach;

    WebhookEndpointsResource(Endpoints endpoints, DeliveryJob job, Reach reach) {
        this.endpoints = endpoints;
        this.job = job;
        this.reach = reach;
    }

    @GET
    @Operation(summary = "The endpoints that this key may see")
    public WebhookEndpointView.Listing webhookEndpoints() {
        return new WebhookEndpointView.Listing(
                endpoints.all().stream().map(WebhookEndpointView::of).toList());
    }

    @POST
    @Operation(
            summary = "Have changes posted to an address, from now on",
            description =
                    "The secret is in this answer and in no other. The same address again is 200 with the endpoint that"
                            + " is there, without its secret; was the first answer lost, give it another secret")
    @APIResponse(responseCode = "200", description = "It was there already; its secret is not shown again")
    @APIResponse(
            responseCode = "201",
            description = "Made; keep the secret",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = WebhookEndpointView.class)))
    public RestResponse<WebhookEndpointView> addWebhookEndpoint(
            @Valid @NotNull(message = "a JSON body is needed") CreateWebhookEndpoint order) {
        reach.mustBeWarehouse();
        Endpoints.Made made = endpoints.make(order);
        job.soon();
        return RestResponse.ResponseBuilder.<WebhookEndpointView>create(made.secret() == null ? 200 : 201)
                .header(HttpHeaders.LOCATION, PATH + made.endpoint().id())
                .entity(WebhookEndpointView.of(made.endpoint(), made.secret()))
                .build();
    }

    @GET
    @Path("{endpointId}")
    @Operation(summary = "One endpoint, and how it takes what it is told")
    public WebhookEndpointView webhookEndpoint(@PathParam("endpointId") String endpointId) {
        return WebhookEndpointView.of(endpoints.of(parse("endpointId", endpointId)));
    }

    @PATCH
    @Path("{endpointId}")
    @Operation(summary = "Change its address or types, disable it, or make it ACTIVE again")
    public WebhookEndpointView changeWebhookEndpoint(
            @PathParam("endpointId") String endpointId,
            @Valid @NotNull(message = "a JSON body is needed") ChangeWebhookEndpoint order) {
        reach.mustBeWarehouse();
        Endpoint changed = endpoints.change(parse("endpointId", endpointId), order);
        job.soon();
        return WebhookEndpointView.of(changed);
    }

    @DELETE
    @Path("{endpointId}")
    @Operation(summary = "Remove it, with all of its deliveries")
    @APIResponse(responseCode = "204", description = "Removed")
    public void removeWebhookEndpoint(@PathParam("endpointId") String endpointId) {
        reach.mustBeWarehouse();
        endpoints.remove(parse("endpointId", endpointId));
    }

    @POST
    @Path("{endpointId}/secret")
    @Operation(
            summary = "Give it another secret",
            description =
                    "Shown in this answer only. Until formerSecretUntil the former one signs as well. Was the answer lost,"
                            + " ask again: what the receiver has goes on until its own time is over")
    public WebhookEndpointView rotateSecret(
            @Parameter(description = "As the answer to its creation gave it") @PathParam("endpointId")
                    String endpointId) {
        reach.mustBeWarehouse();
        Endpoints.Made rotated = endpoints.rotate(parse("endpointId", endpointId));
        return WebhookEndpointView.of(rotated.endpoint(), rotated.secret());
    }

    @DELETE
    @Path("{endpointId}/former-secrets")
    @Operation(
            summary = "End its former secrets at once",
            description =
                    "For one that has leaked: give it another secret, let the receiver have that one, then do this")
    @APIResponse(responseCode = "204", description = "Only the current secret signs")
    public void endFormerSecrets(@PathParam("endpointId") String endpointId) {
        reach.mustBeWarehouse();
        endpoints.endFormer(parse("endpointId", endpointId));
    }

    static UUID parse(String field, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(field, "must be a UUID, as it was given out here");
        }
    }
}
