package com.nexar.fulfilment.cancellation;

import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.orders.Cancellation;
import com.nexar.fulfilment.orders.Cancellations;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.orders.ShipmentView;
import com.nexar.fulfilment.orders.UpstreamId;
import com.nexar.fulfilment.pages.Cursor;
import com.nexar.fulfilment.pages.Limit;
import com.nexar.fulfilment.pages.Moment;
import com.nexar.fulfilment.problems.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/brands/{brand}/locations/{location}/cancellations")
@Tag(name = "Cancellation")
@RunOnVirtualThread
class CancellationsResource {

    private static final String SORT = "requestedAt";

    private final Cancellations cancellations;
    private final CancellationDecision decision;
    private final Orders orders;
    private final Transactions transactions;
    private final Here here;
    private final Clock clock;

    CancellationsResource(
            Cancellations cancellations,
            CancellationDecision decision,
            Orders orders,
            Transactions transactions,
            Here here,
            Clock clock) {
        this.cancellations = cancellations;
        this.decision = decision;
        this.orders = orders;
        this.transactions = transactions;
        this.here = here;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "What was cancelled when the warehouse had it already, oldest first; state=OPEN is to be decided")
    public CancelledShipmentView.Page cancellations(
            @Parameter(description = "Only open, or only settled ones") @QueryParam("state") String state,
            @Parameter(description = "next of the page before") @QueryParam("cursor") String cursor,
            @Parameter(description = "1 to 500, default 100") @QueryParam("limit") Integer limit) {
        Location location = here.location();
        Cancellation.State only = state(state);
        int most = Limit.of(limit);
        Cursor from = Cursor.parse(cursor, SORT, 2);
        Instant after = from == null ? null : time(from.key().getFirst());
        long afterId = from == null ? 0 : id(from.key().getLast());
        List<ShipmentFacts> found =
                transactions.in(location, () -> cancellations.inPage(location, only, after, afterId, most + 1));
        List<ShipmentFacts> page = found.size() > most ? found.subList(0, most) : found;
        Instant now = clock.instant();
        return new CancelledShipmentView.Page(
                page.stream()
                        .map(shipment -> CancelledShipmentView.of(shipment, now))
                        .toList(),
                found.size() > most ? next(page.getLast()) : null);
    }

    @POST
    @Path("{shipmentId}/decision")
    @Operation(summary = "Say whether the cancelled parcel was stopped; the same again is 200, another decision is 409")
    public ShipmentView decide(
            @Parameter(description = "EasyEcom's invoice_id", example = "90210001") @PathParam("shipmentId")
                    String shipmentId,
            @Valid @NotNull(message = "a JSON body is needed") DecideCancellation order) {
        long id = UpstreamId.parse("shipmentId", shipmentId);
        decision.take(here.location(), id, order.checked(), here.caller().name());
        return orders.view(here.location(), id);
    }

    private static String next(ShipmentFacts last) {
        String at = last.cancellation().requestedAt().toString();
        return new Cursor(SORT, List.of(at, Long.toString(last.shipmentId()))).text();
    }

    private static Cancellation.State state(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        return Arrays.stream(Cancellation.State.values())
                .filter(state -> state.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> Problem.invalid("state", "is one of " + Arrays.toString(Cancellation.State.values())));
    }

    private static Instant time(String text) {
        try {
            return Moment.parse(text);
        } catch (DateTimeException e) {
            throw Cursor.bad();
        }
    }

    private static long id(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Cursor.bad();
        }
    }
}
