package com.nexar.fulfilment.tracking;

import com.nexar.fulfilment.orders.Stage;
import java.util.Optional;

/** Our status words, EasyEcom's ids (contract section 8), and the stage that each means. */
enum ScanStatus {
    PICKUP_SCHEDULED(18, "Pickup Scheduled", null),
    OUT_FOR_PICKUP(19, "Out For Pickup", null),
    IN_TRANSIT(2, "In Transit", Stage.IN_TRANSIT),
    OUT_FOR_DELIVERY(20, "Out For Delivery", Stage.OUT_FOR_DELIVERY),
    DELIVERED(3, "Delivered", Stage.DELIVERED),
    UNDELIVERED(16, "Undelivered", Stage.UNDELIVERED),
    RTO_IN_TRANSIT(17, "RTO In Transit", Stage.RTO_IN_TRANSIT),
    RTO_DELIVERED(9, "Delivered To Origin", Stage.RTO_DELIVERED);

    private final int easyecomId;
    private final String easyecomWord;
    private final Stage stage;

    ScanStatus(int easyecomId, String easyecomWord, Stage stage) {
        this.easyecomId = easyecomId;
        this.easyecomWord = easyecomWord;
        this.stage = stage;
    }

    int easyecomId() {
        return easyecomId;
    }

    String easyecomWord() {
        return easyecomWord;
    }

    /** Empty for what happens before the parcel moves. */
    Optional<Stage> stage() {
        return Optional.ofNullable(stage);
    }

    /** EasyEcom wants the delivery date with these two only. */
    boolean delivered() {
        return this == DELIVERED || this == RTO_DELIVERED;
    }
}
