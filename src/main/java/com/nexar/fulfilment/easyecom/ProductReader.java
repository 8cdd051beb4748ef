package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one row of the product master (contract section 2). */
final class ProductReader {

    private ProductReader() {}

    /** @throws Unreadable where id, SKU or a combo's parts cannot be read */
    static UpstreamProduct read(JsonNode node) {
        Row row = new Row(node);
        return new UpstreamProduct(
                row.id("cp_id"),
                sku(row),
                row.text("product_name"),
                row.text("description"),
                active(row),
                row.text("product_type"),
                row.text("brand"),
                row.text("category_name"),
                row.text("colour"),
                row.text("size"),
                row.text("accounting_sku"),
                row.text("accounting_unit"),
                row.text("EANUPC"),
                row.text("hsn_code"),
                row.numberIfReadable("weight"),
                row.numberIfReadable("length"),
                row.numberIfReadable("width"),
                row.numberIfReadable("height"),
                row.numberIfReadable("cost"),
                row.numberIfReadable("mrp"),
                row.numberIfReadable("tax_rate"),
                row.text("tax_rule_name"),
                row.text("product_image_url"),
                row.timeIfReadable("created_at"),
                row.timeIfReadable("updated_at"),
                parts(node.path("sub_products")),
                customFields(node.path("custom_fields")));
    }

    private static String sku(Row row) {
        String sku = row.keyWord("sku");
        if (sku == null) {
            throw new Unreadable("sku", "", "is missing");
        }
        return sku;
    }

    private static boolean active(Row row) {
        String active = row.text("active");
        return active == null || !(active.equals("0") || active.equalsIgnoreCase("false"));
    }

    private static List<UpstreamPart> parts(JsonNode parts) {
        if (Row.nullLike(parts)) {
            return List.of();
        }
        if (!parts.isArray()) {
            throw new Unreadable("sub_products", parts, "is no list");
        }
        List<UpstreamPart> read = new ArrayList<>();
        for (JsonNode part : parts) {
            Row row = new Row(part);
            BigDecimal quantity = row.number("quantity");
            if (quantity == null) {
                throw new Unreadable("sub_products.quantity", "", "is missing");
            }
            // The child's id is cpId here, not cp_id; combo_cp_id is the combo's own.
            read.add(new UpstreamPart(
                    sku(row), row.text("product_name"), quantity, row.wholeIfReadable("cpId", "cp_id")));
        }
        return List.copyOf(read);
    }

    private static Map<String, String> customFields(JsonNode fields) {
        Map<String, String> read = new LinkedHashMap<>();
        if (fields.isArray()) {
            for (JsonNode field : fields) {
                Row row = new Row(field);
                String name = row.word("field_name");
                String value = row.word("value");
                if (name != null && value != null) {
                    read.put(name, value);
                }
            }
        }
        return Collections.unmodifiableMap(read);
    }
}
