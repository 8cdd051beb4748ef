package com.nexar.fulfilment.board;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.OperationView;
import com.nexar.fulfilment.operations.Settlement;
import com.nexar.fulfilment.problems.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Operations whose outcome nobody knows yet, with a person's word about them; those that wait, and those that are over. */
@Path("/board/{brand}/{location}/operations")
@BoardPage
@SignedIn
@RunOnVirtualThread
class OpenOperationsResource {

    private static final int MOST = 100;
    private static final int LONGEST_REASON = 500;

    private final Settlement settlement;
    private final WaitingOperations waiting;
    private final EndedOperations ended;
    private final Times times;
    private final Frames frames;
    private final Visitor visitor;

    OpenOperationsResource(
            Settlement settlement,
            WaitingOperations waiting,
            EndedOperations ended,
            Times times,
            Frames frames,
            Visitor visitor) {
        this.settlement = settlement;
        this.waiting = waiting;
        this.ended = ended;
        this.times = times;
        this.frames = frames;
        this.visitor = visitor;
    }

    @GET
    public Response open(
            @QueryParam("settled") String settled,
            @QueryParam("all") @DefaultValue("false") boolean all,
            @QueryParam("cursor") String cursor,
            @QueryParam("rows") Long rows) {
        Location location = visitor.location();
        var over = ended.of(location, new EndedOperations.Wish(all, cursor, rows, visitor.operates()));
        var open = settlement.open(location, MOST).stream().map(this::card).toList();
        String told = settled == null ? "" : "Settled. Who said so and why stays with the operation.";
        return Html.page(Templates.operations(
                frames.of("Operations", "operations"),
                new OperationsPage(Frames.place(location), open, waiting.of(location), over, told)));
    }

    @POST
    @Path("{operationId}/settlement")
    public Response settle(
            @PathParam("operationId") String operationId,
            @FormParam("outcome") String outcome,
            @FormParam("reason") String reason) {
        visitor.mustOperate();
        boolean happened = "HAPPENED".equals(outcome);
        if (!happened && !"DID_NOT_HAPPEN".equals(outcome)) {
            throw Problem.invalid("outcome", "is HAPPENED or DID_NOT_HAPPEN");
        }
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Problem.invalid("reason", "is needed: what was looked at, in at most 500 characters");
        }
        settlement.settle(visitor.caller(), id(operationId), happened, reason.strip());
        return Html.go(Frames.path(visitor.location()) + "/operations?settled=1");
    }

    private OperationsPage.Card card(OperationView operation) {
        return new OperationsPage.Card(
                operation.operationId(),
                Words.of(operation.kind()),
                Words.of(operation.state()),
                Words.tone(operation.state()),
                operation.needsPerson(),
                operation.shipmentIds(),
                operation.attempts(),
                times.when(operation.createdAt()),
                times.away(operation.createdAt()),
                times.toTheSecond(operation.nextAttemptAt()),
                EndedOperations.detail(operation.problem()));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("Operation " + text);
        }
    }
}
