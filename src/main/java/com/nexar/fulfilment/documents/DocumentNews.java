package com.nexar.fulfilment.documents;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.orders.Orders;

/** Writes into the shipment's history, and so into the feed, whether a document can be had; the shipment is locked before its document. */
record DocumentNews(Orders orders, Location location, long shipmentId, String key) implements DocumentStore.Witness {

    @Override
    public void inLock() {
        orders.inLock(location, shipmentId);
    }

    @Override
    public void inFailed(String reason) {
        orders.inDocumentFailed(location, shipmentId, key, reason);
    }

    @Override
    public void inMended() {
        orders.inDocumentReady(location, shipmentId, key);
    }
}
