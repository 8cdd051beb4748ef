package com.nexar.fulfilment.documents;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.orders.Orders;
import com.nexar.fulfilment.orders.ShipmentFacts;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Papers that are here already, as for every request after the first: one look that locks and writes nothing. */
@Singleton
class StoredPapers {

    /**
     * Exactly one is null.
     *
     * @param ownLabel the address of a label of the warehouse's own
     */
    record Found(URI ownLabel, DocumentStore.Stored stored) {}

    private final Orders orders;
    private final Transactions transactions;

    StoredPapers(Orders orders, Transactions transactions) {
        this.orders = orders;
        this.transactions = transactions;
    }

    /** Empty where it has to be fetched, or where there is no such shipment or paper (any more). */
    Optional<Found> find(Location location, long shipmentId, String type) {
        return transactions.in(
                location,
                () -> orders.inFacts(location, List.of(shipmentId)).stream()
                        .findFirst()
                        .flatMap(shipment -> inFind(location, shipment, type)));
    }

    private static Optional<Found> inFind(Location location, ShipmentFacts shipment, String type) {
        if (type.equals(DocumentType.LABEL) && shipment.labelUrl() != null) {
            return Optional.of(new Found(URI.create(shipment.labelUrl()), null));
        }
        if (shipment.personalDataErasedAt() != null) {
            return Optional.empty();
        }
        Map<String, StoredDocument> known = new LinkedHashMap<>();
        StoredDocument.of(location.brand(), shipment.shipmentId())
                .forEach(document -> known.put(document.id.key(), document));
        return DocumentType.key(type, known)
                .map(known::get)
                .filter(StoredDocument::fetched)
                .map(document -> new Found(null, DocumentStore.Stored.of(document)));
    }
}
