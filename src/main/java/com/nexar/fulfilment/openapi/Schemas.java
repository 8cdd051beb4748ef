package com.nexar.fulfilment.openapi;

import com.nexar.fulfilment.problems.ProblemCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** What holds for all bodies: an answer has every field, null where nothing is known. */
final class Schemas {

    /** Requests, and the answers that leave out what does not apply. */
    private static final Set<String> LEAVE_OUT = Set.of(
            "AssignShipment",
            "BulkResult",
            "ChangeWebhookEndpoint",
            "CreateReplay",
            "CreateWebhookEndpoint",
            "ConfirmMany",
            "ReportMany",
            "CloseManifest",
            "ConfirmShipment",
            "DecideCancellation",
            "HoldShipment",
            "MakeBundle",
            "PackedParcel",
            "ReplayFilter",
            "ReplayRowFilter",
            "ReportScan",
            "Problem",
            "OperationResult",
            "TimelineEntry");

    private static final Map<String, String> TIMES = Map.of("Instant", "date-time", "LocalDate", "date");

    private static final String NOT_BLANK = "\\S";

    private Schemas() {}

    static void complete(Components components) {
        Map<String, Schema> schemas = components.getSchemas();
        schemas.get("Operation").getProperties().forEach(schemas.get("OpenOutcome")::addProperty); // written flat
        schemas.forEach((name, schema) -> {
            if (schema.getProperties() != null && !LEAVE_OUT.contains(name)) {
                schema.setRequired(List.copyOf(schema.getProperties().keySet()));
            }
        });
        item(components, "ConfirmMany", "ConfirmItem", "ConfirmShipment");
        item(components, "ReportMany", "ReportItem", "ReportScan");
        problem(schemas.get("Problem"));
        Schema ofOperation = schemas.get("Operation").getProperties().get("problem");
        ofOperation.setProperties(schemas.get("Problem").getProperties());
        schemas.values().stream()
                .map(Schema::getProperties)
                .filter(Objects::nonNull)
                .flatMap(properties -> properties.values().stream())
                .forEach(property -> mend(property, schemas));
        TIMES.keySet().forEach(components::removeSchema);
    }

    /** What the single command takes, and beside it the shipment that its path would name. */
    private static void item(Components components, String bulk, String item, String single) {
        Map<String, Schema> schemas = components.getSchemas();
        Schema of = schemas.get(single);
        Schema with = type(Schema.SchemaType.OBJECT)
                .addProperty(
                        "shipmentId",
                        type(Schema.SchemaType.STRING).addExample("90210001").description("EasyEcom's invoice_id"))
                .addRequired("shipmentId");
        of.getProperties().forEach(with::addProperty);
        if (of.getRequired() != null) {
            of.getRequired().forEach(with::addRequired);
        }
        components.addSchema(item, with);
        Schema items = schemas.get(bulk).getProperties().get("items");
        items.setItems(OASFactory.createSchema().ref(item));
        items.minItems(1).maxItems(200);
    }

    private static void mend(Schema property, Map<String, Schema> schemas) {
        String name = named(property);
        boolean nullable = property.getAnyOf() != null
                || (property.getType() != null && property.getType().contains(Schema.SchemaType.NULL));
        if (name != null && TIMES.containsKey(name)) {
            property.setRef(null);
            property.setAnyOf(null);
            property.setFormat(TIMES.get(name));
            property.setType(types(Schema.SchemaType.STRING, nullable));
        } else if (name != null && nullable) {
            // OpenAPI 3.0 has no "this object or null" but the object itself
            Schema target = schemas.get(name);
            property.setRef(null);
            property.setAnyOf(null);
            if (target.getEnumeration() != null) {
                List<Object> values = new ArrayList<>(target.getEnumeration());
                values.add(null);
                property.setType(types(Schema.SchemaType.STRING, true));
                property.setEnumeration(values);
                return;
            }
            property.setType(types(Schema.SchemaType.OBJECT, true));
            property.setProperties(target.getProperties());
            property.setRequired(target.getRequired());
        }
        if (property.getPattern() != null && !property.getPattern().equals(NOT_BLANK)) {
            property.setPattern("^" + property.getPattern() + "$"); // Java matches the whole text
        }
    }

    private static List<Schema.SchemaType> types(Schema.SchemaType type, boolean nullable) {
        return nullable ? List.of(type, Schema.SchemaType.NULL) : List.of(type);
    }

    /** The schema that a property refers to, if any. */
    private static String named(Schema property) {
        return Stream.concat(
                        Stream.of(property), property.getAnyOf() == null ? Stream.of() : property.getAnyOf().stream())
                .map(Schema::getRef)
                .filter(Objects::nonNull)
                .map(ref -> ref.substring(ref.lastIndexOf('/') + 1))
                .findFirst()
                .orElse(null);
    }

    /** The codes, and the fields that only some problems have. */
    private static void problem(Schema problem) {
        List<Object> codes = new ArrayList<>();
        Arrays.stream(ProblemCode.values()).map(ProblemCode::code).forEach(codes::add);
        problem.getProperties().get("code").setEnumeration(codes);
        problem.addProperty(
                "contentVersion", type(Schema.SchemaType.STRING).description("Of content-changed: the true one"));
        problem.addProperty("difference", OASFactory.createSchema().ref("ContentDifference"));
        problem.addProperty(
                "oldest",
                type(Schema.SchemaType.STRING)
                        .description("Of feed-truncated: the sequence of the oldest change there is"));
        problem.addProperty(
                "blocked",
                type(Schema.SchemaType.ARRAY)
                        .items(OASFactory.createSchema().ref("BlockedShipment"))
                        .description("Of a manifest or an acknowledgement: every shipment that is left out"));
    }

    private static Schema type(Schema.SchemaType type) {
        return OASFactory.createSchema().addType(type);
    }
}
