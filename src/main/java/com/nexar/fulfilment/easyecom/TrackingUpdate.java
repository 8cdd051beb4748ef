package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The current status of a manifested parcel and how it came there (contract section 8).
 *
 * @param statusId EasyEcom's shipment status id: 2 In Transit, 3 Delivered, 9 Delivered To Origin, 16, 17, 18, 19, 20
 * @param estimatedDelivery null if unknown
 * @param deliveredAt sent only for 3 and 9
 */
public record TrackingUpdate(
        String awb, int statusId, LocalDate estimatedDelivery, Instant deliveredAt, List<TrackingScan> scans) {

    /** Whether this scan is among those that EasyEcom shows of the parcel, in one row or in several. */
    boolean isIn(JsonNode data) {
        for (JsonNode row :
                data.isArray() ? data : JsonNodeFactory.instance.arrayNode().add(data)) {
            if (awb.equals(new Row(row).text("awbNumber", "awb_number"))) {
                for (JsonNode scan : row.path("shippingHistory")) {
                    if (scans.getFirst().isIn(new Row(scan))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
