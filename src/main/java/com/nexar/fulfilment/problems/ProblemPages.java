package com.nexar.fulfilment.problems;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Shows a failure as a page where people look, instead of as JSON. */
public interface ProblemPages {

    /** Empty where the request is not that of a person; must not fail. */
    Optional<Response> page(Problem problem, RoutingContext request, String traceId);
}
