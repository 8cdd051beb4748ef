package com.nexar.fulfilment.bundles;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A bundle as the API shows it. */
@Schema(name = "DocumentBundle")
record BundleView(
        @Schema(
                required = true,
                examples = "3d0f2f5c-3c3e-4a0b-9d0a-0a8f5a3f8f11",
                description = "Also its operation's id")
        String bundleId,

        @Schema(required = true, description = "What is not in it, in the order asked")
        List<Missing> missing,

        @Schema(nullable = true, description = "Where the PDF is; null where everything is missing")
        String document) {

    @Schema(name = "MissingDocument")
    @RegisterForReflection
    record Missing(
            @Schema(required = true, examples = "90210005") String shipmentId,

            @Schema(
                    required = true,
                    examples = "label",
                    enumeration = {"label", "invoice"})
            String type,

            @Schema(
                    required = true,
                    examples = "document-not-ready",
                    enumeration = {
                        "not-found",
                        "cancelled",
                        "label-by-reference",
                        "document-not-ready",
                        "unreadable",
                        "encrypted",
                        "too-large",
                        "upstream-refused",
                        "upstream-unavailable",
                        "quota-exhausted"
                    })
            String reason,

            @Schema(required = true, description = "The reason in words, and what to do")
            String detail) {

        static Missing of(long shipmentId, PaperType type, String reason, String detail) {
            return new Missing(Long.toString(shipmentId), type.word(), reason, detail);
        }
    }
}
