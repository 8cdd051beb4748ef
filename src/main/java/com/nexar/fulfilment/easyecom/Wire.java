package com.nexar.fulfilment.easyecom;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** One HTTP exchange, blocking, with a size cap and the knowledge whether the request may have left. */
final class Wire {

    /** @param target path and query, sent as they are: EasyEcom's cursors are encoded already */
    record Request(HttpMethod method, URI base, String target, Map<String, String> headers, String body) {}

    /** @param retryAfter null where absent @param date the header; null where absent */
    record Reply(int status, String retryAfter, String date, String body) {}

    /** The request surely did not leave. */
    static sealed class NeverSent extends Exception permits RightLost, TooLate, PermitLapsed {
        NeverSent(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Ready to leave, but whoever wanted to send it may no longer ({@link SendRight}). */
    static final class RightLost extends NeverSent {
        RightLost() {
            super("the right to send it had ended", null);
        }
    }

    /** Ready to leave, but what it was decided on is too old. */
    static final class TooLate extends NeverSent {
        TooLate() {
            super("what it was decided on was too old", null);
        }
    }

    /** Ready to leave, but its permit is too old; another one is needed. */
    static final class PermitLapsed extends NeverSent {
        PermitLapsed() {
            super("the permit had lapsed", null);
        }
    }

    /** The request may have left; no complete answer came. */
    static final class MaybeSent extends Exception {
        final boolean timeout;

        MaybeSent(String message, boolean timeout, Throwable cause) {
            super(message, cause);
            this.timeout = timeout;
        }
    }

    private enum Stage {
        CONNECTING,
        SENDING,
        ABANDONED
    }

    // Below the idle time of usual load balancers: a reused connection that dies under a write makes it uncertain.
    private static final int KEEP_ALIVE_SECONDS = 15;

    private final HttpClient client;
    // One for all: connection and request then share a thread, and nothing can come between the check and the bytes.
    private final Context loop;
    private final Duration connectTimeout;
    private final Duration timeout;
    private final long maxBytes;

    Wire(Vertx vertx, int connections, Duration connectTimeout, Duration timeout, long maxBytes) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()))
                .setMaxPoolSize(connections)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setDecompressionSupported(true)
                .setTracingPolicy(TracingPolicy.IGNORE)); // spans are ours (traces)
        this.loop = vertx.getOrCreateContext();
        this.connectTimeout = connectTimeout;
        this.timeout = timeout;
        this.maxBytes = maxBytes;
    }

    /** @param departure asked at the last moment before the request leaves */
    Reply send(Request request, Departure departure) throws NeverSent, MaybeSent {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("EasyEcom calls block: not on an event loop");
        }
        var stage = new AtomicReference<>(Stage.CONNECTING);
        var sent = new AtomicReference<HttpClientRequest>();
        var reply = new CompletableFuture<Reply>();
        loop.runOnContext(go -> client.request(options(request)).onComplete(opened -> {
            if (opened.failed()) {
                reply.completeExceptionally(new NeverSent(opened.cause().getMessage(), opened.cause()));
            } else if (stage.compareAndSet(Stage.CONNECTING, Stage.SENDING)) {
                sent.set(opened.result());
                exchange(opened.result(), request.body(), departure, reply);
            } else {
                giveBack(opened.result());
            }
        }));
        return await(reply, stage, sent);
    }

    private Reply await(
            CompletableFuture<Reply> reply, AtomicReference<Stage> stage, AtomicReference<HttpClientRequest> sent)
            throws NeverSent, MaybeSent {
        try {
            return reply.get(connectTimeout.plus(timeout).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case NeverSent never -> throw never;
                case MaybeSent maybe -> throw maybe;
                case null, default -> throw new MaybeSent("the exchange broke", false, e);
            }
        } catch (TimeoutException e) {
            throw abandoned("no answer in time", stage, sent, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw abandoned("interrupted while waiting", stage, sent, e);
        }
    }

    private static MaybeSent abandoned(
            String why, AtomicReference<Stage> stage, AtomicReference<HttpClientRequest> sent, Exception cause)
            throws NeverSent {
        if (stage.compareAndSet(Stage.CONNECTING, Stage.ABANDONED)) {
            throw new NeverSent(why, cause);
        }
        HttpClientRequest request = sent.get();
        if (request != null) {
            request.reset();
        }
        return new MaybeSent(why, true, cause);
    }

    private RequestOptions options(Request request) {
        var options = new RequestOptions()
                .setMethod(request.method())
                .setSsl("https".equalsIgnoreCase(request.base().getScheme()))
                .setHost(request.base().getHost())
                .setPort(NextUrl.port(request.base()))
                .setURI(request.target())
                .setConnectTimeout(connectTimeout.toMillis())
                .setIdleTimeout(timeout.toMillis());
        request.headers().forEach(options::putHeader);
        return options;
    }

    private void exchange(HttpClientRequest request, String body, Departure departure, CompletableFuture<Reply> reply) {
        try {
            departure.check();
        } catch (NeverSent e) {
            reply.completeExceptionally(e);
            giveBack(request);
            return;
        }
        try {
            var answered = body == null ? request.send() : request.send(Buffer.buffer(body));
            answered.onSuccess(response -> read(request, response, reply)).onFailure(e -> fail(reply, e));
        } catch (RuntimeException e) {
            // Vert.x checks some arguments only here; without this the caller would wait for the timeout.
            fail(reply, e);
        }
    }

    /** Nothing of it was sent, so its connection stays good. */
    private static void giveBack(HttpClientRequest request) {
        request.exceptionHandler(expected -> {}).reset();
    }

    private void read(HttpClientRequest request, HttpClientResponse response, CompletableFuture<Reply> reply) {
        Buffer body = Buffer.buffer();
        response.exceptionHandler(e -> fail(reply, e));
        response.handler(chunk -> {
            if (body.length() + chunk.length() > maxBytes) {
                reply.completeExceptionally(
                        new MaybeSent("the answer is larger than " + maxBytes + " bytes", false, null));
                request.reset();
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.endHandler(end -> reply.complete(new Reply(
                response.statusCode(),
                response.getHeader("Retry-After"),
                response.getHeader("Date"),
                body.toString(StandardCharsets.UTF_8))));
    }

    private static void fail(CompletableFuture<Reply> reply, Throwable e) {
        boolean timeout = e instanceof TimeoutException;
        reply.completeExceptionally(new MaybeSent(timeout ? "no answer in time" : "the connection broke", timeout, e));
    }
}
