package com.nexar.fulfilment.board;

import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import com.nexar.fulfilment.problems.ProblemPages;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Failures of the board's pages, as pages; who is not signed in is led to the sign-in, and from there back. */
@Singleton
class FailurePages implements ProblemPages {

    private static final String BY_SCRIPT = "HX-Request";

    /** A stream is told so as an event: of any other answer browsers tell their pages nothing. */
    private static final String SIGNED_OUT = "event: " + LiveResource.SIGNED_OUT + "\ndata: signed out\n\n";

    private final Frames frames;

    FailurePages(Frames frames) {
        this.frames = frames;
    }

    @Override
    public Optional<Response> page(Problem problem, RoutingContext request, String traceId) {
        if (!PageHeaders.ours(request)) {
            return Optional.empty();
        }
        return Optional.of(
                problem.code() == ProblemCode.UNAUTHORIZED ? signIn(request.request()) : failed(problem, traceId));
    }

    private Response failed(Problem problem, String traceId) {
        ProblemPage page =
                new ProblemPage(problem.code().status(), problem.code().title(), problem.getMessage(), traceId);
        return Html.page(page.status(), Templates.problem(frames.bare(page.title()), page));
    }

    private static Response signIn(HttpServerRequest request) {
        boolean script = request.getHeader(BY_SCRIPT) != null;
        boolean reads = request.method() == HttpMethod.GET;
        String accepted = request.getHeader("Accept");
        if (accepted != null && accepted.contains(MediaType.SERVER_SENT_EVENTS)) {
            return Response.ok(SIGNED_OUT, MediaType.SERVER_SENT_EVENTS).build();
        }
        if (script || !reads) {
            return Response.status(401)
                    .header("HX-Redirect", SignInResource.PATH)
                    .type("text/plain")
                    .entity("Signed out")
                    .build();
        }
        String back = request.uri();
        return Response.seeOther(URI.create(
                        back.equals("/")
                                ? SignInResource.PATH
                                : SignInResource.PATH + "?next=" + URLEncoder.encode(back, StandardCharsets.UTF_8)))
                .build();
    }
}
