package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Administration;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.pages.Cursor;
import com.nexar.fulfilment.pages.Limit;
import com.nexar.fulfilment.pages.Moment;
import com.nexar.fulfilment.problems.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/admin/operations/given-up")
@Tag(name = "Administration", description = "For keys with the role operator")
@RunOnVirtualThread
class GivenUpResource {

    private static final String LIST = "given-up";

    @Schema(name = "GivenUpOperation")
    record Item(
            @Schema(required = true, examples = "blr1") String location,

            @Schema(required = true, examples = "nexar-wms", description = "Who gave the command")
            String caller,

            @Schema(required = true, description = "What did not succeed was given again since, or is past doing")
            boolean resolved,

            @Schema(required = true) OperationView operation) {}

    @Schema(name = "GivenUpPage")
    record Page(
            @Schema(required = true, description = "The last finished first")
            List<Item> items,

            @Schema(nullable = true) String next) {}

    private final GivenUp givenUp;
    private final Administration administration;

    GivenUpResource(GivenUp givenUp, Administration administration) {
        this.givenUp = givenUp;
        this.administration = administration;
    }

    @GET
    @org.eclipse.microprofile.openapi.annotations.Operation(
            summary = "Operations that ended FAILED, REFUSED or PARTIAL; a replay tries again what did not succeed")
    public Page givenUp(
            @Parameter(description = "Which brand", example = "acme", required = true) @QueryParam("brand")
                    String brand,
            @Parameter(description = "Only of this location", example = "blr1") @QueryParam("location") String location,
            @Parameter(description = "FAILED, REFUSED or PARTIAL; all where missing") @QueryParam("state")
                    OperationState state,
            @QueryParam("kind") OperationKind kind,
            @Parameter(description = "Finished at or after") @QueryParam("from") String from,
            @Parameter(description = "Finished before") @QueryParam("until") String until,
            @Parameter(description = "true leaves out what was given again since or is past doing")
                    @QueryParam("unresolved")
                    @DefaultValue("false")
                    boolean unresolved,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") Integer limit) {
        if (state != null && !GivenUp.states(state)) {
            throw Problem.invalid("state", "is FAILED, REFUSED or PARTIAL");
        }
        List<Location> locations = administration.locations(brand, location);
        int most = Limit.of(limit);
        List<GivenUp.Found> found = givenUp.find(
                locations,
                new GivenUp.Filter(
                        state == null ? null : List.of(state),
                        kind == null ? null : List.of(kind),
                        time("from", from),
                        time("until", until),
                        unresolved),
                after(Cursor.parse(cursor, LIST, 2)),
                most + 1);
        List<GivenUp.Found> page = found.size() > most ? found.subList(0, most) : found;
        String next = found.size() > most ? next(page.getLast()) : null;
        return new Page(
                page.stream()
                        .map(each -> new Item(each.location().code(), each.caller(), each.resolved(), each.view()))
                        .toList(),
                next);
    }

    private static String next(GivenUp.Found last) {
        return new Cursor(
                        LIST, List.of(last.finishedAt().toString(), last.view().operationId()))
                .text();
    }

    private static GivenUp.After after(Cursor cursor) {
        try {
            return cursor == null
                    ? null
                    : new GivenUp.After(
                            Moment.parse(cursor.key().getFirst()),
                            UUID.fromString(cursor.key().getLast()));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Cursor.bad();
        }
    }

    private static Instant time(String field, String text) {
        try {
            return text == null || text.isEmpty() ? null : Moment.parse(text);
        } catch (DateTimeException e) {
            throw Problem.invalid(field, "is a time in UTC such as 2026-11-28T06:30:00Z");
        }
    }
}
