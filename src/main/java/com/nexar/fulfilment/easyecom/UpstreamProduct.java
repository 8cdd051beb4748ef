package com.nexar.fulfilment.easyecom;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One row of the product master (contract section 2). The same SKU may come more than once.
 *
 * @param productId EasyEcom's cp_id
 * @param type {@code normal_product}, {@code variant_parent}, {@code child_product}, {@code combo_product} or another word
 * @param taxRate a fraction (0.18 is 18 %); null if unknown
 * @param parts of a combo; empty otherwise
 */
public record UpstreamProduct(
        long productId,
        String sku,
        String name,
        String description,
        boolean active,
        String type,
        String brand,
        String category,
        String colour,
        String size,
        String accountingSku,
        String accountingUnit,
        String ean,
        String hsnCode,
        BigDecimal weightGrams,
        BigDecimal lengthCm,
        BigDecimal widthCm,
        BigDecimal heightCm,
        BigDecimal cost,
        BigDecimal mrp,
        BigDecimal taxRate,
        String taxRule,
        String imageUrl,
        Instant createdAt,
        Instant updatedAt,
        List<UpstreamPart> parts,
        Map<String, String> customFields) {}
