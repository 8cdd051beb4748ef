package com.nexar.fulfilment.connection;

import com.nexar.fulfilment.access.Answers;
import com.nexar.fulfilment.access.Here;
import com.nexar.fulfilment.access.Question;
import com.nexar.fulfilment.access.Statements;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.ConnectionState;
import com.nexar.fulfilment.easyecom.EasyEcomConnection;
import com.nexar.fulfilment.inbound.Webhooks;
import com.nexar.fulfilment.operations.OperationCounts;
import com.nexar.fulfilment.orders.OrderPace;
import com.nexar.fulfilment.pauses.Pause;
import com.nexar.fulfilment.pauses.Pauses;
import com.nexar.fulfilment.sync.Feed;
import com.nexar.fulfilment.sync.WalkStanding;
import com.nexar.fulfilment.sync.WalkStandings;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/brands/{brand}/locations/{location}/connection")
@Tag(name = "Connection", description = "How the connection to EasyEcom stands")
@RunOnVirtualThread
class ConnectionResource {

    private final EasyEcomConnection easyecom;
    private final WalkStandings standings;
    private final OrderPace pace;
    private final OperationCounts operations;
    private final Webhooks webhooks;
    private final Pauses pauses;
    private final Statements statements;
    private final Here here;
    private final Clock clock;

    ConnectionResource(
            EasyEcomConnection easyecom,
            WalkStandings standings,
            OrderPace pace,
            OperationCounts operations,
            Webhooks webhooks,
            Pauses pauses,
            Statements statements,
            Here here,
            Clock clock) {
        this.easyecom = easyecom;
        this.standings = standings;
        this.pace = pace;
        this.operations = operations;
        this.webhooks = webhooks;
        this.pauses = pauses;
        this.statements = statements;
        this.here = here;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Token age, quota left, last sync, lag, breaker, open operations, webhooks, last error")
    public ConnectionView connection() {
        Location location = here.location();
        Question<WalkStanding> walks = standings.question(location);
        Question<Pauses.Standing> paused = pauses.question(location);
        Question<OperationCounts.Standing> counts = operations.question(location);
        Question<Webhooks.Standing> hooks = webhooks.question(location);
        Answers told = statements.together(location, List.of(walks, paused, counts, hooks));
        return view(location, told.to(walks), told.one(paused).pause(), told.one(counts), told.one(hooks));
    }

    private ConnectionView view(
            Location location,
            List<WalkStanding> walks,
            Pause paused,
            OperationCounts.Standing counts,
            Webhooks.Standing hooks) {
        ConnectionState state = easyecom.state(location);
        Duration effectiveEvery = pace.effectiveEvery(location);
        Instant tip = walks.stream()
                .filter(walk -> walk.feed() == Feed.ORDERS_TIP)
                .findFirst()
                .map(WalkStanding::doneUntil)
                .orElse(null);
        Instant now = clock.instant();
        return new ConnectionView(
                location.brand(),
                location.code(),
                new ConnectionView.Token(
                        state.tokenIssuedAt(), state.tokenExpiresAt(), seconds(state.tokenIssuedAt(), now)),
                ConnectionView.QuotaNow.of(state.quota()),
                new ConnectionView.Polling(
                        text(pace.every()), text(effectiveEvery), state.quota().callsPerOrder()),
                state.breaker(),
                state.lastCallAt(),
                tip,
                seconds(tip, now),
                state.lastError() == null ? null : new ConnectionView.LastError(state.lastErrorAt(), state.lastError()),
                paused,
                ConnectionView.OperationsNow.of(counts),
                WebhooksView.of(hooks, webhooks.pollingEvery(hooks.state()), effectiveEvery),
                walks.stream().map(ConnectionView.Sync::of).toList());
    }

    private static String text(Duration duration) {
        return duration == null ? null : duration.toString();
    }

    private static Long seconds(Instant from, Instant now) {
        return from == null ? null : Math.max(0, Duration.between(from, now).toSeconds());
    }
}
