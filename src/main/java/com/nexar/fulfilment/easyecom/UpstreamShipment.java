package com.nexar.fulfilment.easyecom;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One row of EasyEcom's order calls: one {@code invoice_id} (contract 3.1). Null-likes are null; nothing is guessed.
 *
 * @param shipmentId EasyEcom's invoice_id
 * @param locationKey null where getOrderDetails does not say
 * @param shipBy EasyEcom's {@code tat}
 * @param orderType such as {@code B2C}
 * @param orderTypeKey such as {@code retailorder}
 * @param paymentMode {@code COD} or {@code PREPAID}
 * @param collect what the carrier collects; zero where EasyEcom says nothing
 * @param countedPieces EasyEcom's order_quantity, cancelled pieces included; null where it says nothing
 * @param awb null until an AWB is assigned
 * @param courier the aggregator's name, else the courier's unless that is an account's e-mail; null before assignment
 * @param carrierId the company-carrier id; null before assignment
 * @param parcel null where no package figure is readable
 * @param documents only those that exist, by EasyEcom's key
 * @param history easyecom_order_history in EasyEcom's order; empty in lists that were not asked for it, or do not have it
 */
public record UpstreamShipment(
        long shipmentId,
        long orderId,
        String referenceCode,
        String locationKey,
        UpstreamStatus status,
        Instant orderedAt,
        Instant shipBy,
        Instant availableAfter,
        Instant updatedAt,
        String marketplaceId,
        String marketplaceName,
        String orderType,
        String orderTypeKey,
        String paymentMode,
        BigDecimal collect,
        String currency,
        UpstreamAddress shipTo,
        List<UpstreamLine> lines,
        Integer countedPieces,
        String invoiceNumber,
        String awb,
        String courier,
        String carrierId,
        UpstreamPackage parcel,
        String manifestNumber,
        Instant manifestedAt,
        Map<String, URI> documents,
        Integer shippingStatusId,
        String shippingStatus,
        Instant deliveredAt,
        List<UpstreamEvent> history,
        String message) {}
