package com.nexar.fulfilment.board;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.connection.CheckItem;
import com.nexar.fulfilment.connection.Checkup;
import com.nexar.fulfilment.connection.Doctor;
import com.nexar.fulfilment.easyecom.ConnectionState;
import com.nexar.fulfilment.easyecom.EasyEcomConnection;
import com.nexar.fulfilment.easyecom.Quota;
import com.nexar.fulfilment.inbound.Webhooks;
import com.nexar.fulfilment.orders.OrderPace;
import com.nexar.fulfilment.sync.Feed;
import com.nexar.fulfilment.sync.WalkStanding;
import com.nexar.fulfilment.sync.WalkStandings;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

@Path("/board/{brand}/{location}/connection")
@BoardPage
@SignedIn
@RunOnVirtualThread
class ConnectionPageResource {

    private final EasyEcomConnection easyecom;
    private final WalkStandings standings;
    private final OrderPace pace;
    private final Webhooks webhooks;
    private final Doctor doctor;
    private final Glances glances;
    private final Times times;
    private final Frames frames;
    private final Visitor visitor;

    ConnectionPageResource(
            EasyEcomConnection easyecom,
            WalkStandings standings,
            OrderPace pace,
            Webhooks webhooks,
            Doctor doctor,
            Glances glances,
            Times times,
            Frames frames,
            Visitor visitor) {
        this.easyecom = easyecom;
        this.standings = standings;
        this.pace = pace;
        this.webhooks = webhooks;
        this.doctor = doctor;
        this.glances = glances;
        this.times = times;
        this.frames = frames;
        this.visitor = visitor;
    }

    @GET
    public Response connection() {
        return page(null);
    }

    /** The doctor; soon after the last time the same is told again. */
    @POST
    @Path("checks")
    public Response checks() {
        return page(checkup(doctor.examine(visitor.location())));
    }

    private ConnectionPage.Checkup checkup(Checkup found) {
        return new ConnectionPage.Checkup(
                Words.plain(found.result().name()),
                tone(found.result()),
                times.toTheSecond(found.at()),
                found.items().stream().map(ConnectionPageResource::item).toList());
    }

    private static ConnectionPage.Item item(CheckItem item) {
        return new ConnectionPage.Item(
                Words.plain(item.check().name()).replace("Api key", "x-api-key"),
                Words.plain(item.result().name()),
                tone(item.result()),
                item.meaning(),
                item.remedy() == null ? "" : item.remedy());
    }

    private static String tone(CheckItem.Result result) {
        return switch (result) {
            case FAILED -> "bad";
            case WARNING -> "warn";
            case OK -> "good";
            case SKIPPED -> "off";
        };
    }

    private Response page(ConnectionPage.Checkup checkup) {
        Location location = visitor.location();
        Glances.Glance glance = glances.of(location);
        ConnectionPage page = new ConnectionPage(
                Frames.place(location),
                glance.link(),
                glance.syncing(),
                facts(location),
                lastError(location),
                standings.of(location).stream().map(this::walk).toList(),
                checkup);
        return Html.page(Templates.connection(frames.of("Connection", "connection"), page));
    }

    private List<OrderPage.Fact> facts(Location location) {
        ConnectionState state = easyecom.state(location);
        Webhooks.Standing hooks = webhooks.standing(location);
        List<OrderPage.Fact> facts = new ArrayList<>();
        facts.add(text(
                "Breaker", state.breaker().equals("CLOSED") ? "Closed: calls pass" : Words.plain(state.breaker())));
        facts.add(text("Calls left today", quota(state.quota())));
        time(facts, "New calls", state.quota().resetsAt());
        facts.add(text("Orders are asked for", every(pace.effectiveEvery(location))));
        facts.add(text("Webhooks", Words.plain(hooks.state().name())));
        time(facts, "Last webhook", hooks.lastReceivedAt());
        time(facts, "Token since", state.tokenIssuedAt());
        time(facts, "Token until", state.tokenExpiresAt());
        time(facts, "Last call", state.lastCallAt());
        return facts;
    }

    private OrderPage.Fact lastError(Location location) {
        ConnectionState state = easyecom.state(location);
        return state.lastError() == null
                ? null
                : new OrderPage.Fact("Last error", state.lastError(), times.when(state.lastErrorAt()));
    }

    private ConnectionPage.Walk walk(WalkStanding walk) {
        boolean fails = walk.lastErrorAt() != null
                && (walk.lastSuccessAt() == null || walk.lastErrorAt().isAfter(walk.lastSuccessAt()));
        return new ConnectionPage.Walk(
                name(walk.feed()),
                times.when(walk.doneUntil()),
                Floors.count(walk.pages()),
                Floors.count(walk.rows()),
                times.when(walk.lastSuccessAt()),
                fails ? walk.lastError() : "");
    }

    private static String name(Feed feed) {
        return switch (feed) {
            case ORDERS_TIP -> "New and changed orders";
            case ORDERS_BACKFILL -> "First sync: older orders";
            case ORDERS_OPEN -> "Open shipments, one by one";
            case PRODUCTS -> "Products";
        };
    }

    private static String quota(Quota quota) {
        return quota.leftToday() == null
                ? "not limited"
                : Floors.count(quota.leftToday()) + " of " + Floors.count(quota.perDay()) + ", of these "
                        + Floors.count(quota.commandReserve()) + " for commands alone";
    }

    private static String every(Duration pace) {
        return pace == null ? "never: polling is switched off" : "every " + Times.rough(pace);
    }

    private static OrderPage.Fact text(String label, String text) {
        return new OrderPage.Fact(label, text, null);
    }

    private void time(List<OrderPage.Fact> facts, String label, Instant at) {
        if (at != null) {
            facts.add(new OrderPage.Fact(label, times.away(at), times.when(at)));
        }
    }
}
