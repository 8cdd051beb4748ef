package com.nexar.fulfilment.traces;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.net.URI;
import java.util.Map;

/** A request of ours to somebody else, as a span of the trace at hand; an error unless it is said what was answered. */
public final class Outgoing implements AutoCloseable {

    private static final String SCOPE = "com.nexar.fulfilment";
    private static final int FAILED = 400;

    /** An OpenTelemetry that is switched off still makes up trace ids and sends them on; so it is not asked at all. */
    private static volatile boolean on;

    private final Span span;
    private boolean answered;

    private Outgoing(Span span) {
        this.span = span;
    }

    /**
     * Begins it, and puts {@code traceparent} to its headers; neither where traces are off.
     *
     * @param what in few words, of which there are not many different ones
     * @param to only its host is told: paths and queries may hold keys
     */
    public static Outgoing begin(String what, String method, URI to, Map<String, String> headers) {
        if (!on) {
            return new Outgoing(Span.getInvalid());
        }
        var telemetry = GlobalOpenTelemetry.get();
        Span span = telemetry
                .getTracer(SCOPE)
                .spanBuilder(what)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("http.request.method", method)
                .setAttribute("server.address", String.valueOf(to.getHost()))
                .startSpan();
        telemetry
                .getPropagators()
                .getTextMapPropagator()
                .inject(Context.current().with(span), headers, Map::put);
        return new Outgoing(span);
    }

    /** @param traced from here on, whether there is anybody to send traces to */
    static void begins(boolean traced) {
        on = traced;
    }

    /** @param status of HTTP */
    public void answered(int status) {
        answered = true;
        span.setAttribute("http.response.status_code", status);
        if (status >= FAILED) {
            span.setStatus(StatusCode.ERROR);
        }
    }

    @Override
    public void close() {
        if (!answered) {
            span.setStatus(StatusCode.ERROR, "no answer");
        }
        span.end();
    }
}
