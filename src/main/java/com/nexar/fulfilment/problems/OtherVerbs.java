package com.nexar.fulfilment.problems;

import java.util.ArrayList;
import java.util.Arrays;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;

/**
 * Whether a path that was not found answers to another verb. Quarkus says 404 there as soon as one resource's path begins
 * another's, as {@code /v1/brands} does: it tries the next resource that could be meant and reports what that one said.
 */
final class OtherVerbs {

    private OtherVerbs() {}

    static boolean existHere() {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        String path = request.getPathWithoutPrefix();
        var resources = new RequestMapper<InitialMatch>(
                new ArrayList<>(request.getDeployment().getClassMappers()));
        for (var match = resources.map(path); match != null; match = resources.continueMatching(path, match)) {
            String rest = match.remaining.isEmpty() ? "/" : match.remaining;
            boolean known = Arrays.stream(match.value.handlers)
                    .filter(ClassRoutingHandler.class::isInstance)
                    .map(ClassRoutingHandler.class::cast)
                    .flatMap(resource -> resource.getMappers().values().stream())
                    .anyMatch(verb -> verb.map(rest) != null);
            if (known) {
                return true;
            }
        }
        return false;
    }
}
