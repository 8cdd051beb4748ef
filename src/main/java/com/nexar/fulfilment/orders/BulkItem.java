package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.problems.Problem;
import java.util.UUID;

/**
 * What became of one item of a bulk so far.
 *
 * @param place of the item in the bulk, from 0
 * @param asked the shipment as the caller named it; null where it did not
 * @param shipmentId 0 where it is none
 * @param order null where it could not be read
 * @param operation that tells EasyEcom; null where nothing has to be done, and where there is a problem
 * @param problem why this item was not taken; null where it was
 */
public record BulkItem<T>(int place, String asked, long shipmentId, T order, UUID operation, Problem problem) {

    public boolean wrong() {
        return problem != null;
    }

    public BulkItem<T> taken(UUID by) {
        return new BulkItem<>(place, asked, shipmentId, order, by, null);
    }

    public BulkItem<T> refused(Problem why) {
        return new BulkItem<>(place, asked, shipmentId, order, null, why);
    }
}
