package com.nexar.fulfilment.products;

import com.nexar.fulfilment.easyecom.UpstreamPart;
import com.nexar.fulfilment.easyecom.UpstreamProduct;
import com.nexar.fulfilment.money.Money;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A product as the API shows it; stored in this shape. */
@RegisterForReflection
@Schema(name = "Product")
record ProductView(
        @Schema(required = true, examples = "59000001", description = "EasyEcom's cp_id")
        String productId,

        @Schema(required = true, examples = "DEMO-TEE-BLK-M")
        String sku,

        @Schema(nullable = true) String name,
        @Schema(nullable = true) String description,
        @Schema(required = true) boolean active,

        @Schema(nullable = true, examples = "combo_product", description = "EasyEcom's product_type, as it came")
        String type,

        @Schema(nullable = true) String brandName,
        @Schema(nullable = true) String category,
        @Schema(nullable = true) String colour,
        @Schema(nullable = true) String size,
        @Schema(nullable = true) String accountingSku,
        @Schema(nullable = true) String accountingUnit,

        @Schema(nullable = true, description = "As it came; not every one is an EAN")
        String ean,

        @Schema(nullable = true) String hsnCode,
        @Schema(nullable = true) BigDecimal weightGrams,
        @Schema(nullable = true) BigDecimal lengthCm,
        @Schema(nullable = true) BigDecimal widthCm,
        @Schema(nullable = true) BigDecimal heightCm,
        @Schema(nullable = true) Money cost,
        @Schema(nullable = true) Money mrp,

        @Schema(nullable = true, examples = "0.18", description = "A fraction: 0.18 is 18 %")
        BigDecimal taxRate,

        @Schema(nullable = true) String taxRule,
        @Schema(nullable = true) String imageUrl,

        @Schema(required = true, description = "Of a combo: what it is made of")
        List<Part> parts,

        @Schema(required = true) Map<String, String> customFields,
        @Schema(nullable = true) Instant createdAt,
        @Schema(nullable = true) Instant updatedAt) {

    /** Product money comes without a currency; the accounts are Indian. */
    private static final String CURRENCY = "INR";

    @RegisterForReflection
    @Schema(name = "ProductPart")
    record Part(
            @Schema(required = true) String sku,
            @Schema(nullable = true) String name,
            @Schema(required = true) BigDecimal quantity,
            @Schema(nullable = true) String productId) {

        static Part of(UpstreamPart part) {
            return new Part(
                    part.sku(),
                    part.name(),
                    part.quantity(),
                    part.productId() == null ? null : part.productId().toString());
        }
    }

    static ProductView of(UpstreamProduct product) {
        return new ProductView(
                Long.toString(product.productId()),
                product.sku(),
                product.name(),
                product.description(),
                product.active(),
                product.type(),
                product.brand(),
                product.category(),
                product.colour(),
                product.size(),
                product.accountingSku(),
                product.accountingUnit(),
                product.ean(),
                product.hsnCode(),
                product.weightGrams(),
                product.lengthCm(),
                product.widthCm(),
                product.heightCm(),
                Money.of(product.cost(), CURRENCY),
                Money.of(product.mrp(), CURRENCY),
                product.taxRate(),
                product.taxRule(),
                product.imageUrl(),
                product.parts().stream().map(Part::of).toList(),
                product.customFields(),
                product.createdAt(),
                product.updatedAt());
    }
}
