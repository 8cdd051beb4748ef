package com.nexar.fulfilment.board;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.GivenUp;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.replays.ReplayItem;
import com.nexar.fulfilment.replays.ReplayOutcome;
import com.nexar.fulfilment.replays.ReplayView;
import com.nexar.fulfilment.replays.Replays;
import com.nexar.fulfilment.sync.Quarantine;
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
    private final Quarantine quarantine;
    private final Times times;
    private final Frames frames;
    private final Visitor visitor;

    ReplayResource(
            Replays replays, GivenUp givenUp, Quarantine quarantine, Times times, Frames frames, Visitor visitor) {
        this.replays = replays;
        this.givenUp = givenUp;
        this.quarantine = quarantine;
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
        List<Quarantine.Entry> setAside = ofRows.isEmpty()
                ? List.of()
                : quarantine.find(visitor.location().brand(), ofRows);
        ReplayView replay = replays.rehearse(visitor.caller(), here, givenUp.find(here, ids), setAside);
        return Html.go(path(replay.replayId()));
    }

    @GET
    @Path("{replayId}")
    public Response replay(@PathParam("replayId") String replayId) {
        visitor.mustOperate();
        return Html.page(Templates.replay(
                frames.of("Try again", "operations"), page(replays.find(List.of(visitor.location()), id(replayId)))));
    }

    @POST
    @Path("{replayId}/commit")
    public Response commit(@PathParam("replayId") String replayId) {
        visitor.mustOperate();
        replays.commit(visitor.caller(), List.of(visitor.location()), id(replayId));
        return Html.go(path(replayId));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("Replay " + text);
        }
    }

    private ReplayPage page(ReplayView replay) {
        boolean committed = replay.committedAt() != null;
        boolean underWay = replay.state() == ReplayView.State.IN_PROGRESS;
        return new ReplayPage(
                Frames.place(visitor.location()),
                replay.replayId(),
                committed,
                underWay,
                times.when(committed ? replay.committedAt() : replay.createdAt()),
                committed ? replay.committedBy() : replay.createdBy(),
                replay.items().stream().map(item -> item(item, underWay)).toList());
    }

    private static ReplayPage.Item item(ReplayItem item, boolean underWay) {
        ReplayOutcome did = item.did() == null ? null : ReplayOutcome.valueOf(item.did());
        return new ReplayPage.Item(
                item.what(),
                would(item.would()),
                tone(item.would()),
                item.wouldBecause(),
                did == null ? underWay ? "Not yet" : "Not done" : did(did),
                did == null ? "off" : tone(did),
                item.didBecause() == null ? "" : item.didBecause());
    }

    private static String would(ReplayOutcome outcome) {
        return switch (outcome) {
            case BEGIN -> "Would begin";
            case JOIN -> "Would join what is open";
            case NOTHING -> "Nothing to do";
            case REFUSED -> "Would be refused";
            case UNKNOWN -> "Cannot be told";
        };
    }

    private static String did(ReplayOutcome outcome) {
        return switch (outcome) {
            case BEGIN -> "Begun";
            case JOIN -> "Joined what is open";
            case NOTHING -> "Nothing to do";
            case REFUSED -> "Refused";
            case UNKNOWN -> "Broke off";
        };
    }

    private static String tone(ReplayOutcome outcome) {
        return switch (outcome) {
            case BEGIN -> "good";
            case JOIN -> "work";
            case NOTHING -> "off";
            case REFUSED -> "bad";
            case UNKNOWN -> "warn";
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
