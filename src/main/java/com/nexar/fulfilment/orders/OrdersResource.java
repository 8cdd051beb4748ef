package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.problems.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/brands/{brand}/locations/{location}/orders")
@Tag(name = "Orders", description = "What the warehouse has to do")
@RunOnVirtualThread
class OrdersResource {

    private final ShownShipments shown;
    private final ShipmentViews views;
    private final ShipByRule shipByRule;
    private final Timeline timeline;
    private final Transactions transactions;
    private final OrderPages pages;
    private final OrdersConfig config;
    private final Here here;
    private final Clock clock;

    OrdersResource(
            ShownShipments shown,
            ShipmentViews views,
            ShipByRule shipByRule,
            Timeline timeline,
            Transactions transactions,
            OrderPages pages,
            OrdersConfig config,
            Here here,
            Clock clock) {
        this.shown = shown;
        this.views = views;
        this.shipByRule = shipByRule;
        this.timeline = timeline;
        this.transactions = transactions;
        this.pages = pages;
        this.config = config;
        this.here = here;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Orders with their shipments; eligible=true is what a warehouse polls")
    public OrderView.Page orders(
            @Parameter(description = "At least one shipment stands here") @QueryParam("stage") String stage,
            @Parameter(description = "Only orders with a shipment that is (true) or is not (false) offered")
                    @QueryParam("eligible")
                    String eligible,
            @Parameter(description = "RFC 3339", example = "2026-02-03T00:00:00Z") @QueryParam("updatedSince")
                    String updatedSince,
            @Parameter(description = "RFC 3339", example = "2026-02-04T18:29:00Z") @QueryParam("shipBefore")
                    String shipBefore,
            @Parameter(description = "At least one shipment is LATE, AT_RISK or FINE") @QueryParam("risk") String risk,
            @Parameter(description = "The exact reference code", example = "DEMO-SO-1001") @QueryParam("reference")
                    String reference,
            @Parameter(description = "orderId (default), orderedAt, shipBy or updatedAt; - before it for descending")
                    @QueryParam("sort")
                    String sort,
            @Parameter(description = "next of the page before") @QueryParam("cursor") String cursor,
            @Parameter(description = "1 to 500, default 100") @QueryParam("limit") Integer limit) {
        OrderQuery query = new OrderQuery(here.location(), sort, cursor, limit)
                .stage(Parse.stage(stage))
                .eligible(Parse.bool("eligible", eligible), config.types(), clock.instant())
                .updatedSince(Parse.time("updatedSince", updatedSince))
                .shipBefore(Parse.time("shipBefore", shipBefore))
                .risk(Parse.risk(risk), shipByRule, clock.instant())
                .reference(reference);
        OrderPages.Page page = pages.of(query);
        return new OrderView.Page(views(page.orderIds(), page.shown()), page.next());
    }

    @GET
    @Path("{orderId}")
    @Operation(summary = "One order with its shipments at this location")
    public OrderView order(
            @Parameter(description = "EasyEcom's order_id", example = "70110001") @PathParam("orderId")
                    String orderId) {
        long id = UpstreamId.parse("orderId", orderId);
        return views(List.of(id), shipments(id)).getFirst();
    }

    @GET
    @Path("{orderId}/timeline")
    @Operation(summary = "All that happened to an order, oldest first")
    public Timeline.View timeline(
            @Parameter(description = "EasyEcom's order_id", example = "70110001") @PathParam("orderId")
                    String orderId) {
        long id = UpstreamId.parse("orderId", orderId);
        return transactions.reading(
                here.location(),
                () -> timeline.of(
                        here.location(),
                        id,
                        shipments(id).stream().map(Shown::shipmentId).toList()));
    }

    @GET
    @Path("{orderId}/eligibility")
    @Operation(summary = "Why an order is, or is not, offered to the warehouse; every reason with what would change it")
    public Eligibility.OfOrder eligibility(
            @Parameter(description = "EasyEcom's order_id", example = "70110001") @PathParam("orderId")
                    String orderId) {
        long id = UpstreamId.parse("orderId", orderId);
        Instant now = clock.instant();
        List<Shown> all = shipments(id);
        List<OrderLedger.Quantity> quantities =
                OrderLedger.of(OrderParts.of(all).get(id));
        List<Eligibility.OfShipment> shipments = all.stream()
                .map(each -> eligibility(each.shipment(), quantities, now))
                .toList();
        return new Eligibility.OfOrder(
                orderId, shipments.stream().anyMatch(Eligibility.OfShipment::eligible), shipments);
    }

    private Eligibility.OfShipment eligibility(Shipment shipment, List<OrderLedger.Quantity> quantities, Instant now) {
        List<Eligibility.Reason> reasons = new ArrayList<>(Eligibility.reasons(shipment, config.types(), now));
        boolean eligible = reasons.isEmpty();
        reasons.addAll(Eligibility.notes(shipment, quantities));
        return new Eligibility.OfShipment(
                Long.toString(shipment.key.shipmentId()), eligible, shipByRule.of(shipment, now), reasons);
    }

    private List<Shown> shipments(long orderId) {
        List<Shown> shipments = shown.ofOrders(here.location(), List.of(orderId));
        if (shipments.isEmpty()) {
            throw unknown(orderId);
        }
        return shipments;
    }

    private Problem unknown(long orderId) {
        return Problem.notFound("Order " + orderId + " at " + here.location().ref());
    }

    /** @param shipments all that the location has of these orders */
    private List<OrderView> views(List<Long> orderIds, List<Shown> shipments) {
        Map<String, List<ShipmentView>> byOrder = views.all(shipments).stream()
                .collect(Collectors.groupingBy(ShipmentView::orderId, TreeMap::new, Collectors.toList()));
        Map<Long, List<OrderPart>> ledgers = OrderParts.of(shipments);
        return orderIds.stream()
                .filter(ledgers::containsKey) // else it left the location after it was found
                .map(id -> view(byOrder.get(Long.toString(id)), OrderLedger.of(ledgers.get(id))))
                .toList();
    }

    private static OrderView view(List<ShipmentView> shipments, List<OrderLedger.Quantity> quantities) {
        ShipmentView first = shipments.getFirst();
        Stage stage = shipments.stream()
                .map(ShipmentView::stage)
                .filter(each -> each != Stage.CANCELLED)
                .min(Comparator.comparingInt(Stage::progress))
                .orElse(Stage.CANCELLED);
        Instant shipBy = shipments.stream()
                .map(ShipmentView::shipBy)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        Risk risk = Risk.worst(shipments.stream()
                .map(ShipmentView::risk)
                .filter(Objects::nonNull)
                .toList());
        return new OrderView(
                first.orderId(), first.referenceCode(), stage, first.orderedAt(), shipBy, risk, shipments, quantities);
    }
}
