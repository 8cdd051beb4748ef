package com.nexar.fulfilment.sandbox;

/** The five ways in which EasyEcom says nothing (contract §10). */
final class NullLike {
    private static final String[] DATES = {null, "", "NA", "-", "0000-00-00 00:00:00"};
    private static final String[] TEXTS = {null, "", "NA", "-", ""};

    private NullLike() {}

    static String date(Shipment shipment, Long second) {
        return second == null ? DATES[shipment.guise()] : IndianTime.text(second);
    }

    static String text(Shipment shipment, String text) {
        return text == null ? TEXTS[shipment.guise()] : text;
    }
}
