package com.nexar.fulfilment.board;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.Settlement;
import com.nexar.fulfilment.orders.FloorList;
import com.nexar.fulfilment.orders.FloorList.Line;
import com.nexar.fulfilment.orders.Risk;
import com.nexar.fulfilment.orders.Stage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.List;
import java.util.Set;

@Path("/board/{brand}/{location}/orders")
@BoardPage
@SignedIn
@RunOnVirtualThread
class OrderListResource {

    private static final int PAGE = 50;

    private static final int MOST_TO_DECIDE = 200;

    /** Beyond this many open operations the list of those that need a person is not complete. */
    private static final int MOST_OPERATIONS = 500;

    private final FloorList list;
    private final Settlement settlement;
    private final OrderLines lines;
    private final Frames frames;
    private final Visitor visitor;

    OrderListResource(FloorList list, Settlement settlement, OrderLines lines, Frames frames, Visitor visitor) {
        this.list = list;
        this.settlement = settlement;
        this.lines = lines;
        this.frames = frames;
        this.visitor = visitor;
    }

    @GET
    public Response orders(@BeanParam OrderFilter filter) {
        Location location = visitor.location();
        return Html.page(
                Templates.orders(frames.of("Orders", "orders"), page(location, filter, found(location, filter))));
    }

    private FloorList.Page found(Location location, OrderFilter filter) {
        if (!filter.text().isEmpty()) {
            return new FloorList.Page(list.found(location, filter.text(), PAGE), null);
        }
        if (filter.toDecide()) {
            return new FloorList.Page(list.toDecide(location, MOST_TO_DECIDE), null);
        }
        return list.page(location, wanted(location, filter), filter.cursor, PAGE);
    }

    private FloorList.Wanted wanted(Location location, OrderFilter filter) {
        Collection<Long> among = filter.person() ? ofPeople(location) : null;
        return new FloorList.Wanted(filter.stages(), filter.risk(), filter.held(), among);
    }

    private Set<Long> ofPeople(Location location) {
        return settlement.open(location, MOST_OPERATIONS).stream()
                .filter(operation -> operation.needsPerson())
                .flatMap(operation -> operation.shipmentIds().stream())
                .map(Long::valueOf)
                .collect(java.util.stream.Collectors.toSet());
    }

    private OrdersPage page(Location location, OrderFilter filter, FloorList.Page page) {
        List<Line> found = page.lines();
        return new OrdersPage(
                Frames.place(location),
                OrderFilter.stageChoices(filter.stage),
                OrderFilter.riskChoices(filter.risk),
                filter.held(),
                filter.person(),
                filter.toDecide(),
                filter.text(),
                summary(found.size(), page.next() != null, filter),
                found.stream().map(line -> lines.of(location, line)).toList(),
                page.next() == null ? "" : filter.path(location) + "&cursor=" + page.next(),
                filter.cursor == null || filter.cursor.isEmpty() ? "" : filter.path(location));
    }

    private static String summary(int found, boolean more, OrderFilter filter) {
        boolean goesOn = filter.cursor != null && !filter.cursor.isEmpty();
        String number = goesOn ? found + " more" : more ? "The first " + found : Integer.toString(found);
        String what = found == 1 ? " shipment" : " shipments";
        if (!filter.text().isEmpty()) {
            return number + what + " found for “" + filter.text() + "”";
        }
        if (filter.toDecide()) {
            return number + what + " with a cancellation to decide, oldest first";
        }
        Risk risk = filter.risk();
        Set<Stage> stages = filter.stages();
        String order = stages.stream().allMatch(Stage::isFinal) ? ", newest first" : ", earliest ship-by first";
        return number + what + (risk == null ? "" : " " + Words.of(risk).toLowerCase(java.util.Locale.ROOT)) + order;
    }
}
