package com.nexar.fulfilment.confirmation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The order: this shipment is packed; confirm it. */
@RegisterForReflection
record ConfirmShipment(
        @Schema(
                name = "package",
                nullable = true,
                description = "What was packed; EasyEcom's own figures where missing")
        @JsonProperty("package")
        @Valid
        Packed parcel,

        @Schema(
                nullable = true,
                description = "What the warehouse packed by; 409 content-changed where it is no longer true")
        String contentVersion) {

    /** Equal for the same package: the natural key of a confirmation that is under way. */
    String fingerprint() {
        return parcel == null
                ? "confirm"
                : "confirm " + plain(parcel.weightGrams()) + "/" + plain(parcel.lengthCm()) + "/"
                        + plain(parcel.widthCm()) + "/" + plain(parcel.heightCm());
    }

    private static String plain(BigDecimal figure) {
        return figure.stripTrailingZeros().toPlainString();
    }

    /** Grams and centimetres; all four or none. */
    @RegisterForReflection
    @Schema(name = "PackedParcel")
    record Packed(
            @Schema(required = true, examples = "200")
            @NotNull(message = "is needed with a package, in grams")
            @DecimalMin(value = "0", inclusive = false, message = "is more than 0 grams")
            @DecimalMax(value = "1000000", message = "is at most 1000000 grams")
            BigDecimal weightGrams,

            @Schema(required = true, examples = "30")
            @NotNull(message = "is needed with a package, in cm")
            @DecimalMin(value = "0", inclusive = false, message = "is more than 0 cm")
            @DecimalMax(value = "1000", message = "is at most 1000 cm")
            BigDecimal lengthCm,

            @Schema(required = true, examples = "25")
            @NotNull(message = "is needed with a package, in cm")
            @DecimalMin(value = "0", inclusive = false, message = "is more than 0 cm")
            @DecimalMax(value = "1000", message = "is at most 1000 cm")
            BigDecimal widthCm,

            @Schema(required = true, examples = "2")
            @NotNull(message = "is needed with a package, in cm")
            @DecimalMin(value = "0", inclusive = false, message = "is more than 0 cm")
            @DecimalMax(value = "1000", message = "is at most 1000 cm")
            BigDecimal heightCm) {}
}
