package com.nexar.fulfilment.board;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.documents.ShipmentDocuments;
import com.nexar.fulfilment.orders.ShipmentView;
import com.nexar.fulfilment.orders.Stage;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Says of a shipment's papers how they stand, and leads to what can be had. */
@Singleton
class Papers {

    private final ShipmentDocuments documents;

    Papers(ShipmentDocuments documents) {
        this.documents = documents;
    }

    /** Empty before there can be any. */
    List<OrderPage.Paper> of(Location location, ShipmentView shipment) {
        boolean ownLabel =
                shipment.assignment() != null && shipment.assignment().labelUrl() != null;
        boolean made = shipment.stage() == Stage.CONFIRMED || shipment.stage().manifestedOrLater();
        if (!made && !ownLabel && shipment.personalDataErasedAt() == null) {
            return List.of();
        }
        String path = Frames.path(location) + "/shipments/" + shipment.shipmentId() + "/documents/";
        return documents.lastKnown(location, Long.parseLong(shipment.shipmentId())).stream()
                .map(paper -> paper(paper, path, made))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<OrderPage.Paper> paper(ShipmentDocuments.View paper, String path, boolean made) {
        String name = Words.plain(paper.type());
        String open = path + paper.type();
        return switch (paper.state()) {
            case READY -> Optional.of(new OrderPage.Paper(name, "", open, name + " (PDF)"));
            case PENDING ->
                made
                        ? Optional.of(new OrderPage.Paper(
                                name, "Not fetched yet; EasyEcom may have it by now.", open, "Ask for it"))
                        : Optional.empty();
            case FAILED ->
                Optional.of(new OrderPage.Paper(name, "It could not be had: " + paper.reason(), open, "Try again"));
            case ERASED -> Optional.of(new OrderPage.Paper(name, "Erased with the buyer's personal data.", "", ""));
        };
    }
}
