package com.nexar.fulfilment.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.operations.OperationView;
import com.nexar.fulfilment.operations.Settlement;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Operations whose outcome nobody knows yet, and a person's word about them. */
@Path("/board/{brand}/{location}/operations")
@BoardPage
@SignedIn
@RunOnVirtualThread
class OpenOperationsResource {

    private static final int MOST = 100;
    private static final int LONGEST_REASON = 500;

    private final Settlement settlement;
    private final Times times;
    private final Frames frames;
    private final Visitor visitor;

    OpenOperationsResource(Settlement settlement, Times times, Frames frames, Visitor visitor) {
        this.settlement = settlement;
        this.times = times;
        this.frames = frames;
        this.visitor = visitor;
    }

    @GET
    public Response open(@QueryParam("settled") String settled) {
        var open = settlement.open(visitor.location(), MOST).stream()
                .map(this::card)
                .toList();
        String told = settled == null ? "" : "Settled. Who said so and why stays with the operation.";
        return Html.page(Templates.operations(
                frames.of("Operations", "operations"),
                new OperationsPage(Frames.place(visitor.location()), open, told)));
    }

    @POST
    @Path("{operationId}/settlement")
    public Response settle(
            @PathParam("operationId") String operationId,
            @FormParam("outcome") String outcome,
            @FormParam("reason") String reason) {
        if (!visitor.operates()) {
            throw new Problem(ProblemCode.FORBIDDEN, "Settling an operation needs a key with the role operator.");
        }
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
                detail(operation.problem()));
    }

    private static String detail(Object problem) {
        return problem instanceof JsonNode node ? node.path("detail").asText() : "";
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("Operation " + text);
        }
    }
}
