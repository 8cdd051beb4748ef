package com.nexar.fulfilment.traces;

import io.opentelemetry.context.Context;
import org.jboss.logging.MDC;

/** Lets work in another thread belong to the request that it is done for: in our log, and in its trace. */
public final class Carried {

    /** What our log and problems call it; OpenTelemetry's word, too. */
    public static final String TRACE_ID = "traceId";

    private Carried() {}

    /** As it stands here and now; nothing is carried where no request is at hand. */
    public static Runnable along(Runnable work) {
        Object traceId = MDC.get(TRACE_ID);
        Context trace = Context.current();
        if (traceId == null) {
            return work;
        }
        return trace.wrap(() -> {
            MDC.put(TRACE_ID, traceId);
            try {
                work.run();
            } finally {
                MDC.remove(TRACE_ID);
            }
        });
    }
}
