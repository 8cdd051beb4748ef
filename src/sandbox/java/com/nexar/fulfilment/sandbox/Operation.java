package com.nexar.fulfilment.sandbox;

import java.util.Locale;

/** What a request is about, in the ledger and for fault injection. */
enum Operation {
    TOKEN,
    LOCATIONS,
    MARKETPLACES,
    PRODUCTS,
    PRODUCT_COUNT,
    ORDERS,
    ORDER_DETAILS,
    ASSIGN,
    UNASSIGN,
    CARRIER_CREDENTIALS,
    CONFIRM,
    DOCUMENTS,
    DOCUMENT_FILE,
    MANIFEST,
    MANIFEST_DOCUMENT,
    TRACK,
    TRACKING_DETAILS,
    CANCEL,
    HOLD,
    UNHOLD,
    CREATE_ORDER,
    UNKNOWN;

    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
