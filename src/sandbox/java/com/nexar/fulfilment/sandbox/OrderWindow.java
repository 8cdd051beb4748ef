package com.nexar.fulfilment.sandbox;

import java.util.Arrays;

/**
 * What part of the orders a list asks for.
 *
 * @param statusIds a comma list, empty for all
 * @param marketplaceIds a comma list, empty for all
 */
record OrderWindow(Sort sort, long fromSecond, long toSecond, String statusIds, String marketplaceIds) {
    static final long CAP = 7 * IndianTime.DAY;

    /** By what a window is cut and its rows are sorted. */
    enum Sort {
        UPDATED,
        IMPORTED;

        RowKey keyOf(Shipment shipment) {
            return new RowKey(this == UPDATED ? shipment.updatedAt : shipment.facts.importedAt(), shipment.invoiceId);
        }
    }

    boolean tooWide() {
        return toSecond - fromSecond > CAP;
    }

    RowKey before() {
        return new RowKey(fromSecond, Long.MIN_VALUE);
    }

    boolean reaches(Shipment shipment) {
        return sort.keyOf(shipment).second() <= toSecond;
    }

    boolean wants(Shipment shipment) {
        return (statusIds.isEmpty() || listed(statusIds, shipment.statusId))
                && (marketplaceIds.isEmpty()
                        || listed(marketplaceIds, shipment.facts.marketplace().id()));
    }

    private static boolean listed(String ids, long id) {
        String wanted = Long.toString(id);
        return Arrays.stream(ids.split(",")).anyMatch(each -> each.trim().equals(wanted));
    }
}
