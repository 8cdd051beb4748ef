package com.nexar.fulfilment.board;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.OperationState;
import com.nexar.fulfilment.operations.OperationView;
import com.nexar.fulfilment.operations.Unfinished;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What of a location goes on by itself and has not ended within a moment, as people see it. */
@Singleton
class WaitingOperations {

    private static final int MOST = 50;

    /** What is younger and has met nothing is just being done. */
    private static final Duration A_MOMENT = Duration.ofSeconds(30);

    private final Unfinished unfinished;
    private final Times times;
    private final Clock clock;

    WaitingOperations(Unfinished unfinished, Times times, Clock clock) {
        this.unfinished = unfinished;
        this.times = times;
        this.clock = clock;
    }

    OperationsPage.Waiting of(Location location) {
        List<Location> here = List.of(location);
        var waiting = new Unfinished.Wish.Waiting(clock.instant().minus(A_MOMENT));
        List<OperationsPage.Line> lines = unfinished.find(here, waiting, null, MOST).stream()
                .map(found -> line(found.view(), found.caller()))
                .toList();
        long all = lines.size() < MOST ? lines.size() : unfinished.count(here, waiting);
        return new OperationsPage.Waiting(
                lines, all > lines.size() ? "The oldest " + lines.size() + " of " + Floors.count(all) + "." : "");
    }

    private OperationsPage.Line line(OperationView view, String caller) {
        String why = EndedOperations.detail(view.problem());
        return new OperationsPage.Line(
                Words.of(view.kind()),
                view.shipmentIds(),
                Words.of(view.state()),
                Words.tone(view.state()),
                why.isEmpty() ? usual(view.state()) : why,
                caller,
                times.when(view.createdAt()),
                times.away(view.createdAt()),
                times.toTheSecond(view.nextAttemptAt()));
    }

    private static String usual(OperationState state) {
        return switch (state) {
            case PENDING -> "Nothing was sent yet: its turn has not come, or no pod has room for it.";
            case RUNNING -> "EasyEcom has it, and has not shown yet what it made of it.";
            case RETRYING, OUTCOME_UNKNOWN, SUCCEEDED, PARTIAL, REFUSED, FAILED -> "It goes on by itself.";
        };
    }
}
