package com.nexar.fulfilment.orders;

import java.time.Duration;
import java.time.Instant;

/**
 * Which ship-bys are late and which are at risk.
 *
 * @param lateBefore a ship-by before this is over
 * @param atRiskBefore one before this is near
 */
record DueLine(Instant lateBefore, Instant atRiskBefore) {

    private static final Duration NEAR = Duration.ofHours(2);

    static DueLine at(Instant now) {
        return new DueLine(now, now.plus(NEAR));
    }

    FloorList.Risk of(Instant shipBy) {
        if (shipBy == null) {
            return null;
        }
        return shipBy.isBefore(lateBefore)
                ? FloorList.Risk.LATE
                : shipBy.isBefore(atRiskBefore) ? FloorList.Risk.AT_RISK : FloorList.Risk.FINE;
    }
}
