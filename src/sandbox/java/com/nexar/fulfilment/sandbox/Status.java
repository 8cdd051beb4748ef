package com.nexar.fulfilment.sandbox;

/** The order statuses of contract §3.3 that a row can have; the history knows a few more ids. */
enum Status {
    NEW(1, "New"),
    OPEN(2, "Open"),
    CONFIRMED(3, "Confirmed"),
    PRINTED(5, "Printed"),
    READY(6, "Ready to dispatch"),
    SHIPPED(7, "Shipped"),
    CANCELLED(9, "Cancelled"),
    RETURNED(10, "Returned");

    static final String ON_HOLD = "On Hold";

    static final int CONFIRM_START = 13;
    static final int CONFIRM_SUCCESS = 16;
    static final int CONFIRM_NEW = 17;
    static final int CONFIRM_FAIL = 18;
    static final int SELFSHIP_CONFIRM = 38;

    final int id;
    final String text;

    Status(int id, String text) {
        this.id = id;
        this.text = text;
    }
}
