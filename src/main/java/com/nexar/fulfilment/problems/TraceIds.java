package com.nexar.fulfilment.problems;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceId;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * Every request has a trace id: the one of its {@code traceparent} header, else a new one. It stands in our log and problems, and is the
 * one of the request's trace where that is told to somebody (room traces).
 */
@Singleton
class TraceIds {

    static final String KEY = "traceId";

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");
    private static final int BEFORE_EVERYTHING = 10_000;

    void register(@Observes Filters filters) {
        filters.register(TraceIds::give, BEFORE_EVERYTHING);
    }

    static String of(RoutingContext request) {
        String traceId = request == null ? null : request.get(KEY);
        return traceId == null ? fresh() : traceId;
    }

    private static void give(RoutingContext request) {
        SpanContext traced = Span.current().getSpanContext();
        String traceId = traced.isValid() ? traced.getTraceId() : given(request);
        request.put(KEY, traceId);
        MDC.put(KEY, traceId);
        request.next();
    }

    private static String given(RoutingContext request) {
        String header = request.request().getHeader("traceparent");
        Matcher matcher = header == null ? null : TRACEPARENT.matcher(header);
        return matcher != null && matcher.matches() && !matcher.group(1).equals(TraceId.getInvalid())
                ? matcher.group(1)
                : fresh();
    }

    private static String fresh() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
