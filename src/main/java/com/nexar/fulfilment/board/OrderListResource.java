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
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

@Path("/board/{brand}/{location}/orders")
@BoardPage
@SignedIn
@RunOnVirtualThread
class OrderListResource {

    private static final int PAGE = 50;

    /** Beyond this many open operations the list of those that need a person is not complete. */
    private static final int MOST_OPERATIONS = 500;

    /** @param next where the next page is; empty on the last, and where there is none */
    private record Listed(List<Line> lines, boolean more, String next) {}

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
                Templates.orders(frames.of("Orders", "orders"), page(location, filter, listed(location, filter))));
    }

    private Listed listed(Location location, OrderFilter filter) {
        if (filter.searches()) {
            FloorList.Found found = list.found(location, filter.text(), PAGE);
            return new Listed(found.lines(), found.more(), "");
        }
        FloorList.Wanted wanted = wanted(location, filter);
        FloorList.Page page = filter.toDecide()
                ? list.toDecide(location, wanted, filter.cursor, PAGE)
                : list.page(location, wanted, filter.cursor, PAGE);
        boolean more = page.next() != null;
        return new Listed(page.lines(), more, more ? filter.path(location) + "&cursor=" + page.next() : "");
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
                .collect(Collectors.toSet());
    }

    private OrdersPage page(Location location, OrderFilter filter, Listed listed) {
        return new OrdersPage(
                Frames.place(location),
                filter.stageChoices(),
                filter.riskChoices(),
                filter.held(),
                filter.person(),
                filter.toDecide(),
                filter.text(),
                summary(listed.lines().size(), listed.more(), filter),
                listed.lines().stream().map(line -> lines.of(location, line)).toList(),
                listed.next(),
                goesOn(filter) ? filter.path(location) : "");
    }

    private static String summary(int found, boolean more, OrderFilter filter) {
        String number = goesOn(filter) ? found + " more" : more ? "The first " + found : Integer.toString(found);
        String what = number + (found == 1 ? " shipment" : " shipments");
        if (filter.searches()) {
            return what + " found for “" + filter.text() + "”"
                    + (more ? "; there are more of them, so type more of it" : "");
        }
        Risk risk = filter.risk();
        String which = risk == null ? what : what + " " + Words.of(risk).toLowerCase(Locale.ROOT);
        if (filter.toDecide()) {
            return which + " with a cancellation to decide, oldest first";
        }
        return which
                + (filter.stages().stream().allMatch(Stage::isFinal) ? ", newest first" : ", earliest ship-by first");
    }

    private static boolean goesOn(OrderFilter filter) {
        return !filter.searches() && filter.cursor != null && !filter.cursor.isEmpty();
    }
}
