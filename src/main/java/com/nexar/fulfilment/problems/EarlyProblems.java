package com.nexar.fulfilment.problems;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Answers with a problem before any resource is looked for. */
@Singleton
class EarlyProblems {

    private final ObjectMapper json;

    EarlyProblems(ObjectMapper json) {
        this.json = json;
    }

    void answer(RoutingContext context, Problem problem) {
        context.response()
                .setStatusCode(problem.code().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemView.MEDIA_TYPE)
                .end(text(problem, context));
    }

    private String text(Problem problem, RoutingContext context) {
        try {
            return json.writeValueAsString(problem.view(TraceIds.of(context)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
