package com.nexar.fulfilment.faults.checks;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** A courier's scan as the warehouse reports it. */
public record Scan(String eventId, String status, Instant occurredAt, String place) {

    private static final DateTimeFormatter EASYECOM = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final ZoneOffset INDIA = ZoneOffset.ofHoursMinutes(5, 30);

    private static final Map<String, String> WORDS = Map.of(
            "PICKUP_SCHEDULED", "Pickup Scheduled",
            "OUT_FOR_PICKUP", "Out For Pickup",
            "IN_TRANSIT", "In Transit",
            "OUT_FOR_DELIVERY", "Out For Delivery",
            "DELIVERED", "Delivered",
            "UNDELIVERED", "Undelivered",
            "RTO_IN_TRANSIT", "RTO In Transit",
            "RTO_DELIVERED", "Delivered To Origin");

    /** As EasyEcom keeps it: word, time in India to the second, place. */
    public TrueShipment.Scanned atEasyEcom() {
        return new TrueShipment.Scanned(WORDS.get(status), inIndia(occurredAt), place);
    }

    static String inIndia(Instant at) {
        return EASYECOM.format(LocalDateTime.ofInstant(at, INDIA));
    }

    static Instant fromIndia(String text) {
        return LocalDateTime.parse(text, EASYECOM).toInstant(INDIA);
    }
}
