package com.nexar.fulfilment.inbound;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomWebhook;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes whatever EasyEcom sends, of any content type: a webhook that is not thanked for with 2xx is given up in the end. */
@Path("/inbound/easyecom/{brand}/{location}")
@Tag(name = "Inbound", description = "For EasyEcom alone: its webhooks. They only make a read happen sooner")
@SecurityScheme(
        securitySchemeName = "webhookToken",
        type = SecuritySchemeType.APIKEY,
        in = org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn.HEADER,
        apiKeyName = Sender.ACCESS_TOKEN,
        description = "What was entered in EasyEcom as the webhook's access token; it may also come as a Bearer token")
@RunOnVirtualThread
class InboundResource {

    private static final String TAKEN = "{\"status\":\"ok\"}";

    @Schema(name = "WebhookTaken")
    record Taken(@Schema(required = true, examples = "ok") String status) {}

    private final Sender sender;
    private final Inbox inbox;

    InboundResource(Sender sender, Inbox inbox) {
        this.sender = sender;
        this.inbox = inbox;
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Operation(
            summary = "A webhook of EasyEcom's, V1 or V2, of any event",
            description = "Stored, and answered at once. An unknown place and a wrong token look the same")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(description = "As EasyEcom sends it")))
    @APIResponse(
            responseCode = "200",
            description = "Taken",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Taken.class)))
    @SecurityRequirement(name = "webhookToken")
    public Response receive(@Context UriInfo path, @Context HttpHeaders headers, byte[] body) {
        Location location = sender.of(path, headers);
        String action = headers.getHeaderString(Sender.ACTION);
        inbox.take(location, EasyEcomWebhook.read(body, action), action, body);
        return Response.ok(TAKEN, MediaType.APPLICATION_JSON_TYPE).build();
    }
}
