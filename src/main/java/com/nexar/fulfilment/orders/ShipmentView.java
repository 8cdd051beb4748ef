package com.nexar.fulfilment.orders;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.nexar.fulfilment.money.Money;
import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.OperationState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A shipment as the API shows it (design section 4). Every field is always there; null where nothing is known. */
@Schema(name = "Shipment")
public record ShipmentView(
        @Schema(required = true, examples = "90210001", description = "EasyEcom's invoice_id")
        String shipmentId,

        @Schema(required = true, examples = "70110001", description = "EasyEcom's order_id")
        String orderId,

        @Schema(nullable = true, examples = "DEMO-SO-1001") String referenceCode,

        @Schema(required = true) Stage stage,

        @Schema(required = true) boolean onHold,

        @Schema(required = true, description = "Offered to the warehouse; …/eligibility says why or why not")
        boolean eligible,

        @Schema(nullable = true, description = "The operation under way, if any")
        Pending pending,

        @Schema(nullable = true, description = "EasyEcom's; null where it says none")
        Instant shipBy,

        @Schema(
                nullable = true,
                description = "The courier's last cut-off that is not after shipBy; shipBy where it has none")
        Instant handOverBy,

        @Schema(nullable = true, description = "Null without a shipBy, and once there is nothing to hand over any more")
        Risk risk,

        @Schema(nullable = true) Instant orderedAt,

        @Schema(required = true) Marketplace marketplace,

        @Schema(nullable = true, examples = "B2C") String orderType,

        @Schema(required = true) Payment payment,

        @Schema(nullable = true, description = "Null once it was erased; see personalDataErasedAt")
        ShipTo shipTo,

        @Schema(required = true) List<Line> lines,

        @Schema(required = true, description = "Changes when lines, quantities, ship-to or payment change")
        String contentVersion,

        @Schema(name = "package", nullable = true) @JsonProperty("package")
        ParcelView parcel,

        @Schema(nullable = true) Assignment assignment,

        @Schema(nullable = true) String invoiceNumber,

        @Schema(nullable = true) Manifest manifest,

        @Schema(nullable = true) Tracking tracking,

        @Schema(
                nullable = true,
                description =
                        "When the buyer's personal data was erased here, some time after the parcel's end: shipTo, the scan's note,"
                                + " reasons in words, the label's address and the documents are gone, and do not come back")
        Instant personalDataErasedAt,

        @Schema(nullable = true, description = "When the warehouse said that it has taken it")
        Instant acknowledgedAt,

        @Schema(nullable = true, description = "What the warehouse has to decide, or has decided")
        CancellationView cancellation,

        @Schema(required = true) Upstream upstream,

        @Schema(required = true) int version,

        @Schema(required = true) Instant receivedAt,

        @Schema(required = true) Instant updatedAt) {

    @Schema(name = "PendingOperation")
    public record Pending(
            @Schema(required = true) String operationId,
            @Schema(required = true) OperationKind kind,
            @Schema(required = true) OperationState state,

            @Schema(required = true, description = "Nothing can be read that decides it: an operator has to settle it")
            boolean needsPerson) {}

    @Schema(name = "Marketplace")
    public record Marketplace(
            @Schema(nullable = true, examples = "10") String id,
            @Schema(nullable = true, examples = "Offline") String name) {}

    @Schema(name = "Payment")
    public record Payment(
            @Schema(
                    required = true,
                    enumeration = {"COD", "PREPAID"})
            String mode,

            @Schema(required = true, description = "What the courier collects")
            Money collect) {}

    @Schema(name = "ShipTo")
    public record ShipTo(
            @Schema(nullable = true) String name,
            @Schema(nullable = true) String phone,
            @Schema(nullable = true) String line1,
            @Schema(nullable = true) String line2,
            @Schema(nullable = true) String city,
            @Schema(nullable = true) String state,
            @Schema(nullable = true) String postalCode,
            @Schema(nullable = true) String country) {}

    @Schema(name = "ShipmentLine")
    public record Line(
            @Schema(required = true) String lineId,
            @Schema(nullable = true) String sku,
            @Schema(nullable = true) String name,
            @Schema(required = true) int quantity,
            @Schema(required = true) int cancelledQuantity,
            @Schema(nullable = true) String ean,
            @Schema(nullable = true) Money unitPrice) {}

    @Schema(name = "Package", description = "Grams and centimetres")
    public record ParcelView(
            @Schema(nullable = true) BigDecimal weightGrams,
            @Schema(nullable = true) BigDecimal lengthCm,
            @Schema(nullable = true) BigDecimal widthCm,
            @Schema(nullable = true) BigDecimal heightCm) {}

    @Schema(name = "Assignment")
    public record Assignment(
            @Schema(nullable = true) String courier,
            @Schema(required = true) String awb,
            @Schema(nullable = true) String carrierId,
            @Schema(nullable = true) String labelUrl,
            @Schema(nullable = true) String trackingUrl) {}

    @Schema(name = "ShipmentManifest")
    public record Manifest(
            @Schema(nullable = true) String number,
            @Schema(nullable = true) Instant manifestedAt) {}

    @Schema(name = "Tracking")
    public record Tracking(
            @Schema(required = true) String status,
            @Schema(required = true) Instant occurredAt,
            @Schema(nullable = true) String location,
            @Schema(nullable = true) String note) {}

    @Schema(name = "UpstreamState", description = "EasyEcom's own words, kept as they came")
    public record Upstream(
            @Schema(nullable = true) String status,
            @Schema(nullable = true) Integer statusId,
            @Schema(nullable = true) Instant updatedAt) {}
}
