package com.nexar.fulfilment.sandbox;

/** The place of a row in a window: the time it is sorted by, then its invoice id. */
record RowKey(long second, long invoiceId) implements Comparable<RowKey> {
    @Override
    public int compareTo(RowKey other) {
        int bySecond = Long.compare(second, other.second);
        return bySecond != 0 ? bySecond : Long.compare(invoiceId, other.invoiceId);
    }
}
