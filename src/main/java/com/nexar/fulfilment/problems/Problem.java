package com.nexar.fulfilment.problems;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A failure that a caller shall see. Subclasses name the fact; the code decides status and advice. */
public class Problem extends RuntimeException {

    /** One field that is wrong, and what would be right. */
    public record FieldError(String field, String message) {}

    /** EasyEcom's own answer, as it gave it. */
    @Schema(name = "UpstreamAnswer")
    public record Upstream(int code, String message) {}

    private final ProblemCode code;
    private final List<FieldError> errors = new ArrayList<>();
    private final Map<String, Object> more = new LinkedHashMap<>();
    private String stage;
    private String operationId;
    private Upstream upstream;
    private Duration retryAfter;

    public Problem(ProblemCode code, String detail) {
        this(code, detail, null);
    }

    public Problem(ProblemCode code, String detail, Throwable cause) {
        super(detail, cause);
        this.code = code;
    }

    public static Problem notFound(String what) {
        return new Problem(ProblemCode.NOT_FOUND, what + " does not exist, or this key may not see it.");
    }

    public static Problem invalid(String field, String message) {
        return new Problem(ProblemCode.VALIDATION, field + ": " + message).withError(field, message);
    }

    public final Problem withError(String field, String message) {
        errors.add(new FieldError(field, message));
        return this;
    }

    public final Problem withStage(String stage) {
        this.stage = stage;
        return this;
    }

    public final Problem withOperation(String operationId) {
        this.operationId = operationId;
        return this;
    }

    public final Problem withUpstream(int code, String message) {
        this.upstream = new Upstream(code, message);
        return this;
    }

    /** How long to wait before trying again; becomes the {@code Retry-After} header, in whole seconds. */
    public final Problem withRetryAfter(Duration retryAfter) {
        this.retryAfter = retryAfter;
        return this;
    }

    /** A further field of the body, such as the {@code difference} of {@code content-changed}. */
    public final Problem with(String field, Object value) {
        more.put(field, value);
        return this;
    }

    public final ProblemCode code() {
        return code;
    }

    public final Duration retryAfter() {
        return retryAfter;
    }

    public final Upstream upstream() {
        return upstream;
    }

    /** The body, without the trace id, which only the HTTP request knows. */
    public final ProblemView view(String traceId) {
        return new ProblemView(
                code.type(),
                code.title(),
                code.status(),
                getMessage(),
                code.code(),
                code.retryable(),
                traceId,
                stage,
                operationId,
                upstream,
                errors.isEmpty() ? null : List.copyOf(errors),
                more.isEmpty() ? null : Map.copyOf(more));
    }
}
