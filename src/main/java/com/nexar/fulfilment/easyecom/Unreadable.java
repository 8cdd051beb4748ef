package com.nexar.fulfilment.easyecom;

/** One row of EasyEcom's cannot be understood; it is set aside and the page goes on. */
final class Unreadable extends RuntimeException {

    private static final int SHOWN = 60;

    Unreadable(String field, Object value, String why) {
        super(field + ": " + shown(String.valueOf(value)) + " " + why, null, false, false);
    }

    private static String shown(String value) {
        return value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
    }
}
