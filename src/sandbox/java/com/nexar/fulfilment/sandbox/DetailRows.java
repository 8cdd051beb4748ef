package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The JSON of a getOrderDetails row (contract §3.2), and with other package keys of a V2 webhook. */
final class DetailRows {
    private DetailRows() {}

    static Json.Part list(Account account, List<Shipment> shipments) {
        return out -> {
            out.writeStartArray();
            for (Shipment shipment : shipments) {
                write(out, account, shipment, false);
            }
            out.writeEndArray();
        };
    }

    /** V2 webhooks: a bare array, snake_case package keys, and the location key (contract §9). */
    static Json.Part webhook(Account account, Shipment shipment) {
        return out -> {
            out.writeStartArray();
            write(out, account, shipment, true);
            out.writeEndArray();
        };
    }

    private static void write(JsonGenerator out, Account account, Shipment shipment, boolean webhook)
            throws IOException {
        RowWriter row = new RowWriter(out, overrides(shipment));
        OrderFacts facts = shipment.facts;
        Location location = shipment.location;
        String company = account.company + " - " + location.name();
        row.put("invoice_id", shipment.invoiceId)
                .put("order_id", facts.orderId())
                .put("blockSplit", 0);
        row.put("reference_code", facts.reference()).put("company_name", company);
        row.put("warehouse_id", location.warehouseId()).put("seller_gst", location.gst());
        row.put("assigned_company_name", company).put("assigned_warehouse_id", location.warehouseId());
        row.put("assigned_company_gst", location.gst()).put("warehouse_contact", null);
        OrderRows.pickup(row, location);
        row.put("invoice_currency_code", "INR");
        if (webhook) {
            row.put("picker", "NA").put("packer", "NA");
        }
        row.put("order_type", facts.orderType()).put("order_type_key", facts.orderTypeKey());
        row.put("replacement_order", 0).put("originalOrderId", null).put("suborder_history", holds(shipment));
        row.put("marketplace", facts.marketplace().name()).put("MarketCId", 123);
        row.put("marketplace_id", facts.marketplace().id());
        row.put("market_shipped", 0)
                .put("merchant_c_id", 123)
                .put("qcPassed", 1)
                .put("salesmanUserId", 0);
        OrderRows.dates(row, shipment);
        courier(row, shipment, webhook);
        row.put("order_status", shipment.status).put("order_status_id", shipment.statusId);
        row.put("suborder_count", "NA")
                .put("easyecom_order_history", webhook ? history(shipment) : asked(account, shipment));
        row.put("shipping_status", shipment.shippingStatus);
        row.put("shipping_status_id", shipment.shippingStatusId == 0 ? null : shipment.shippingStatusId);
        row.put("tracking_url", null)
                .put("shipping_history", shipment.scans.isEmpty() ? Json.EMPTY_LIST : shipment.scans);
        row.put("delivery_date", shipment.deliveryDate);
        row.put("payment_mode", facts.paymentMode()).put("payment_mode_id", facts.paymentModeId());
        row.put("payment_gateway_transaction_number", null);
        BuyerFields.write(row, account, shipment, true);
        row.put("order_quantity", shipment.quantity()).put("meta", meta());
        row.put("documents", DocumentLinks.of(account, shipment)).put("invoice_documents", null);
        money(row, shipment);
        row.put("fulfillable_status", 1).put("order_items", LineRows.orderItems(shipment));
        if (webhook) {
            row.put("location_key", location.key());
        }
        row.end();
    }

    /** What was overridden in the list's words is overridden in these words too. */
    private static Map<String, JsonNode> overrides(Shipment shipment) {
        if (shipment.raw.isEmpty()) {
            return Map.of();
        }
        Map<String, JsonNode> renamed = new HashMap<>(shipment.raw);
        rename(renamed, "suborders", "order_items");
        rename(renamed, "warehouseId", "warehouse_id");
        renamed.remove("location_key");
        return renamed;
    }

    private static void rename(Map<String, JsonNode> fields, String from, String to) {
        JsonNode value = fields.remove(from);
        if (value != null) {
            fields.putIfAbsent(to, value);
        }
    }

    private static void courier(RowWriter row, Shipment shipment, boolean webhook) throws IOException {
        if (!webhook) {
            OrderRows.courier(row, shipment, true);
            row.put("order_validity_date", null);
            return;
        }
        row.put("courier_aggregator_name", shipment.aggregator).put("courier", shipment.courier);
        row.put("carrier_id", shipment.carrierId).put("awb_number", shipment.awb);
        PackageSize box = shipment.box;
        row.put("package_weight", box == null ? "100" : box.weight());
        row.put("package_height", box == null ? "10" : box.height());
        row.put("package_length", box == null ? "10" : box.length());
        row.put("package_width", box == null ? "10" : box.width());
    }

    private static Json.Part holds(Shipment shipment) {
        return out -> new RowWriter(out)
                .put("hold_datetime", shipment.heldAt == null ? null : IndianTime.text(shipment.heldAt))
                .put("unhold_datetime", shipment.releasedAt == null ? null : IndianTime.text(shipment.releasedAt))
                .put("inventory_assigned_datetime", IndianTime.text(shipment.facts.importedAt()))
                .end();
    }

    /** An optional block: whether every account shows it is not known (contract §3.2). */
    private static Object asked(Account account, Shipment shipment) {
        return switch (account.variants.of(Switch.DETAILS_HISTORY)) {
            case "empty" -> Json.EMPTY_LIST;
            case "null" -> null;
            default -> history(shipment);
        };
    }

    static Json.Part history(Shipment shipment) {
        return out -> {
            out.writeStartArray();
            for (Past past : shipment.history) {
                new RowWriter(out)
                        .put("status", past.status())
                        .put("status_id", past.statusId())
                        .put("date_time", IndianTime.text(past.at()))
                        .end();
            }
            out.writeEndArray();
        };
    }

    private static Json.Part meta() {
        return out -> new RowWriter(out)
                .put("cancellation_reason", null)
                .put("weight", "")
                .end();
    }

    private static void money(RowWriter row, Shipment shipment) throws IOException {
        double amount = shipment.amount();
        row.put("collectable_amount", OrderRows.money(shipment.facts.cashOnDelivery() ? amount : 0));
        row.put("total_amount", OrderRows.money(amount)).put("total_tax", OrderRows.money(shipment.tax()));
        row.put("breakup_types", OrderRows.breakup(amount - shipment.tax(), shipment.tax()));
        row.put("tcs_rate", 0).put("tcs_amount", 0).nothing("checkout_id", "discount_code");
        row.put("packing_material", Json.EMPTY_LIST).put("customer_code", "NA").put("return_challan_number", "");
    }
}
