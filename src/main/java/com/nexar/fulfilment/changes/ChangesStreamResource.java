package com.nexar.fulfilment.changes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.access.OpenStreams;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.pages.Limit;
import com.nexar.fulfilment.problems.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** The feed as server-sent events: the id is the sequence, the data the CloudEvent. The next one is read when the last one has left. */
@Path("/v1/brands/{brand}/locations/{location}/changes/stream")
@Tag(name = "Changes")
class ChangesStreamResource {

    private static final Logger LOG = Logger.getLogger(ChangesStreamResource.class);

    private final FeedReader reader;
    private final Wakes wakes;
    private final ChangesConfig config;
    private final ObjectMapper json;
    private final OpenStreams streams;
    private final Here here;

    ChangesStreamResource(
            FeedReader reader, Wakes wakes, ChangesConfig config, ObjectMapper json, OpenStreams streams, Here here) {
        this.reader = reader;
        this.wakes = wakes;
        this.config = config;
        this.json = json;
        this.streams = streams;
        this.here = here;
    }

    @GET
    @RunOnVirtualThread
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(implementation = String.class)))
    @Operation(
            summary = "Changes as they come",
            description =
                    "Server-sent events: id is the sequence, data the change. A browser resumes by itself with Last-Event-ID.")
    public void stream(
            @Parameter(
                            description =
                                    "The sequence of the last change that the caller has; 0 for all, latest for those to come")
                    @QueryParam("after")
                    String after,
            @Parameter(description = "As after, and before it") @HeaderParam("Last-Event-ID") String lastEventId,
            @Context Sse sse,
            @Context SseEventSink sink)
            throws InterruptedException {
        Location location = here.location();
        long from = lastEventId != null && !lastEventId.isEmpty()
                ? Sequence.parse("Last-Event-ID", lastEventId)
                : "latest".equals(after) ? reader.last(location) : Sequence.parse("after", after);
        List<ChangeView> first = reader.read(location, from, Limit.USUAL, Duration.ZERO);
        OpenStreams.Place place = streams.begin(here.caller());
        try (sink;
                place) {
            flow(location, from, first, sse, sink);
        } catch (ExecutionException e) {
            LOG.debugf("A reader of %s is gone: %s", location, e.getCause());
        } catch (IllegalStateException e) {
            if (!sink.isClosed()) {
                throw e;
            }
            LOG.debugf("A reader of %s is gone", location); // between the look and the word
        } catch (Problem e) {
            LOG.warnf("A reader of %s was too slow: %s", location, e.getMessage());
        }
    }

    private void flow(Location location, long from, List<ChangeView> first, Sse sse, SseEventSink sink)
            throws InterruptedException, ExecutionException {
        send(sink, sse.newEventBuilder().comment("after " + from).build());
        long at = from;
        List<ChangeView> next = first;
        while (!sink.isClosed() && !wakes.ended()) {
            if (next.isEmpty()) {
                send(sink, sse.newEventBuilder().comment("alive").build());
            }
            for (ChangeView change : next) {
                send(sink, event(sse, change));
                at = Long.parseLong(change.sequence());
            }
            next = reader.read(location, at, Limit.USUAL, config.heartbeat());
        }
    }

    private OutboundSseEvent event(Sse sse, ChangeView change) {
        try {
            return sse.newEventBuilder()
                    .id(change.sequence())
                    .data(json.writeValueAsString(change))
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(SseEventSink sink, OutboundSseEvent event)
            throws InterruptedException, ExecutionException {
        sink.send(event).toCompletableFuture().get();
    }
}
