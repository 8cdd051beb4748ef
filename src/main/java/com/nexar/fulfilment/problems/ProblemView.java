package com.nexar.fulfilment.problems;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of every failure: RFC 9457 {@code application/problem+json} with the fields of design section 4. */
@Schema(name = "Problem", description = "RFC 9457 problem; `code` is stable, `detail` is for people")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemView(
        @Schema(required = true, examples = "https://fulfilment.nexar.example/problems/on-hold")
        String type,

        @Schema(required = true) String title,

        @Schema(required = true) int status,

        @Schema(description = "What happened to which shipment, and what happens next")
        String detail,

        @Schema(required = true, examples = "on-hold") String code,

        @Schema(required = true, description = "Whether the same request can succeed later")
        boolean retryable,

        @Schema(required = true, description = "Also in our log")
        String traceId,

        @Schema(description = "The shipment's stage, where it matters")
        String stage,

        String operationId,

        @Schema(description = "EasyEcom's own words") Problem.Upstream upstream,

        List<Problem.FieldError> errors,

        @Schema(hidden = true) @JsonAnyGetter Map<String, Object> more) {

    /** The media type of every problem. */
    public static final String MEDIA_TYPE = "application/problem+json";
}
