package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.nexar.fulfilment.easyecom.EasyEcomWebhook.Kind;
import com.nexar.fulfilment.easyecom.EasyEcomWebhook.Named;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells the shapes of EasyEcom's webhooks apart, by the shape first: the action header is not always there (contract section 9). */
final class WebhookReader {

    private WebhookReader() {}

    static EasyEcomWebhook read(byte[] body, String action) {
        if (new String(body, StandardCharsets.UTF_8).isBlank()) {
            return EasyEcomWebhook.ignored(Kind.EMPTY);
        }
        try {
            return read(Envelope.JSON.readTree(body), action);
        } catch (IOException | NumberFormatException e) { // the latter for 1e99999999999
            return unreadable(new String(body, StandardCharsets.UTF_8), "is no JSON");
        } catch (Unreadable e) {
            return unreadable(new String(body, StandardCharsets.UTF_8), e.getMessage());
        }
    }

    private static EasyEcomWebhook read(JsonNode root, String action) {
        Optional<Kind> said = said(action);
        if (said.filter(kind -> !kind.ofOrders()).isPresent()) {
            return EasyEcomWebhook.ignored(said.get());
        }
        if (root.has("credit_notes") || root.path(0).isArray()) {
            return EasyEcomWebhook.ignored(Kind.RETURN);
        }
        if (root.isContainerNode() && root.isEmpty()) {
            return EasyEcomWebhook.ignored(Kind.EMPTY);
        }
        if (root.path("shipments").isArray() && (root.has("manifest_number") || root.has("manifest_id"))) {
            return batchManifest(root);
        }
        ArrayNode rows = rows(root);
        boolean tracking = rows.path(0).has("invoiceId") || rows.path(0).has("awbNumber");
        return tracking
                ? named(rows, Kind.TRACKING, "invoiceId", "orderId")
                : named(rows, said.orElse(Kind.ORDER), "invoice_id", "order_id");
    }

    /** What EasyEcom's action header says; empty where it says nothing that tells a shape. */
    private static Optional<Kind> said(String action) {
        if (action == null || action.isBlank()) {
            return Optional.empty();
        }
        String word = action.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        if (word.contains("return") || word.contains("creditnote")) {
            return Optional.of(Kind.RETURN);
        }
        if (word.contains("inventory")) {
            return Optional.of(Kind.INVENTORY);
        }
        if (word.contains("grn") || word.contains("purchase") || word.contains("product")) {
            return Optional.of(Kind.OTHER);
        }
        if (word.contains("cancel")) {
            return Optional.of(Kind.ORDER_CANCELLED);
        }
        if (word.contains("create")) {
            return Optional.of(Kind.ORDER_CREATED);
        }
        if (word.contains("confirm")) {
            return Optional.of(Kind.ORDER_CONFIRMED);
        }
        if (word.contains("ready")) {
            return Optional.of(Kind.READY_TO_DISPATCH);
        }
        if (word.contains("manifest")) {
            return Optional.of(Kind.MANIFESTED);
        }
        return word.contains("update") || word.contains("fetch") ? Optional.of(Kind.ORDER_UPDATED) : Optional.empty();
    }

    private static ArrayNode rows(JsonNode root) {
        JsonNode data = root.path("data");
        for (JsonNode candidate : List.of(root, root.path("orders"), data.path("orders"), data)) {
            if (candidate instanceof ArrayNode rows) {
                return rows;
            }
        }
        if (root.has("invoice_id") || root.has("invoiceId")) {
            return JsonNodeFactory.instance.arrayNode().add(root);
        }
        throw new Unreadable("body", root.getNodeType(), "is of no shape that is known");
    }

    private static EasyEcomWebhook named(ArrayNode rows, Kind kind, String idKey, String orderKey) {
        if (rows.isEmpty()) {
            return EasyEcomWebhook.ignored(Kind.EMPTY);
        }
        List<Named> named = new ArrayList<>();
        List<BrokenRow> broken = new ArrayList<>();
        for (JsonNode each : rows) {
            Row row = new Row(each);
            try {
                long id = row.id(idKey);
                named.add(new Named(id, row.wholeIfReadable(orderKey), row.text("location_key"), whole(each, kind)));
            } catch (Unreadable e) {
                broken.add(new BrokenRow(null, each.toString(), e.getMessage()));
            }
        }
        return new EasyEcomWebhook(
                named.isEmpty() ? Kind.UNREADABLE : kind, List.copyOf(named), List.of(), List.copyOf(broken));
    }

    /** Its id is enough for reading it from EasyEcom, so a row that is broken otherwise costs nothing. */
    private static UpstreamShipment whole(JsonNode row, Kind kind) {
        if (kind == Kind.TRACKING) {
            return null;
        }
        try {
            return ShipmentReader.read(row);
        } catch (Unreadable e) {
            return null;
        }
    }

    private static EasyEcomWebhook batchManifest(JsonNode root) {
        List<String> awbs = new ArrayList<>();
        List<BrokenRow> broken = new ArrayList<>();
        for (JsonNode each : root.path("shipments")) {
            String awb = new Row(each).text("awb_number");
            if (awb == null) {
                broken.add(new BrokenRow(null, each.toString(), "awb_number: is missing"));
            } else {
                awbs.add(awb);
            }
        }
        boolean nothing = awbs.isEmpty() && !broken.isEmpty();
        return new EasyEcomWebhook(
                nothing ? Kind.UNREADABLE : Kind.BATCH_MANIFEST, List.of(), List.copyOf(awbs), List.copyOf(broken));
    }

    private static EasyEcomWebhook unreadable(String raw, String reason) {
        return new EasyEcomWebhook(Kind.UNREADABLE, List.of(), List.of(), List.of(new BrokenRow(null, raw, reason)));
    }
}
