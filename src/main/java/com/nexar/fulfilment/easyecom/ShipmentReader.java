package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads one row of getAllOrders, getOrderDetails or an order webhook (contract 3.1, 3.2 and 9): they differ in few keys. */
final class ShipmentReader {

    private static final Pattern CASH_ON_DELIVERY = Pattern.compile(".*\\bcod\\b.*|cash on delivery");

    private ShipmentReader() {}

    /** @throws Unreadable where ids, lines, quantities, the order's times or a COD amount cannot be read */
    static UpstreamShipment read(JsonNode node) {
        Row row = new Row(node);
        long shipmentId = row.id("invoice_id");
        long orderId = row.id("order_id");
        boolean cod = cashOnDelivery(row);
        // "SelfShip" with carrier 23 stands in rows that nobody has assigned yet: only an AWB makes an assignment.
        String awb = row.key("awb_number");
        return new UpstreamShipment(
                shipmentId,
                orderId,
                row.key("reference_code"),
                row.text("location_key"),
                new UpstreamStatus(row.text("order_status"), row.smallIfReadable("order_status_id")),
                row.time("order_date"),
                row.time("tat"),
                row.time("available_after"),
                row.time("last_update_date"),
                row.text("marketplace_id"),
                row.text("marketplace"),
                row.text("order_type"),
                row.text("order_type_key"),
                cod ? "COD" : "PREPAID",
                collect(row, cod),
                row.text("invoice_currency_code"),
                address(row),
                lines(node),
                row.smallIfReadable("order_quantity"),
                row.text("invoice_number"),
                awb,
                awb == null ? null : courier(row),
                awb == null ? null : row.text("carrier_id"),
                parcel(row),
                row.text("manifest_no"),
                row.timeIfReadable("manifest_date"),
                DocumentLinks.read(node.path("documents")),
                row.smallIfReadable("shipping_status_id"),
                row.text("shipping_status"),
                row.timeIfReadable("delivery_date"),
                history(node.path("easyecom_order_history")),
                row.text("message"));
    }

    private static boolean cashOnDelivery(Row row) {
        String mode = row.text("payment_mode");
        if (mode != null) {
            return CASH_ON_DELIVERY.matcher(mode.toLowerCase(Locale.ROOT)).matches();
        }
        Integer id = row.smallIfReadable("payment_mode_id");
        return id != null && id == 2;
    }

    // A COD parcel without a readable amount must not leave with "collect nothing" on it.
    private static BigDecimal collect(Row row, boolean cod) {
        BigDecimal amount = cod ? row.number("collectable_amount") : row.numberIfReadable("collectable_amount");
        if (amount == null && cod) {
            throw new Unreadable("collectable_amount", "", "is missing on a COD order");
        }
        return amount == null ? BigDecimal.ZERO : amount;
    }

    // Only single orders have shipping_name; by the name that lists have too, both read the same.
    private static UpstreamAddress address(Row row) {
        return new UpstreamAddress(
                row.text("customer_name", "shipping_name"),
                row.text("contact_num"),
                row.text("email"),
                row.text("address_line_1"),
                row.text("address_line_2"),
                row.text("city"),
                row.text("state"),
                row.text("pin_code"),
                row.text("country"));
    }

    private static List<UpstreamLine> lines(JsonNode node) {
        JsonNode lines = node.hasNonNull("order_items") ? node.get("order_items") : node.path("suborders");
        if (!lines.isArray()) {
            throw new Unreadable("suborders/order_items", lines, "is no list");
        }
        List<UpstreamLine> read = new ArrayList<>();
        lines.forEach(line -> read.add(line(new Row(line))));
        return List.copyOf(read);
    }

    private static UpstreamLine line(Row row) {
        long lineId = row.id("suborder_id");
        String sku = row.keyWord("sku");
        if (sku == null) {
            throw new Unreadable("sku", "", "is missing on line " + lineId);
        }
        String quantity = Row.nullLike(row.node().path("item_quantity")) ? "suborder_quantity" : "item_quantity";
        return new UpstreamLine(
                Long.toString(lineId),
                sku,
                row.text("productName", "product_name"),
                row.pieces(quantity, null),
                row.pieces("cancelled_quantity", 0),
                ordered(row),
                row.text("ean"),
                row.numberIfReadable("selling_price"));
    }

    // Of a combo it may count the sets where item_quantity counts the pieces in them: no source says.
    private static Integer ordered(Row row) {
        return "Combo".equalsIgnoreCase(row.text("sku_type")) ? null : row.smallIfReadable("suborder_quantity");
    }

    // After an assignment, courier is often the carrier account's e-mail address (contract 3.1).
    private static String courier(Row row) {
        String aggregator = row.text("courier_aggregator_name");
        if (aggregator != null) {
            return aggregator;
        }
        String courier = row.text("courier");
        return courier == null || courier.contains("@") ? null : courier;
    }

    private static UpstreamPackage parcel(Row row) {
        var parcel = new UpstreamPackage(
                figure(row, "Package Weight", "package_weight"),
                figure(row, "Package Length", "package_length"),
                figure(row, "Package Width", "package_width"),
                figure(row, "Package Height", "package_height"));
        return parcel.equals(new UpstreamPackage(null, null, null, null)) ? null : parcel;
    }

    private static BigDecimal figure(Row row, String... keys) {
        BigDecimal figure = row.numberIfReadable(keys);
        return figure == null || figure.signum() <= 0 ? null : figure;
    }

    private static List<UpstreamEvent> history(JsonNode history) {
        List<UpstreamEvent> read = new ArrayList<>();
        if (history.isArray()) {
            for (JsonNode event : history) {
                Row row = new Row(event);
                read.add(new UpstreamEvent(
                        row.text("status"), row.smallIfReadable("status_id"), row.timeIfReadable("date_time")));
            }
        }
        return List.copyOf(read);
    }
}
