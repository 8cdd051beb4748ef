package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The lines of a row: {@code suborders} in the list, {@code order_items} in the details (quirk 11). */
final class LineRows {
    static final String NO_EAN = "NA";

    private static final Json.Part ONE_NOTHING = out -> {
        out.writeStartArray();
        out.writeNull();
        out.writeEndArray();
    };

    private static final SameFields NO_BATCHES = SameFields.of(row -> row.put("batch_codes", null)
            .put("serial_nums", "NA")
            .put("batchcode_serial", "NA")
            .put("batchcode_expiry", "NA")
            .put("tax_type", "GST"));
    private static final SameFields BATCHES = SameFields.of(row -> row.put("batch_codes", "`BATCH-A1,BATCH-A2")
            .put("serial_nums", "NA")
            .put("batchcode_serial", "NA")
            .put("batchcode_expiry", "BATCH-A1:2027-01-31,BATCH-A2:2027-03-31")
            .put("tax_type", "GST"));

    private LineRows() {}

    static Json.Part suborders(Account account, Shipment shipment, boolean batchCodes) {
        return out -> {
            out.writeStartArray();
            for (Line line : shipment.lines) {
                suborder(out, account, shipment, line, batchCodes);
            }
            out.writeEndArray();
        };
    }

    static Json.Part orderItems(Shipment shipment) {
        return out -> {
            out.writeStartArray();
            for (Line line : shipment.lines) {
                orderItem(out, shipment, line);
            }
            out.writeEndArray();
        };
    }

    private static void suborder(JsonGenerator out, Account account, Shipment shipment, Line line, boolean batchCodes)
            throws IOException {
        RowWriter row = new RowWriter(out);
        row.put("suborder_id", line.suborderId()).put("suborder_num", suborderNumber(shipment, line));
        row.put("item_status", itemStatus(shipment, line)).put("shipment_type", "SelfShip");
        quantities(row, shipment, line);
        row.put(batchCodes ? BATCHES : NO_BATCHES);
        row.put("suborder_history", history(shipment)).put("meta", null);
        row.put("selling_price", OrderRows.money(line.price()));
        row.nothing("total_shipping_charge", "total_miscellaneous");
        row.put("breakup_types", OrderRows.breakup(line.taxExcluded(), line.tax()));
        row.put("tax_rate", line.taxPercent()).put("tax", line.tax());
        Product product = line.product();
        if (priceIsText(shipment)) {
            product(row, product, price(shipment, product), NO_EAN);
        } else {
            row.put(account.repeated.product(product));
        }
        row.put("custom_fields", Json.EMPTY_LIST).end();
    }

    private static void orderItem(JsonGenerator out, Shipment shipment, Line line) throws IOException {
        RowWriter row = new RowWriter(out);
        row.put("suborder_id", line.suborderId()).put("suborder_num", suborderNumber(shipment, line));
        row.put("suborder_reference_num", "-").put("reference_code", shipment.facts.reference());
        row.put("invoicecode", null).put("item_collectable_amount", 0).put("shipment_type", "SelfShip");
        quantities(row, shipment, line);
        row.put("tax_type", "GST").put("expiry_type", 0);
        Product product = line.product();
        product(row, product, price(shipment, product), product.ean());
        row.put("listing_ref_number", "-").put("listing_id", "-").put("brand_id", 71_001);
        row.put("custom_fields", Json.EMPTY_LIST).put("serials", ONE_NOTHING);
        row.put("meta", null).put("tax_rate", line.taxPercent());
        row.put("selling_price", OrderRows.money(line.price())).put("listing_identifier", null);
        row.put("tagloop_required", Boolean.FALSE);
        row.put("breakup_types", OrderRows.breakup(line.taxExcluded(), line.tax()));
        row.put("tax_value", line.tax()).put("taxable_value", OrderRows.round(line.taxExcluded()));
        row.put("igst", line.tax()).put("cgst", 0).put("sgst", 0).put("utgst", 0);
        row.put("station_scanned_quantity", 0).put("batch_scanned_quantity", 0);
        row.put("assigned_quantity", line.quantity() - line.cancelled()).end();
    }

    private static void quantities(RowWriter row, Shipment shipment, Line line) throws IOException {
        int shipped = shipment.manifested() ? line.quantity() - line.cancelled() : 0;
        row.put("suborder_quantity", line.quantity()).put("item_quantity", line.quantity());
        row.put("returned_quantity", 0).put("cancelled_quantity", line.cancelled());
        row.put("shipped_quantity", shipped);
    }

    private static boolean priceIsText(Shipment shipment) {
        return shipment.guise() == 4;
    }

    private static Object price(Shipment shipment, Product product) {
        return priceIsText(shipment) ? (Object) OrderRows.money(product.mrp()) : product.mrp();
    }

    static void product(RowWriter row, Product product, Object price, String ean) throws IOException {
        row.put("product_id", product.productId()).put("company_product_id", product.cpId());
        row.put("sku", product.sku()).put("sku_type", product.combo() ? "Combo" : "Normal");
        row.put("sub_product_count", Math.max(1, product.parts().size())).put("marketplace_sku", product.sku());
        row.put("productName", product.name()).put("description", null).put("category", "Apparel");
        row.put("brand", "DemoBrand").put("model_no", "M-100").put("product_tax_code", null);
        row.put("AccountingSku", product.sku())
                .put("accounting_unit", "PCS")
                .put("ean", ean)
                .put("size", "M");
        row.put("cost", product.mrp() / 2);
        row.put("mrp", price);
        row.put("weight", product.weightGrams())
                .put("length", 30)
                .put("width", 25)
                .put("height", 2);
        row.put("scheme_applied", 0);
    }

    private static Json.Part history(Shipment shipment) {
        return out -> new RowWriter(out)
                .put("qc_pass_datetime", IndianTime.text(shipment.facts.importedAt()))
                .put("confirm_datetime", time(shipment.at(Status.CONFIRMED.id)))
                .put("print_datetime", time(shipment.at(Status.PRINTED.id)))
                .put("manifest_datetime", time(shipment.manifestedAt))
                .end();
    }

    private static String time(Long second) {
        return second == null ? null : IndianTime.text(second);
    }

    private static String itemStatus(Shipment shipment, Line line) {
        if (line.cancelled() >= line.quantity()) {
            return Status.CANCELLED.text;
        }
        return shipment.status.equals(Status.OPEN.text) ? "Assigned" : shipment.status;
    }

    /** More than twenty digits: no number type holds it. */
    private static String suborderNumber(Shipment shipment, Line line) {
        return shipment.location.warehouseId() + "17000000" + line.suborderId() + "00";
    }
}
