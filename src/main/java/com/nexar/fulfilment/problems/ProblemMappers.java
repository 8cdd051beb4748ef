package com.nexar.fulfilment.problems;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Whatever goes wrong in a request, ours or the framework's, leaves as {@code application/problem+json}. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final Instance<ProblemPages> pages;

    ProblemMappers(Instance<ProblemPages> pages) {
        this.pages = pages;
    }

    @ServerExceptionMapper
    Response problem(Problem problem, RoutingContext request) {
        return answer(problem, request);
    }

    @ServerExceptionMapper
    Response validation(ConstraintViolationException e, RoutingContext request) {
        return answer(invalid(e.getConstraintViolations()), request);
    }

    /** Quarkus has a mapper of its own for these, which is the more specific one without this. */
    @ServerExceptionMapper
    Response mismatch(MismatchedInputException e, RoutingContext request) {
        return json(e, request);
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException e, RoutingContext request) {
        // what we fail to write is our bug, not the caller's
        boolean callers = e.getProcessor() instanceof JsonParser
                || tooMuch(e)
                || e.getCause() instanceof NumberFormatException; // 1e99999999999
        return callers ? answer(unreadable(e), request) : unexpected(e, request);
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException e, RoutingContext request) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return json(json, request);
        }
        if (e.getCause() instanceof Problem problem) {
            return answer(problem, request);
        }
        String path = request.normalizedPath();
        int status = e.getResponse().getStatus();
        Problem problem = switch (status == 404 && OtherVerbs.existHere() ? 405 : status) {
            case 400 -> Problem.invalid("request", "could not be read; its path, query, headers or body are malformed");
            case 401 -> new Problem(ProblemCode.UNAUTHORIZED, "A valid API key is needed.");
            case 403 -> new Problem(ProblemCode.FORBIDDEN, "This key may not do that.");
            case 404 -> Problem.notFound("The path " + path);
            case 405 ->
                new Problem(
                        ProblemCode.METHOD_NOT_ALLOWED,
                        path + " does not answer to " + request.request().method() + ".");
            case 406 -> new Problem(ProblemCode.NOT_ACCEPTABLE, "Nothing that fits the Accept header can be sent.");
            case 413 -> new Problem(ProblemCode.TOO_LARGE, "The body is larger than this service takes.");
            case 415 ->
                new Problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Bodies are application/json here; set Content-Type.");
            default -> null;
        };
        return problem == null ? unexpected(e, request) : answer(problem, request);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e, RoutingContext request) {
        LOG.errorf(e, "%s %s failed", request.request().method(), request.normalizedPath());
        return answer(
                new Problem(
                        ProblemCode.INTERNAL,
                        "Something broke on our side. Trying again is safe; the trace id leads to our log."),
                request);
    }

    private Response answer(Problem problem, RoutingContext request) {
        String traceId = TraceIds.of(request);
        return pages.stream()
                .flatMap(each -> each.page(problem, request, traceId).stream())
                .findFirst()
                .orElseGet(() -> json(problem, traceId));
    }

    private static Response json(Problem problem, String traceId) {
        Response.ResponseBuilder answer = Response.status(problem.code().status())
                .header(HttpHeaders.CONTENT_TYPE, ProblemView.MEDIA_TYPE)
                .entity(problem.view(traceId));
        if (problem.retryAfter() != null) {
            answer.header(
                    HttpHeaders.RETRY_AFTER, Math.max(1, problem.retryAfter().toSeconds()));
        }
        if (problem.code() == ProblemCode.UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.build();
    }

    static Problem invalid(Set<? extends ConstraintViolation<?>> violations) {
        Problem problem = new Problem(
                ProblemCode.VALIDATION,
                violations.stream()
                        .map(violation -> field(violation) + ": " + violation.getMessage())
                        .sorted()
                        .collect(Collectors.joining("; ")));
        violations.stream()
                .sorted(Comparator.comparing(ProblemMappers::field))
                .forEach(violation -> problem.withError(field(violation), violation.getMessage()));
        return problem;
    }

    static Problem unreadable(JsonProcessingException e) {
        boolean cut = e.getCause() instanceof StreamReadException || tooMuch(e);
        String field = e instanceof JsonMappingException mapping && !cut ? path(mapping) : "";
        if (field.isEmpty()) {
            return new Problem(ProblemCode.VALIDATION, "The body is not readable JSON.")
                    .withError("body", "must be one JSON object, complete and well-formed");
        }
        String message = switch (e) {
            case UnrecognizedPropertyException unknown ->
                "is not a field of this request; it takes " + new TreeSet<>(unknown.getKnownPropertyIds());
            case InvalidFormatException format
            when format.getTargetType().isEnum() ->
                "is one of " + Arrays.toString(format.getTargetType().getEnumConstants());
            case InvalidFormatException format when format.getTargetType() == String.class -> CallersText.MUST;
            default -> "is not of the form that the API's document shows";
        };
        return Problem.invalid(field, message);
    }

    /** Too deep, or a number or text too long: the parser's limits, which we write nothing beyond. */
    private static boolean tooMuch(JsonProcessingException e) {
        return e instanceof StreamConstraintsException || e.getCause() instanceof StreamConstraintsException;
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    /** The last names of the path: the method and parameter before them mean nothing to a caller. */
    private static String field(ConstraintViolation<?> violation) {
        StringBuilder field = new StringBuilder();
        int depth = 0;
        for (Path.Node node : violation.getPropertyPath()) {
            if (depth++ >= 2 || node.getKind() == jakarta.validation.ElementKind.PROPERTY) {
                field.append(field.isEmpty() ? "" : ".").append(node);
            }
        }
        return field.isEmpty() ? "body" : field.toString();
    }
}
