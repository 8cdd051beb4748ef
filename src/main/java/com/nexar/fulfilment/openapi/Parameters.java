package com.nexar.fulfilment.openapi;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** What parameters of the same name mean everywhere, and the two of every location's path, which no method declares. */
final class Parameters {

    private static final Map<String, String> EXAMPLES = Map.of(
            "brand", "acme",
            "location", "blr1",
            "operationId", "c35c5cee-effb-43c1-9f36-2328e7993411",
            "manifestId", "22215d01-158a-4347-81ae-f17653e38dcd",
            "bundleId", "3d0f2f5c-3c3e-4a0b-9d0a-0a8f5a3f8f11",
            "endpointId", "7b0c4f1e-0f6b-4f0a-9d43-6a1f5c2e8d10",
            "deliveryId", "0b9f6c0e-55a3-4a2f-a1a4-0d5a52e3c7aa",
            "carrierId", "28001",
            "marketplaceId", "10");

    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("brand", "The seller, as GET /v1/brands names it"),
            Map.entry("location", "The brand's warehouse, as GET /v1/brands names it"),
            Map.entry("operationId", "As the Location header of a 202 gave it"),
            Map.entry("manifestId", "As the answer to the manifest gave it"),
            Map.entry("bundleId", "As the answer to the bundle gave it; also the id of its operation"),
            Map.entry("endpointId", "As the answer to its creation gave it"),
            Map.entry("deliveryId", "As the list of deliveries gave it; what was sent as webhook-id"),
            Map.entry("carrierId", "Of several groups, the one of this carrier"),
            Map.entry("marketplaceId", "Of several groups, the one of this marketplace"),
            Map.entry("cursor", "next of the page before, with the same filters"),
            Map.entry("limit", "Items per page, 1 to 500"));

    /** Whose {@code state} it is. */
    private static final Map<String, String> STATES = Map.of(
            "cancellations", "CancellationState",
            "webhookDeliveries", "WebhookDeliveryState",
            "open", "OperationState",
            "givenUp", "OperationState");

    private static final Set<String> FLAGS = Set.of("eligible", "dryRun", "unresolved");
    private static final Set<String> TIMES = Set.of("updatedSince", "shipBefore", "from", "until");

    private static final List<Object> SORTS =
            List.of("orderId", "-orderId", "orderedAt", "-orderedAt", "shipBy", "-shipBy", "updatedAt", "-updatedAt");

    private Parameters() {}

    static void complete(String path, PathItem item) {
        for (String name : List.of("brand", "location")) {
            if (path.contains("{" + name + "}")) {
                item.addParameter(describe(OASFactory.createParameter()
                        .name(name)
                        .in(Parameter.In.PATH)
                        .required(true)
                        .schema(text())));
            }
        }
    }

    static void complete(Operation operation) {
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(Parameters::describe);
            operation.getParameters().stream()
                    .filter(parameter -> parameter.getName().equals("state"))
                    .forEach(state ->
                            state.setSchema(OASFactory.createSchema().ref(STATES.get(operation.getOperationId()))));
        }
        if (operation.getResponses().hasAPIResponse("304")) {
            operation.addParameter(OASFactory.createParameter()
                    .name("If-None-Match")
                    .in(Parameter.In.HEADER)
                    .description("The ETag of what the caller has; 304 where it is still true")
                    .schema(text()));
        }
    }

    static void idempotencyKey(Operation operation) {
        operation.addParameter(OASFactory.createParameter()
                .name("Idempotency-Key")
                .in(Parameter.In.HEADER)
                .description(
                        "The caller's own name for this very command: the same again, with the same body, gets the same"
                                + " answer for 7 days and has no second effect; a UUID will do")
                .schema(text().minLength(1).maxLength(255).pattern("^[!-~]+$")));
    }

    private static Parameter describe(Parameter parameter) {
        String name = parameter.getName();
        if (parameter.getDescription() == null || MEANINGS.containsKey(name)) {
            parameter.setDescription(MEANINGS.get(name));
        }
        if (parameter.getExample() == null && EXAMPLES.containsKey(name)) {
            parameter.setExample(EXAMPLES.get(name));
        }
        boolean optional = parameter.getIn() == Parameter.In.QUERY && !Boolean.TRUE.equals(parameter.getRequired());
        if (optional && parameter.getExample() != null) {
            // the page would fill an example in, and with it a filter that nobody asked for
            parameter.setDescription(parameter.getDescription() + ", such as " + parameter.getExample());
            parameter.setExample(null);
        }
        if (FLAGS.contains(name)) {
            parameter.setSchema(OASFactory.createSchema().addType(Schema.SchemaType.BOOLEAN));
        } else if (TIMES.contains(name)) {
            parameter.setSchema(text().format("date-time"));
        } else if (name.equals("sort")) {
            parameter.setSchema(text().enumeration(SORTS).defaultValue("orderId"));
        } else if (name.equals("stage")) {
            parameter.setSchema(OASFactory.createSchema().ref("Stage"));
        } else if (name.equals("risk")) {
            parameter.setSchema(OASFactory.createSchema().ref("Risk"));
        } else if (name.equals("limit")) {
            parameter.setSchema(OASFactory.createSchema()
                    .addType(Schema.SchemaType.INTEGER)
                    .minimum(java.math.BigDecimal.ONE)
                    .maximum(java.math.BigDecimal.valueOf(500))
                    .defaultValue(100));
        }
        return parameter;
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }
}
