package com.nexar.fulfilment.operations;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.nexar.fulfilment.access.Administration;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.pages.Cursor;
import com.nexar.fulfilment.pages.Limit;
import com.nexar.fulfilment.pages.Moment;
import com.nexar.fulfilment.problems.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.configuration.DurationConverter;
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
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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

    @Schema(name = "OpenOutcome")
    record Item(
            @Schema(required = true, examples = "blr1") String location,

            @Schema(required = true, examples = "nexar-wms", description = "Who gave the command")
            String caller,

            @JsonUnwrapped OperationView operation) {}

    @Schema(name = "OpenOutcomes")
    record Page(
            @Schema(required = true, description = "Those that need a person first, then the oldest")
            List<Item> items,

            @Schema(nullable = true) String next) {}

    private static final String LIST = "unfinished";

    private final Unfinished unfinished;
    private final Settlement settlement;
    private final Administration administration;
    private final Clock clock;

    AdminOperationsResource(Unfinished unfinished, Settlement settlement, Administration administration, Clock clock) {
        this.unfinished = unfinished;
        this.settlement = settlement;
        this.administration = administration;
        this.clock = clock;
    }

    @GET
    @org.eclipse.microprofile.openapi.annotations.Operation(
            summary = "Operations that are not finished: without a filter those whose outcome is unknown; those that"
                    + " need a person first")
    public Page open(
            @Parameter(description = "Which brand", example = "acme", required = true) @QueryParam("brand")
                    String brand,
            @Parameter(description = "Only of this location", example = "blr1") @QueryParam("location") String location,
            @Parameter(description = "PENDING, RUNNING, RETRYING or OUTCOME_UNKNOWN") @QueryParam("state")
                    OperationState state,
            @Parameter(description = "Asked for longer ago than this, in whichever of these states", example = "1h")
                    @QueryParam("olderThan")
                    String olderThan,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        if (state != null && !Unfinished.states(state)) {
            throw Problem.invalid("state", "is PENDING, RUNNING, RETRYING or OUTCOME_UNKNOWN");
        }
        List<Location> locations = administration.locations(brand, location);
        int most = Limit.of(limit);
        List<Unfinished.Found> found =
                unfinished.find(locations, wish(state, olderThan), after(Cursor.parse(cursor, LIST, 3)), most + 1);
        List<Unfinished.Found> page = found.size() > most ? found.subList(0, most) : found;
        return new Page(
                page.stream()
                        .map(each -> new Item(each.location().code(), each.caller(), each.view()))
                        .toList(),
                found.size() > most ? next(page.getLast().view()) : null);
    }

    @POST
    @Path("{operationId}/settlement")
    @org.eclipse.microprofile.openapi.annotations.Operation(
            summary = "Settle an operation that no read-back can decide, after a look at EasyEcom")
    public OperationView settle(
            @PathParam("operationId") String operationId,
            @Valid @NotNull(message = "a JSON body is needed") SettleOperation settled) {
        return settlement.settle(
                administration.caller(),
                OperationsResource.parse(operationId),
                settled.outcome() == SettleOperation.Outcome.HAPPENED,
                settled.reason());
    }

    private Unfinished.Wish wish(OperationState state, String olderThan) {
        if (state == null && (olderThan == null || olderThan.isEmpty())) {
            return new Unfinished.Wish.ToSettle();
        }
        return new Unfinished.Wish.All(state, before(olderThan));
    }

    private Instant before(String olderThan) {
        try {
            return olderThan == null || olderThan.isEmpty()
                    ? null
                    : Moment.known(clock.instant().minus(DurationConverter.parseDuration(olderThan)));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw Problem.invalid("olderThan", "is a duration such as 30m, 1h or 2d");
        }
    }

    private static String next(OperationView last) {
        return new Cursor(
                        LIST,
                        List.of(
                                Boolean.toString(last.needsPerson()),
                                last.createdAt().toString(),
                                last.operationId()))
                .text();
    }

    private static Unfinished.After after(Cursor cursor) {
        try {
            return cursor == null
                    ? null
                    : new Unfinished.After(
                            Boolean.parseBoolean(cursor.key().getFirst()),
                            Moment.parse(cursor.key().get(1)),
                            UUID.fromString(cursor.key().getLast()));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Cursor.bad();
        }
    }
}
