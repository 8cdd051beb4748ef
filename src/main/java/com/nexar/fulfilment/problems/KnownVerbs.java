package com.nexar.fulfilment.problems;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;

/** Verbs that nothing here answers to are refused for all paths alike, also for those that Quarkus answers whatever the verb. */
@Singleton
class KnownVerbs {

    /** After the trace id, before bodies are looked at. */
    private static final int EARLY = 9_200;

    private static final Set<String> KNOWN = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final EarlyProblems problems;

    KnownVerbs(EarlyProblems problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, EARLY);
    }

    private void check(RoutingContext context) {
        String verb = context.request().method().name();
        if (KNOWN.contains(verb)) {
            context.next();
        } else {
            problems.answer(
                    context,
                    new Problem(
                            ProblemCode.METHOD_NOT_ALLOWED, "Nothing here answers to that method; nothing was done."));
        }
    }
}
