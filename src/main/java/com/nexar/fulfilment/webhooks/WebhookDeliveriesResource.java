package com.nexar.fulfilment.webhooks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.pages.Cursor;
import com.nexar.fulfilment.pages.Limit;
import com.nexar.fulfilment.problems.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/webhook-endpoints/{endpointId}")
@Tag(name = "Webhooks to the WMS")
@RunOnVirtualThread
class WebhookDeliveriesResource {

    private static final String SORT = "-position";
    private static final String PING = "webhook.ping";

    private final Endpoints endpoints;
    private final DeliveryTable table;
    private final DeliveryJob job;
    private final Transactions transactions;
    private final Reach reach;
    private final ObjectMapper json;
    private final Clock clock;

    WebhookDeliveriesResource(
            Endpoints endpoints,
            DeliveryTable table,
            DeliveryJob job,
            Transactions transactions,
            Reach reach,
            ObjectMapper json,
            Clock clock) {
        this.endpoints = endpoints;
        this.table = table;
        this.job = job;
        this.transactions = transactions;
        this.reach = reach;
        this.json = json;
        this.clock = clock;
    }

    @GET
    @Path("deliveries")
    @Operation(summary = "What the endpoint was told, is being told, and could not be told; newest first")
    public WebhookDeliveryView.Page webhookDeliveries(
            @PathParam("endpointId") String endpointId,
            @Parameter(description = "Only PENDING, DELIVERED or FAILED ones") @QueryParam("state") String state,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        Delivery.State only = state(state);
        int most = Limit.of(limit);
        long before = before(Cursor.parse(cursor, SORT, 1));
        Endpoint endpoint = endpoint(endpointId);
        List<Delivery> found =
                transactions.in(endpoint.scope(), () -> table.inPage(endpoint.id(), only, before, most + 1));
        List<Delivery> page = found.size() > most ? found.subList(0, most) : found;
        return new WebhookDeliveryView.Page(
                page.stream().map(WebhookDeliveryView::of).toList(),
                found.size() > most
                        ? new Cursor(SORT, List.of(Long.toString(page.getLast().position()))).text()
                        : null);
    }

    @POST
    @Path("deliveries/{deliveryId}/redeliver")
    @Operation(
            summary = "Send it again, now",
            description =
                    "Under the same webhook-id and with the same body, whether it was taken, given up, or is waiting for its"
                            + " next attempt. To a DISABLED endpoint it goes as soon as that is ACTIVE again")
    public WebhookDeliveryView redeliver(
            @PathParam("endpointId") String endpointId, @PathParam("deliveryId") String deliveryId) {
        reach.mustBeWarehouse();
        UUID id = WebhookEndpointsResource.parse("deliveryId", deliveryId);
        Endpoint endpoint = endpoint(endpointId);
        Delivery again = transactions.in(endpoint.scope(), () -> {
            table.inAgain(endpoint.id(), id);
            return table.inFind(endpoint.id(), id).orElseThrow(() -> Problem.notFound("Delivery " + id));
        });
        job.soon();
        return WebhookDeliveryView.of(again);
    }

    @POST
    @Path("ping")
    @Operation(
            summary = "Send it something to try it with",
            description =
                    "A delivery of the type webhook.ping, signed and repeated as any other; its state tells whether it was"
                            + " taken")
    public WebhookDeliveryView pingWebhookEndpoint(@PathParam("endpointId") String endpointId) {
        reach.mustBeWarehouse();
        Endpoint endpoint = endpoint(endpointId);
        UUID id = UUID.randomUUID();
        Delivery ping = transactions.in(endpoint.scope(), () -> {
            table.inPing(endpoint.id(), id, PING, body(endpoint, id));
            return table.inFind(endpoint.id(), id)
                    .orElseThrow(() -> Problem.notFound("Webhook endpoint " + endpoint.id()));
        });
        job.soon();
        return WebhookDeliveryView.of(ping);
    }

    /** A CloudEvent as a change is one, but of no feed, so without a sequence. */
    private String body(Endpoint endpoint, UUID id) {
        return json.createObjectNode()
                .put("specversion", "1.0")
                .put("id", id.toString())
                .put("source", WebhookEndpointsResource.PATH + endpoint.id())
                .put("type", PING)
                .put("subject", endpoint.id().toString())
                .put("time", clock.instant().toString())
                .put("datacontenttype", "application/json")
                .set("data", json.createObjectNode())
                .toString();
    }

    private Endpoint endpoint(String endpointId) {
        return endpoints.of(WebhookEndpointsResource.parse("endpointId", endpointId));
    }

    private static Delivery.State state(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        return Arrays.stream(Delivery.State.values())
                .filter(state -> state.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("state", "is one of " + Arrays.toString(Delivery.State.values())));
    }

    private static long before(Cursor cursor) {
        try {
            return cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor.key().getFirst());
        } catch (NumberFormatException e) {
            throw Cursor.bad();
        }
    }
}
