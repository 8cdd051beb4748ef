package com.nexar.fulfilment.sync;

/** The lists that are walked, each with a cursor of its own. */
public enum Feed {
    /** What changes from now on. Apart from the back-fill, so that a long first sync delays nobody. */
    ORDERS_TIP,
    /** The look-back of the first sync. */
    ORDERS_BACKFILL,
    /** Open shipments that no list has shown for long, one by one. */
    ORDERS_OPEN,
    /** The product master; walked by the brand's first location. */
    PRODUCTS
}
