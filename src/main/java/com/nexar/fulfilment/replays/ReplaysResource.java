package com.nexar.fulfilment.replays;

import com.nexar.fulfilment.access.Administration;
import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.EasyEcomShares;
import com.nexar.fulfilment.operations.GivenUp;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.sync.Quarantine;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/admin/replays")
@Tag(name = "Administration", description = "For keys with the role operator")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class ReplaysResource {

    private final Replays replays;
    private final GivenUp givenUp;
    private final Quarantine quarantine;
    private final Administration administration;
    private final Brands brands;
    private final EasyEcomShares shares;

    ReplaysResource(
            Replays replays,
            GivenUp givenUp,
            Quarantine quarantine,
            Administration administration,
            Brands brands,
            EasyEcomShares shares) {
        this.replays = replays;
        this.givenUp = givenUp;
        this.quarantine = quarantine;
        this.administration = administration;
        this.brands = brands;
        this.shares = shares;
    }

    @POST
    @Operation(summary = "Rehearse trying records again: says per record what would happen, and begins nothing")
    @APIResponse(
            responseCode = "201",
            description = "The dry run",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ReplayView.class)))
    public Response rehearse(@Valid @NotNull(message = "a JSON body is needed") CreateReplay order) {
        List<Location> locations = administration.locations(order.brand(), order.location());
        List<UUID> ids = parsed("operationIds", order.operationIds(), UUID::fromString);
        List<Long> rows = parsed("quarantineIds", order.quarantineIds(), Long::valueOf);
        if (ids.isEmpty() && rows.isEmpty() && order.operations() == null && order.quarantine() == null) {
            throw Problem.invalid(
                    "operationIds",
                    "is empty: name operations or quarantineIds, or give a filter in operations or quarantine");
        }
        List<GivenUp.Found> operations = new ArrayList<>(givenUp.find(locations, ids));
        if (order.operations() != null) {
            operations.addAll(givenUp.find(locations, filter(order.operations()), null, Replays.MOST));
        }
        List<Quarantine.Entry> setAside = new ArrayList<>();
        if (!rows.isEmpty()) {
            setAside.addAll(quarantine.find(order.brand(), rows));
        }
        if (order.quarantine() != null) {
            setAside.addAll(quarantine.list(
                    order.brand(), filter(locations, order.quarantine()), Long.MAX_VALUE, Replays.MOST));
        }
        ReplayView replay = replays.rehearse(administration.caller(), locations, first(operations), first(setAside));
        return Response.created(URI.create("/v1/admin/replays/" + replay.replayId()))
                .entity(replay)
                .build();
    }

    @GET
    @Path("{replayId}")
    @Operation(summary = "A replay: its dry run, and what its commit came to")
    public ReplayView replay(@PathParam("replayId") String replayId) {
        return somewhere(replayId, replays::find);
    }

    @POST
    @Path("{replayId}/commit")
    @Operation(summary = "Do it: each record is asked anew; a second commit tells what the first came to")
    public ReplayView commit(@PathParam("replayId") String replayId) {
        List<Location> locations = somewhere(replayId, (at, id) -> {
            replays.find(at, id);
            return at;
        });
        locations.forEach(location ->
                shares.mustHaveLeft(location, administration.caller().name()));
        return replays.commit(administration.caller(), locations, parse(replayId));
    }

    /** In whichever of the caller's brands it is. */
    private <T> T somewhere(String text, BiFunction<List<Location>, UUID, T> look) {
        UUID id = parse(text);
        for (Brand brand : brands.all()) {
            List<Location> seen = brand.locations().stream()
                    .filter(administration.caller()::sees)
                    .toList();
            try {
                if (!seen.isEmpty()) {
                    return look.apply(seen, id);
                }
            } catch (Problem elsewhere) {
                continue;
            }
        }
        throw Problem.notFound("Replay " + text);
    }

    private static UUID parse(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("Replay " + text);
        }
    }

    private static GivenUp.Filter filter(CreateReplay.Filter wish) {
        if (wish.states() != null && !wish.states().stream().allMatch(GivenUp::states)) {
            throw Problem.invalid("operations.states", "takes FAILED, REFUSED and PARTIAL");
        }
        return new GivenUp.Filter(wish.states(), wish.kinds(), wish.from(), wish.until(), true);
    }

    private static Quarantine.Filter filter(List<Location> locations, CreateReplay.RowFilter wish) {
        return new Quarantine.Filter(
                locations.stream().map(Location::code).toList(), wish.feeds(), wish.from(), wish.until());
    }

    private static <T> List<T> first(List<T> found) {
        return found.stream().distinct().limit(Replays.MOST).toList();
    }

    private static <T> List<T> parsed(String field, List<String> texts, Function<String, T> parser) {
        List<T> all = new ArrayList<>();
        for (int i = 0; texts != null && i < texts.size(); i++) {
            try {
                all.add(parser.apply(texts.get(i)));
            } catch (IllegalArgumentException | NullPointerException e) {
                throw Problem.invalid(field + "[" + i + "]", "is no id");
            }
        }
        return all;
    }
}
