package com.nexar.fulfilment.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** The camelCase row of the tracking webhook and of getTrackingDetails (contract §8, §9). */
final class TrackingRows {
    private TrackingRows() {}

    static Json.Part list(Account account, List<Shipment> shipments) {
        return out -> {
            out.writeStartArray();
            for (Shipment shipment : shipments) {
                write(out, account, shipment);
            }
            out.writeEndArray();
        };
    }

    private static void write(JsonGenerator out, Account account, Shipment shipment) throws IOException {
        OrderFacts facts = shipment.facts;
        RowWriter row = new RowWriter(out);
        row.put(
                "last_status_update",
                shipment.shippingUpdatedAt == null ? null : IndianTime.text(shipment.shippingUpdatedAt));
        row.put(
                "suborder_id",
                shipment.lines.isEmpty() ? null : shipment.lines.getFirst().suborderId());
        row.put("suborder_company_id", shipment.location.warehouseId()).put("master_carrier_id", 5859);
        row.put("tier", 1).put("carrier_id", shipment.carrierId).put("status_id", shipment.statusId);
        row.put("shipping_status_id", shipment.shippingStatusId == 0 ? null : shipment.shippingStatusId);
        row.put("reference_code", facts.reference()).put("awbNumber", shipment.awb);
        row.put("invoiceId", shipment.invoiceId).put("orderId", facts.orderId());
        row.put("invoiceAmount", shipment.amount()).put("tax", Math.round(shipment.tax() * 100) / 100.0);
        row.put("shippingHistory", shipment.scans.isEmpty() ? null : shipment.scans);
        row.put("currentShippingStatus", shipment.shippingStatus);
        LocalDate expected = expected(shipment);
        row.put("expectedDeliveryDate", expected + " 18:00:00").put("carrierName", shipment.aggregator);
        row.put("orderDate", IndianTime.orderDate(facts.importedAt()));
        row.put("invoiceDate", shipment.invoicedAt == null ? null : IndianTime.day(shipment.invoicedAt));
        row.put("orderStatus", shipment.status)
                .put("companyName", account.company)
                .put("companyLogo", null);
        row.put("city", facts.buyer().city()).put("state", facts.buyer().state());
        row.put("pin_code", facts.buyer().pin()).put("awb_generation_type", 5);
        row.nothing("expectedDeliveryDateStart", "expectedDeliveryDateEnd");
        row.put(
                "items",
                shipment.lines.stream()
                        .map(each ->
                                each.product().name() + " (" + each.product().sku() + ") X " + each.quantity())
                        .toList());
        row.put("last_status", null);
        row.put("edd_month", expected.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        row.put("edd_year", Integer.toString(expected.getYear()));
        row.put("edd_day", "%02d".formatted(expected.getDayOfMonth()));
        row.put("notes", Json.EMPTY_LIST)
                .put("location_key", shipment.location.key())
                .end();
    }

    private static LocalDate expected(Shipment shipment) {
        var sent = IndianTime.parse(shipment.expectedDelivery);
        long second = sent.orElse(shipment.facts.importedAt() + 3 * IndianTime.DAY);
        return LocalDate.ofEpochDay(Math.floorDiv(second + IndianTime.IST.getTotalSeconds(), IndianTime.DAY));
    }
}
