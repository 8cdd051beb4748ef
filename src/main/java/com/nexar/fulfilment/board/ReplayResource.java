package com.nexar.fulfilment.board;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.GivenUp;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.replays.ReplayItem;
import com.nexar.fulfilment.replays.ReplayOutcome;
import com.nexar.fulfilment.replays.ReplayView;
import com.nexar.fulfilment.replays.Replays;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Tries again what ended without success: first only said, then done. */
@Path("/board/{brand}/{location}/replays")
@BoardPage
@SignedIn
@RunOnVirtualThread
class ReplayResource {

    private final Replays replays;
    private final GivenUp givenUp;
    private final Times times;
    private final Frames frames;
    private final Visitor visitor;

    ReplayResource(Replays replays, GivenUp givenUp, Times times, Frames frames, Visitor visitor) {
        this.replays = replays;
        this.givenUp = givenUp;
        this.times = times;
        this.frames = frames;
        this.visitor = visitor;
    }

    @POST
    public Response rehearse(@FormParam("operation") List<String> operations, @FormParam("row") List<String> rows) {
        visitor.mustOperate();
        List<UUID> ids = parsed("operation", operations, UUID::fromString);
        List<Long> ofRows = parsed("row", rows, Long::valueOf);
        if (ids.isEmpty() && ofRows.isEmpty()) {
            throw Problem.invalid("operation", "is needed: choose at least one that shall be tried again");
        }
        List<Location> here = List.of(visitor.location());
        ReplayView replay = replays.rehearse(visitor.caller(), here, givenUp.find(here, ids), ofRows);
        return Html.go(path(replay.replayId()));
    }

    @GET
    @Path("{replayId}")
    public Response replay(@PathParam("replayId") String replayId) {
        visitor.mustOperate();
        return Html.page(Templates.replay(frames.of("Try again", "operations"), page(find(replayId))));
    }

    @POST
    @Path("{replayId}/commit")
    public Response commit(@PathParam("replayId") String replayId) {
        visitor.mustOperate();
        UUID id = UUID.fromString(find(replayId).replayId());
        replays.commit(
                visitor.caller(),
                List.of(visitor.location()),
                visitor.location().brand(),
                id);
        return Html.go(path(replayId));
    }

    /** One of this location alone. */
    private ReplayView find(String text) {
        UUID id;
        try {
            id = UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("Replay " + text);
        }
        ReplayView replay = replays.find(visitor.location().brand(), id);
        boolean here = replay.items().stream()
                .allMatch(item -> item.location().equals(visitor.location().code()));
        if (!here) {
            throw Problem.notFound("Replay " + text);
        }
        return replay;
    }

    private ReplayPage page(ReplayView replay) {
        boolean committed = replay.committedAt() != null;
        return new ReplayPage(
                Frames.place(visitor.location()),
                replay.replayId(),
                committed,
                times.when(committed ? replay.committedAt() : replay.createdAt()),
                committed ? replay.committedBy() : replay.createdBy(),
                replay.items().stream().map(ReplayResource::item).toList());
    }

    private static ReplayPage.Item item(ReplayItem item) {
        ReplayOutcome did = item.did() == null ? null : ReplayOutcome.valueOf(item.did());
        return new ReplayPage.Item(
                item.what(),
                would(item.would()),
                tone(item.would()),
                item.wouldBecause(),
                did == null ? "Not done" : did(did),
                did == null ? "off" : tone(did),
                item.didBecause() == null ? "" : item.didBecause());
    }

    private static String would(ReplayOutcome outcome) {
        return switch (outcome) {
            case BEGIN -> "Would begin";
            case JOIN -> "Would join what is open";
            case NOTHING -> "Nothing to do";
            case REFUSED -> "Would be refused";
        };
    }

    private static String did(ReplayOutcome outcome) {
        return switch (outcome) {
            case BEGIN -> "Begun";
            case JOIN -> "Joined what is open";
            case NOTHING -> "Nothing to do";
            case REFUSED -> "Refused";
        };
    }

    private static String tone(ReplayOutcome outcome) {
        return switch (outcome) {
            case BEGIN -> "good";
            case JOIN -> "work";
            case NOTHING -> "off";
            case REFUSED -> "bad";
        };
    }

    private String path(String replayId) {
        return Frames.path(visitor.location()) + "/replays/" + replayId;
    }

    private static <T> List<T> parsed(String field, List<String> texts, Function<String, T> parser) {
        if (texts.size() > Replays.MOST) {
            throw Problem.invalid(field, "is given at most " + Replays.MOST + " times");
        }
        try {
            return texts.stream().map(parser).toList();
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(field, "is no id");
        }
    }
}
