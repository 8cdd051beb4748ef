package com.nexar.fulfilment.problems;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers to a body that is too large before Quarkus does: it would close the connection without a word while the caller is
 * still sending, and the caller would see a broken pipe.
 */
@Singleton
class BodyLimit {

    /** After the trace id, before Quarkus' own limit. */
    private static final int EARLY = 9_000;

    /** How long a caller may go on sending what nobody reads. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final long most;
    private final Duration patience;
    private final EarlyProblems problems;

    BodyLimit(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most,
            @ConfigProperty(name = "quarkus.http.read-timeout") Duration patience,
            EarlyProblems problems) {
        this.most = most.asLongValue();
        this.patience = patience;
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, EARLY);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean chunked = length == null && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        if (chunked || (length != null && !length.equals("0"))) {
            waitForAsLongAsItIsWorth(context);
        }
        if (length != null && Long.parseLong(length) > most) {
            refuse(context);
        } else if (chunked) {
            collect(context);
        } else {
            context.next();
        }
    }

    /** Whoever sends a body byte by byte would otherwise have a connection, and what waits for the body, for as long as they like. */
    private void waitForAsLongAsItIsWorth(RoutingContext context) {
        HttpServerRequest request = context.request();
        long timer = context.vertx().setTimer(patience.toMillis(), late -> {
            boolean waiting = !request.isEnded() && !context.response().ended();
            if (waiting && !context.response().reset()) {
                request.connection().close();
            }
        });
        request.end().onComplete(whole -> context.vertx().cancelTimer(timer));
    }

    /** A body of unknown length is read here, so that it can be refused before anything has been done with it. */
    private void collect(RoutingContext context) {
        HttpServerRequest request = context.request();
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() <= most) {
                body.appendBuffer(chunk);
            } else if (!context.response().ended()) {
                refuse(context);
            }
        });
        request.endHandler(end -> {
            if (!context.response().ended()) {
                ((RoutingContextInternal) context).setBody(body);
                context.next();
            }
        });
        request.resume();
    }

    private void refuse(RoutingContext context) {
        Problem problem = new Problem(
                ProblemCode.TOO_LARGE, "The body is larger than the " + most + " bytes that this service takes.");
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        problems.answer(context, problem);
        HttpServerRequest request = context.request();
        long timer = context.vertx()
                .setTimer(PATIENCE.toMillis(), late -> request.connection().close());
        // what still comes is thrown away, so that the answer arrives
        request.handler(rest -> {});
        request.endHandler(end -> context.vertx().cancelTimer(timer));
        request.exceptionHandler(gone -> context.vertx().cancelTimer(timer));
        request.resume();
    }
}
