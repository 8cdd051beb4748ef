package peer;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ArrayList;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/v1/brands/{brand}/locations/{location}/orders")
class OrdersController {

    private final Shipments shipments;
    private final Recipients recipients;

    OrdersController(Shipments shipments, Recipients recipients) {
        this.shipments = shipments;
        this.recipients = recipients;
    }

    @GetMapping
    @Transactional(readOnly = true)
    public Views.Page orders(
            @PathVariable String brand,
            @PathVariable String location,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        List<Long> ids = shipments.orderIds(brand, location, after, Limit.of(limit + 1));
        boolean more = ids.size() > limit;
        List<Long> page = more ? ids.subList(0, limit) : ids;
        return new Views.Page(views(brand, location, page), more ? page.getLast() : null);
    }

    @GetMapping("{orderId}")
    @Transactional(readOnly = true)
    public Views.OrderView order(
            @PathVariable String brand, @PathVariable String location, @PathVariable long orderId) {
        return views(brand, location, List.of(orderId)).stream()
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private List<Views.OrderView> views(String brand, String location, List<Long> orderIds) {
        List<Shipment> found = shipments.ofOrders(brand, location, orderIds);
        Map<ShipmentId, Recipient> to = new HashMap<>();
        recipients
                .findAllById(found.stream().map(shipment -> shipment.id).toList())
                .forEach(recipient -> to.put(recipient.id, recipient));
        Map<Long, List<Views.ShipmentView>> byOrder = new LinkedHashMap<>();
        found.forEach(shipment -> byOrder.computeIfAbsent(shipment.orderId, id -> new ArrayList<>())
                .add(Views.ShipmentView.of(shipment, to.get(shipment.id))));
        return byOrder.values().stream().map(Views.OrderView::of).toList();
    }
}
