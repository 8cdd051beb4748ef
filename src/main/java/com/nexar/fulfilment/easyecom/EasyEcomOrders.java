package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.nexar.fulfilment.brands.Location;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Orders, as the shipments they consist of (contract section 3), and their holds (section 4). */
@Singleton
public class EasyEcomOrders {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final int NOT_FOUND = 404;

    private final EasyEcomCalls calls;
    private final PageLimit limit;
    private final Turns turns;

    EasyEcomOrders(EasyEcomCalls calls) {
        this.calls = calls;
        this.limit = new PageLimit(calls.config().ordersPageSize());
        this.turns = Turns.ofLists(calls.config());
    }

    /**
     * The first page of what was updated in this window, oldest or newest first as EasyEcom likes; a row may come twice in a
     * walk. Rows that cannot be read are in {@link ShipmentPage#broken()}.
     *
     * @throws EasyEcomRefused it does not like the window
     * @throws EasyEcomUnavailable all else
     */
    public ShipmentPage first(Location location, ReadWindow window) {
        return first(location, window, Map.of());
    }

    /**
     * The same, asking for the history of each row as well. Whether EasyEcom's list has it is not sure (contract section 3.1): a row
     * without one says nothing about its history.
     */
    public ShipmentPage firstWithHistory(Location location, ReadWindow window) {
        return first(location, window, Map.of("include_ee_history", "1"));
    }

    private ShipmentPage first(Location location, ReadWindow window, Map<String, String> more) {
        return page(limit.ask(location, size -> {
            Map<String, String> query = new LinkedHashMap<>();
            query.put("updated_after", IndianTime.write(window.from()));
            query.put("updated_before", IndianTime.write(window.to()));
            query.put("limit", Integer.toString(size));
            query.putAll(more);
            String path = calls.config().paths().allOrders();
            return listed(location, Call.read("orders", Call.Endpoints.LISTS, Lane.ORDERS, null, path, query));
        }));
    }

    /**
     * The page that {@link ShipmentPage#next()} points to.
     *
     * @throws EasyEcomRefused it does not know this cursor (any more), or the cursor points to a stranger
     * @throws EasyEcomUnavailable all else
     */
    public ShipmentPage next(Location location, String cursor) {
        return page(listed(location, Call.follow("orders-next", Lane.ORDERS, cursor)));
    }

    /** What a command needs does not wait behind what is read by itself. */
    private Rows<UpstreamShipment> listed(Location location, Call call) {
        Supplier<Rows<UpstreamShipment>> reading = () -> calls.read(location, call, Rows::shipments, Rows.none());
        return Lane.current(call.lane()) == Lane.COMMANDS ? reading.get() : turns.in(location, reading);
    }

    /**
     * One shipment as EasyEcom has it now, with its history; empty where this location's token does not see it.
     *
     * @throws EasyEcomUnavailable also where the shipment is there but cannot be read, and where EasyEcom refuses to show it
     */
    public Optional<UpstreamShipment> shipment(Location location, long shipmentId) {
        // A row of another invoice is no answer: parameters that EasyEcom does not know it silently ignores.
        return details(location, "invoice_id", shipmentId, row -> row.shipmentId() == shipmentId).stream()
                .findFirst();
    }

    /**
     * All shipments of an order that this location's token sees; empty where there is none.
     *
     * @throws EasyEcomUnavailable also where one of them cannot be read
     */
    public List<UpstreamShipment> order(Location location, long orderId) {
        return details(location, "order_id", orderId, row -> row.orderId() == orderId);
    }

    /**
     * Puts a shipment on hold; possible before the manifest.
     *
     * @throws EasyEcomFailure refused, unavailable or uncertain
     */
    public void hold(Location location, long shipmentId, String reason) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("invoice_id", shipmentId)
                .put("hold_reason", reason);
        String path = calls.config().paths().hold();
        calls.write(location, Call.write("hold", shipmentId, HttpMethod.PUT, path, body));
    }

    /**
     * Ends a hold.
     *
     * @throws EasyEcomFailure refused, unavailable or uncertain
     */
    public void release(Location location, long shipmentId) {
        var body = JsonNodeFactory.instance.objectNode().put("invoice_id", shipmentId);
        String path = calls.config().paths().unhold();
        calls.write(location, Call.write("release", shipmentId, HttpMethod.PUT, path, body));
    }

    private List<UpstreamShipment> details(Location location, String key, long id, Predicate<UpstreamShipment> asked) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put(key, Long.toString(id));
        query.put("include_ee_history", "1");
        String path = calls.config().paths().orderDetails();
        var call = Call.read("order-details", Call.Endpoints.READS, Lane.COMMANDS, id, path, query);
        Rows<UpstreamShipment> rows;
        try {
            rows = calls.read(location, call, Rows::shipments, Rows.none());
        } catch (EasyEcomRefused no) {
            throw notShown(location, id, no);
        }
        boolean about = key.equals("invoice_id");
        for (BrokenRow broken : rows.broken()) {
            if (!about || broken.id() == null || broken.id() == id) {
                throw EasyEcomUnavailable.unreadableRow(
                        location + ": EasyEcom's row for " + id + " cannot be read (" + broken.reason()
                                + "); nothing is decided on it.",
                        SOON);
            }
        }
        return rows.read().stream().filter(asked).toList();
    }

    /** A no to a question says nothing about the shipment; a 404 nothing about any: the path may not be there. */
    private EasyEcomUnavailable notShown(Location location, long id, EasyEcomRefused no) {
        String detail = location + ": EasyEcom does not show " + id + " (\""
                + no.upstream().message() + "\"); nothing is decided on it.";
        Duration pause = calls.config().throttlePause();
        return no.upstream().code() == NOT_FOUND
                ? new EasyEcomUnavailable(detail, pause)
                : EasyEcomUnavailable.unreadableRow(detail, pause);
    }

    private static ShipmentPage page(Rows<UpstreamShipment> rows) {
        return new ShipmentPage(rows.read(), rows.broken(), rows.next());
    }
}
