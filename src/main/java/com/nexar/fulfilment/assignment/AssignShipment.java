package com.nexar.fulfilment.assignment;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The order: this shipment travels with this courier under this AWB. */
@RegisterForReflection
record AssignShipment(
        @Schema(required = true, examples = "NexarExpress", description = "The courier's name as people know it")
        @NotBlank(message = "is needed: the courier's name")
        @Size(max = 100, message = "is at most 100 characters")
        String courier,

        @Schema(required = true, examples = "NXR0000000001")
        @NotNull(message = "is needed: the AWB as printed on the label")
        @Pattern(regexp = "[A-Za-z0-9_/-]{3,50}", message = "is 3 to 50 letters, digits, - _ or /")
        String awb,

        @Schema(required = true, examples = "28001", description = "EasyEcom's company carrier id")
        @NotNull(message = "is needed: the company carrier id of the courier's account in EasyEcom")
        @Pattern(regexp = "[1-9][0-9]{0,17}", message = "is EasyEcom's company carrier id: digits only")
        String carrierId,

        @Schema(nullable = true, examples = "https://labels.example.com/NXR0000000001.pdf")
        @Pattern(regexp = "https?://[^\\s]{1,1000}", message = "is an http or https URL")
        String labelUrl,

        @Schema(nullable = true, examples = "https://track.example.com/NXR0000000001")
        @Pattern(regexp = "https?://[^\\s]{1,1000}", message = "is an http or https URL")
        String trackingUrl,

        @Schema(
                nullable = true,
                examples = "NXR0000000009",
                description = "The AWB that this one replaces, where EasyEcom lets one overwrite another"
                        + " (fulfilment.easyecom.assign-again); else that one is taken back first")
        @Pattern(
                regexp = "[A-Za-z0-9_/-]{3,50}",
                message = "is the AWB that the shipment has: 3 to 50 letters, digits, - _ or /")
        String replaces) {

    /** Equal for the same AWB of the same carrier: the natural key of an assignment. */
    String fingerprint() {
        return carrierId + "/" + awb;
    }
}
