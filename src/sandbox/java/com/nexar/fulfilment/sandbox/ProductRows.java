package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The JSON of a product row (contract §2). */
final class ProductRows {
    private ProductRows() {}

    static Json.Part row(Account account, Product product, Location location, boolean customFields) {
        return out -> {
            RowWriter row = new RowWriter(out);
            row.put("cp_id", product.cpId()).put("product_id", product.productId());
            row.put("sku", product.sku()).put("product_name", product.name());
            row.put("packaging_version_name", null).put("description", product.number() % 3 == 0 ? "" : "Demo product");
            row.put("active", product.number() % 31 == 0 ? 0 : 1).put("created_at", "2025-06-01 12:00:00");
            row.put("updated_at", IndianTime.text(product.updatedAt()));
            row.put("inventory", 25).put("product_type", product.type());
            row.put("brand", "DemoBrand").put("colour", "Black").put("category_id", 176_001);
            row.put("brand_id", 71_001).put("accounting_sku", product.sku()).put("accounting_unit", "PCS");
            row.put("category_name", "Apparel").put("expiry_type", product.number() % 7 == 0 ? 1 : 0);
            row.put("category_shelf_life", 0).put("category_shelf_life_percentage", null);
            row.put("company_name", location == null ? account.company : account.company + " - " + location.name());
            row.put("c_id", location == null ? 41_000 : location.warehouseId());
            measures(row, product);
            row.put("cp_sub_products_count", product.parts().size());
            row.put("product_image_url", "https://cdn.example.com/demo.jpg").put("cp_inventory", 25);
            tax(row, product);
            row.put("vendor_code", Json.EMPTY_LIST).put("additional_images", Json.EMPTY_LIST);
            if (customFields) {
                row.put("custom_fields", List.of(customField(product)));
            }
            if (product.number() % 11 == 0) {
                row.put("Flammable", product.number() % 2 == 0 ? "Yes" : "NA");
            }
            if (product.type().equals("variant_parent")) {
                row.put("variants", null);
            }
            if (product.combo()) {
                row.put("sub_products", parts(product));
            }
            row.end();
        };
    }

    private static Map<String, Object> customField(Product product) {
        return Map.of("cp_id", product.cpId(), "field_name", "Fragile", "value", "no", "enabled", 1);
    }

    /** A part calls its id {@code cpId}, not {@code cp_id} (quirk 13). */
    private static Json.Part parts(Product combo) {
        return out -> {
            out.writeStartArray();
            for (Product.Part part : combo.parts()) {
                writePart(out, combo, part);
            }
            out.writeEndArray();
        };
    }

    private static void writePart(JsonGenerator out, Product combo, Product.Part part) throws IOException {
        Product product = part.product();
        RowWriter row = new RowWriter(out);
        row.put("sku", product.sku()).put("combo_cp_id", combo.cpId()).put("quantity", part.quantity());
        row.put("cpId", product.cpId()).put("accounting_sku", product.sku()).put("accounting_unit", "PCS");
        row.put("product_id", product.productId()).put("product_name", product.name());
        measures(row, product);
        row.put("product_image_url", "https://cdn.example.com/demo.jpg").put("brand_id", 71_001);
        row.put("cp_inventory", 25);
        tax(row, product);
        row.put("vendor_code", Json.EMPTY_LIST).put("additional_images", Json.EMPTY_LIST);
        row.put("custom_fields", Json.EMPTY_LIST).end();
    }

    private static void measures(RowWriter row, Product product) throws IOException {
        row.put("height", 2).put("length", 30).put("width", 25).put("weight", product.weightGrams());
        row.put("cost", product.number() % 6 == 5 ? product.mrp() * 0.4 + "000" : (Object) (product.mrp() / 2));
        row.put("mrp", product.mrp()).put("size", "M").put("model_no", "M-100");
        row.put("EANUPC", product.ean()).put("hsn_code", "6109");
        row.put("product shelf life", product.number() % 7 == 0 ? (Object) 180 : null);
    }

    private static void tax(RowWriter row, Product product) throws IOException {
        row.put("tax_rule_name", product.taxRate() == null ? null : "GST " + Math.round(product.taxRate() * 100));
        row.put("tax_rate", product.taxRate());
    }
}
