package com.nexar.fulfilment.changes;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.nexar.fulfilment.brands.Location;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An entry of the feed as a CloudEvent 1.0 in structured JSON. */
@RegisterForReflection
@Schema(name = "Change", description = "A CloudEvent 1.0; what data holds depends on the type (/asyncapi.yaml)")
record ChangeView(
        @Schema(required = true, examples = "1.0") String specversion,

        @Schema(required = true, examples = "acme-blr1-1042", description = "Unique over all feeds")
        String id,

        @Schema(required = true, examples = "/v1/brands/acme/locations/blr1")
        String source,

        @Schema(required = true, examples = "shipment.confirmed")
        String type,

        @Schema(required = true, examples = "90210001", description = "What changed")
        String subject,

        @Schema(required = true, description = "When it happened")
        Instant time,

        @Schema(
                required = true,
                examples = "1042",
                description = "Its place in the feed: without gaps, in the order in which changes were committed")
        String sequence,

        @Schema(required = true, examples = "application/json")
        String datacontenttype,

        @Schema(
                required = true,
                implementation = Object.class,
                description = "Of a shipment: the shipment as it stood after the change, without shipTo and pending")
        @JsonRawValue
        String data) {

    static ChangeView of(Location location, long seq, String type, String subject, Instant at, String data) {
        return new ChangeView(
                "1.0",
                location.brand() + "-" + location.code() + "-" + seq,
                "/v1/brands/" + location.brand() + "/locations/" + location.code(),
                type,
                subject,
                at,
                Long.toString(seq),
                "application/json",
                data);
    }
}
