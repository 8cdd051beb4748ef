package peer;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Calls EasyEcom, then saves. What dies in between is forgotten here and done there; a lost answer is an error to the caller. */
@RestController
@RequestMapping("/v1/brands/{brand}/locations/{location}/shipments/{shipmentId}")
class CommandsController {

    record Assign(String courier, String awb, String carrierId, String labelUrl, String trackingUrl) {}

    private final Shipments shipments;
    private final Recipients recipients;
    private final EasyEcom easyecom;

    CommandsController(Shipments shipments, Recipients recipients, EasyEcom easyecom) {
        this.shipments = shipments;
        this.recipients = recipients;
        this.easyecom = easyecom;
    }

    @PutMapping("assignment")
    public Views.ShipmentView assign(
            @PathVariable String brand,
            @PathVariable String location,
            @PathVariable long shipmentId,
            @RequestBody Assign order) {
        Shipment shipment = find(brand, location, shipmentId);
        if (shipment.onHold || !shipment.stage.equals("RECEIVED")) {
            throw new ResponseStatusException(HttpStatus.CONFLICT);
        }
        easyecom.assign(shipmentId, order.courier(), order.awb(), order.carrierId());
        shipment.courier = order.courier();
        shipment.awb = order.awb();
        shipment.carrierId = order.carrierId();
        shipment.labelUrl = order.labelUrl();
        shipment.trackingUrl = order.trackingUrl();
        shipment.moveTo("ASSIGNED");
        return view(shipments.save(shipment));
    }

    @PostMapping("confirmation")
    public Views.ShipmentView confirm(
            @PathVariable String brand, @PathVariable String location, @PathVariable long shipmentId) {
        Shipment shipment = find(brand, location, shipmentId);
        if (shipment.onHold || !shipment.stage.equals("ASSIGNED") && !shipment.stage.equals("RECEIVED")) {
            throw new ResponseStatusException(HttpStatus.CONFLICT);
        }
        easyecom.confirm(shipment.orderId, shipmentId);
        shipment.moveTo("CONFIRMED");
        return view(shipments.save(shipment));
    }

    private Shipment find(String brand, String location, long shipmentId) {
        return shipments
                .findById(new ShipmentId(brand, shipmentId))
                .filter(shipment -> shipment.location.equals(location))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Views.ShipmentView view(Shipment shipment) {
        return Views.ShipmentView.of(shipment, recipients.findById(shipment.id).orElse(null));
    }
}
