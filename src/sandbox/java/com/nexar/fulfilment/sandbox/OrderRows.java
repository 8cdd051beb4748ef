package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.List;

/** The JSON of a getAllOrders row (contract §3.1), which is also the V1 webhook's. */
final class OrderRows {
    private static final SameFields QUEUE = SameFields.of(row -> row.put("queue_message", null)
            .put("queue_status", 3)
            .put("order_priority", 0)
            .put("blockSplit", 0));
    private static final SameFields PASSED =
            SameFields.of(row -> row.put("qcPassed", 1).put("salesmanUserId", 0));
    private static final SameFields NO_GATEWAY =
            SameFields.of(row -> row.nothing("payment_gateway_transaction_number", "payment_gateway_name"));
    private static final SameFields NO_CHARGES =
            SameFields.of(row -> row.put("total_shipping_charge", 0).put("total_discount", 0));
    private static final SameFields NO_TCS =
            SameFields.of(row -> row.put("tcs_rate", 0).put("tcs_amount", 0).put("customer_code", "NA"));

    private OrderRows() {}

    static Json.Part list(Account account, List<Shipment> shipments, boolean batchCodes, boolean history) {
        return out -> {
            out.writeStartArray();
            for (Shipment shipment : shipments) {
                write(out, account, shipment, batchCodes, history);
            }
            out.writeEndArray();
        };
    }

    private static void write(
            JsonGenerator out, Account account, Shipment shipment, boolean batchCodes, boolean history)
            throws IOException {
        RowWriter row = new RowWriter(out, shipment.raw);
        OrderFacts facts = shipment.facts;
        row.put("invoice_id", shipment.invoiceId).put("order_id", facts.orderId());
        row.put(QUEUE).put("reference_code", facts.reference());
        row.put(account.repeated.seller(shipment.location));
        row.put("invoice_currency_code", "INR").put("order_type", facts.orderType());
        row.put("order_type_key", facts.orderTypeKey()).put("replacement_order", 0);
        row.put("marketplace", facts.marketplace().name())
                .put("marketplace_id", facts.marketplace().id());
        row.put(PASSED);
        dates(row, shipment);
        courier(row, shipment, false);
        row.put("order_status", shipment.status).put("order_status_id", shipment.statusId);
        row.put("suborder_count", shipment.guise() == 2 ? (Object) "NA" : shipment.lines.size());
        shipping(row, shipment);
        row.put("payment_mode", facts.paymentMode()).put("payment_mode_id", facts.paymentModeId());
        row.put(NO_GATEWAY);
        BuyerFields.write(row, account, shipment, false);
        row.put("order_quantity", shipment.quantity()).put("meta", null);
        row.put("documents", DocumentLinks.of(account, shipment));
        money(row, shipment);
        row.put("fulfillable_status", 1);
        if (history) {
            row.put("easyecom_order_history", DetailRows.history(shipment));
        }
        row.put("suborders", LineRows.suborders(account, shipment, batchCodes));
        row.end();
    }

    static void seller(RowWriter row, String company, Location location) throws IOException {
        String name = company + " - " + location.name();
        row.put("company_name", name).put("location_key", location.key()).put("warehouseId", location.warehouseId());
        row.put("seller_gst", location.gst()).put("import_warehouse_id", location.warehouseId());
        row.put("import_warehouse_name", name);
        pickup(row, location);
    }

    static void pickup(RowWriter row, Location location) throws IOException {
        row.put("pickup_address", "Plot 1, Demo Estate").put("pickup_city", location.city());
        row.put("pickup_state", location.state()).put("pickup_state_code", location.stateCode());
        row.put("pickup_pin_code", location.pin()).put("pickup_country", "India");
    }

    static void dates(RowWriter row, Shipment shipment) throws IOException {
        OrderFacts facts = shipment.facts;
        row.put("order_date", IndianTime.orderDate(facts.importedAt())).put("tat", IndianTime.text(facts.tat()));
        row.put("available_after", NullLike.date(shipment, facts.availableAfter()));
        row.put("invoice_date", shipment.invoicedAt == null ? "" : IndianTime.day(shipment.invoicedAt) + " 00:00:00");
        row.put("import_date", IndianTime.text(facts.importedAt()));
        row.put("last_update_date", IndianTime.text(shipment.updatedAt));
        row.put("manifest_date", NullLike.date(shipment, shipment.manifestedAt));
        row.put("manifest_no", NullLike.text(shipment, shipment.manifestNumber));
        row.put("invoice_number", shipment.invoiceNumber).put("marketplace_invoice_num", facts.reference());
        row.put("shipping_last_update_date", NullLike.date(shipment, shipment.shippingUpdatedAt));
        row.nothing("batch_id", "batch_created_at").put("message", shipment.message);
    }

    /** "Package Weight" is a text in the list and a number in the details, and the keys have spaces (quirk 11). */
    static void courier(RowWriter row, Shipment shipment, boolean numbers) throws IOException {
        row.put("courier_aggregator_name", shipment.aggregator).put("courier", shipment.courier);
        row.put("carrier_id", shipment.carrierId).put("awb_number", NullLike.text(shipment, shipment.awb));
        PackageSize box = shipment.box;
        row.put("Package Weight", measure(shipment, box == null ? null : box.weight(), numbers, true));
        row.put("Package Height", measure(shipment, box == null ? null : box.height(), numbers, false));
        row.put("Package Length", measure(shipment, box == null ? null : box.length(), numbers, false));
        row.put("Package Width", measure(shipment, box == null ? null : box.width(), numbers, false));
    }

    static Object measure(Shipment shipment, String sent, boolean number, boolean sometimesNa) {
        if (sent == null) {
            return sometimesNa && shipment.guise() == 2 ? "NA" : null;
        }
        return number && sent.matches("\\d{1,9}") ? (Object) Integer.valueOf(sent) : sent;
    }

    private static void shipping(RowWriter row, Shipment shipment) throws IOException {
        row.put("shipping_status", shipment.shippingStatus);
        row.put("shipping_status_id", shipment.shippingStatusId == 0 ? null : shipment.shippingStatusId);
        row.put("shipping_history", history(shipment));
        row.put("delivery_date", NullLike.text(shipment, shipment.deliveryDate));
    }

    /** A list, nothing, or the list as a text (contract §3.1). */
    private static Object history(Shipment shipment) {
        if (shipment.scans.isEmpty()) {
            return null;
        }
        if (shipment.guise() != 3) {
            return shipment.scans;
        }
        try {
            return Json.MAPPER.writeValueAsString(shipment.scans);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void money(RowWriter row, Shipment shipment) throws IOException {
        boolean texts = shipment.guise() != 4;
        double amount = shipment.amount();
        row.put("total_amount", texts ? (Object) money(amount) : amount);
        row.put("total_tax", texts ? (Object) money(shipment.tax()) : shipment.tax());
        row.put(NO_CHARGES);
        row.put("collectable_amount", shipment.facts.cashOnDelivery() ? (Object) money(amount) : 0);
        row.put(NO_TCS);
    }

    /** Four decimals in a text: "250.0000". */
    static String money(double amount) {
        long tenThousandths = Math.round(amount * 10_000);
        String fraction = Long.toString(tenThousandths % 10_000 + 10_000).substring(1);
        return tenThousandths / 10_000 + "." + fraction;
    }

    static Json.Part breakup(double withoutTax, double tax) {
        return out -> new RowWriter(out)
                .put("Item Amount Excluding Tax", round(withoutTax))
                .put("Item Amount IGST", round(tax))
                .end();
    }

    static double round(double amount) {
        return Math.round(amount * 10_000) / 10_000.0;
    }
}
