package com.nexar.fulfilment.changes;

import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.access.OpenStreams;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.pages.Limit;
import com.nexar.fulfilment.problems.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/brands/{brand}/locations/{location}/changes")
@Tag(name = "Changes", description = "All that happens at a location, in order: nothing missed, nothing twice")
class ChangesResource {

    private static final int LONGEST_WAIT_SECONDS = 30;

    @RegisterForReflection
    @Schema(name = "ChangePage")
    record ChangePage(
            @Schema(required = true, description = "Oldest first")
            List<ChangeView> items,

            @Schema(
                    required = true,
                    examples = "1042",
                    description = "To go on after: the sequence of the last item, or after itself where there is none")
            String next) {}

    private final FeedReader reader;
    private final OpenStreams streams;
    private final Here here;

    ChangesResource(FeedReader reader, OpenStreams streams, Here here) {
        this.reader = reader;
        this.streams = streams;
        this.here = here;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            summary = "What changed after a place in the feed",
            description = "With wait, an answer without items comes only after so long: a long poll")
    public ChangePage changes(
            @Parameter(
                            description = "The sequence of the last change that the caller has; 0 for all, latest for"
                                    + " those to come")
                    @QueryParam("after")
                    String after,
            @QueryParam("limit") Integer limit,
            @Parameter(description = "Seconds to wait for the first change, 0 to 30") @QueryParam("wait") Integer wait)
            throws InterruptedException {
        int most = Limit.of(limit);
        if (wait != null && (wait < 0 || wait > LONGEST_WAIT_SECONDS)) {
            throw Problem.invalid("wait", "must be from 0 to " + LONGEST_WAIT_SECONDS + " seconds, not " + wait);
        }
        Location location = here.location();
        long from = after(location, after);
        List<ChangeView> items = read(location, from, most, wait == null ? 0 : wait);
        return new ChangePage(
                items, items.isEmpty() ? Long.toString(from) : items.getLast().sequence());
    }

    private List<ChangeView> read(Location location, long from, int most, int seconds) throws InterruptedException {
        if (seconds == 0) {
            return reader.read(location, from, most, Duration.ZERO);
        }
        OpenStreams.Place place = streams.begin(here.caller());
        try (place) {
            return reader.read(location, from, most, Duration.ofSeconds(seconds));
        }
    }

    private long after(Location location, String text) {
        return "latest".equals(text) ? reader.last(location) : Sequence.parse("after", text);
    }
}
