package com.nexar.fulfilment.inbound;

import java.time.Duration;

/** Within how long after how many failures EasyEcom does what (contract section 9, failure policy). */
public enum FailureWindow {
    /** A mail, and only one try every 2 minutes. */
    SLOWER(2, 20),
    /** One try every 5 minutes. */
    SLOW(8, 80),
    /** The webhook is deactivated. */
    GIVEN_UP(24, 400);

    private final int hours;
    private final int limit;

    FailureWindow(int hours, int limit) {
        this.hours = hours;
        this.limit = limit;
    }

    public int hours() {
        return hours;
    }

    /** EasyEcom's own figure. */
    public int limit() {
        return limit;
    }

    Duration length() {
        return Duration.ofHours(hours);
    }

    boolean near(int failures, double alarm) {
        return failures >= limit * alarm;
    }
}
