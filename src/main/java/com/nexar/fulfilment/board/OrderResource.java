package com.nexar.fulfilment.board;

import com.nexar.fulfilment.orders.OrderStories;
import com.nexar.fulfilment.orders.OrderStories.Entry;
import com.nexar.fulfilment.orders.OrderStories.Story;
import com.nexar.fulfilment.orders.ShipmentView;
import com.nexar.fulfilment.orders.UpstreamId;
import com.nexar.fulfilment.pauses.Pause;
import com.nexar.fulfilment.pauses.Pauses;
import com.nexar.fulfilment.problems.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;

@Path("/board/{brand}/{location}/orders/{orderId}")
@BoardPage
@SignedIn
@RunOnVirtualThread
class OrderResource {

    private final OrderStories stories;
    private final OrderCards cards;
    private final Pauses pauses;
    private final Times times;
    private final Frames frames;
    private final Visitor visitor;

    OrderResource(OrderStories stories, OrderCards cards, Pauses pauses, Times times, Frames frames, Visitor visitor) {
        this.stories = stories;
        this.cards = cards;
        this.pauses = pauses;
        this.times = times;
        this.frames = frames;
        this.visitor = visitor;
    }

    @GET
    public Response order(@PathParam("orderId") String orderId) {
        if (!orderId.matches("[1-9][0-9]{0,17}")) {
            throw Problem.notFound(
                    "Order " + orderId + " at " + visitor.location().ref());
        }
        Story story = stories.story(visitor.location(), UpstreamId.parse("orderId", orderId));
        OrderPage page = page(story);
        return Html.page(Templates.order(frames.of("Order " + page.name(), "orders"), page));
    }

    private OrderPage page(Story story) {
        List<ShipmentView> shipments = story.shipments();
        Pause pause = pauses.of(visitor.location()).pause();
        String name = shipments.stream()
                .map(ShipmentView::referenceCode)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(story.orderId());
        return new OrderPage(
                Frames.place(visitor.location()),
                story.orderId(),
                name,
                shipments.stream()
                        .map(each -> cards.of(
                                visitor.location(),
                                each,
                                story.reasons().get(each.shipmentId()),
                                pause,
                                visitor.seesRecipients()))
                        .toList(),
                story.entries().reversed().stream()
                        .map(entry -> entry(entry, shipments.size() > 1))
                        .toList());
    }

    private OrderPage.Entry entry(Entry entry, boolean several) {
        boolean moved = entry.to() != null;
        String what = moved
                ? (entry.from() == null ? "" : Words.of(entry.from()) + " → ") + Words.of(entry.to())
                : Words.event(entry.event());
        return new OrderPage.Entry(
                times.toTheSecond(entry.at()),
                what,
                moved ? Words.tone(entry.to()) : tone(entry.event()),
                Words.of(entry.cause()),
                several ? entry.shipmentId() : "",
                detail(entry, what),
                entry.reference() == null ? "" : entry.reference());
    }

    /** Empty where it says no more than what stands above it. */
    private static String detail(Entry entry, String what) {
        String detail = entry.detail() == null ? "" : Words.detail(entry.detail());
        return what.endsWith(detail) ? "" : detail;
    }

    private static String tone(String event) {
        if (event.endsWith("_FAILED") || event.endsWith("_REFUSED")) {
            return "bad";
        }
        if (event.endsWith("_SUCCEEDED")) {
            return "good";
        }
        return switch (event) {
            case "HELD", "CANCELLATION_REQUESTED", "GONE_UPSTREAM", "CONTENT_CHANGED" -> "warn";
            default -> "quiet";
        };
    }
}
