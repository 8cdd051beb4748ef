package com.nexar.fulfilment.board;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.changes.Pulse;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/** The floor as it changes: the part of the page that does, whenever it is another one, once a second at most. */
@Path("/board/{brand}/{location}/stream")
@BoardPage
@SignedIn
class LiveResource {

    static final String SIGNED_OUT = "signed-out";

    private static final Logger LOG = Logger.getLogger(LiveResource.class);

    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);

    /** Ship-bys pass, and connections fail, without a word in the feed. */
    private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(5);

    /** So many rounds without news are broken by a sign of life, and by a look whether the session still stands. */
    private static final int ROUNDS = 3;

    private final Floors floors;
    private final Sessions sessions;
    private final OpenStreams streams;
    private final Pulse pulse;
    private final Visitor visitor;

    LiveResource(Floors floors, Sessions sessions, OpenStreams streams, Pulse pulse, Visitor visitor) {
        this.floors = floors;
        this.sessions = sessions;
        this.streams = streams;
        this.pulse = pulse;
        this.visitor = visitor;
    }

    @GET
    @RunOnVirtualThread
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(@Context Sse sse, @Context SseEventSink sink) throws InterruptedException {
        Location location = visitor.location();
        String session = visitor.session();
        try (sink) {
            if (!streams.begin(session)) {
                send(sink, event(sse, "too-many", "at most " + OpenStreams.MOST_OF_A_SESSION));
                return;
            }
            try {
                flow(location, session, sse, sink);
            } finally {
                streams.end(session);
            }
        } catch (ExecutionException e) {
            LOG.debugf("Somebody who looked at %s is gone: %s", location, e.getCause());
        } catch (IllegalStateException e) {
            if (!sink.isClosed()) {
                throw e;
            }
            LOG.debugf("Somebody who looked at %s is gone", location); // between the look and the word
        }
    }

    private void flow(Location location, String session, Sse sse, SseEventSink sink)
            throws InterruptedException, ExecutionException {
        String last = "";
        for (int round = 0; !sink.isClosed() && !pulse.ended(); round++) {
            long number = pulse.number(location);
            String now = Templates.live(floors.of(location)).render();
            if (!now.equals(last)) {
                send(sink, event(sse, "floor", now));
                last = now;
            } else if (round % ROUNDS == 0) {
                send(sink, sse.newEventBuilder().comment("alive").build());
            }
            if (round % ROUNDS == 0
                    && sessions.caller(session)
                            .filter(caller -> caller.sees(location))
                            .isEmpty()) {
                send(sink, event(sse, SIGNED_OUT, "signed out"));
                return;
            }
            Thread.sleep(AT_MOST_EVERY);
            pulse.await(location, number, AT_LEAST_EVERY.minus(AT_MOST_EVERY));
        }
    }

    private static OutboundSseEvent event(Sse sse, String name, String data) {
        return sse.newEventBuilder().name(name).data(data).build();
    }

    private static void send(SseEventSink sink, OutboundSseEvent event)
            throws InterruptedException, ExecutionException {
        sink.send(event).toCompletableFuture().get();
    }
}
