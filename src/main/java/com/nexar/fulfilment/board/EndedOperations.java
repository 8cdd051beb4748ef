package com.nexar.fulfilment.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.GivenUp;
import com.nexar.fulfilment.operations.OperationView;
import com.nexar.fulfilment.pages.Cursor;
import com.nexar.fulfilment.pages.Moment;
import com.nexar.fulfilment.sync.Quarantine;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What of a location ended without success, as people see it. */
@Singleton
class EndedOperations {

    private static final int PAGE = 50;
    private static final String LIST = "ended";

    /**
     * What is asked for.
     *
     * @param all also what was given again since or is past doing
     * @param cursor of the operations; null begins
     * @param rowsBefore of the rows; null begins
     * @param withRows for who may see them
     */
    record Wish(boolean all, String cursor, Long rowsBefore, boolean withRows) {}

    private final GivenUp givenUp;
    private final Quarantine quarantine;
    private final Unresolved unresolved;
    private final Times times;

    EndedOperations(GivenUp givenUp, Quarantine quarantine, Unresolved unresolved, Times times) {
        this.givenUp = givenUp;
        this.quarantine = quarantine;
        this.unresolved = unresolved;
        this.times = times;
    }

    OperationsPage.Over of(Location location, Wish wish) {
        List<GivenUp.Found> found = givenUp.find(
                List.of(location),
                wish.all() ? GivenUp.Filter.ALL : GivenUp.Filter.unresolvedSince(unresolved.since()),
                after(Cursor.parse(wish.cursor(), LIST, 2)),
                PAGE + 1);
        List<GivenUp.Found> page = first(found);
        List<Quarantine.Entry> rows = wish.withRows()
                ? quarantine.list(
                        location.brand(),
                        Quarantine.Filter.of(location),
                        wish.rowsBefore() == null ? Long.MAX_VALUE : wish.rowsBefore(),
                        PAGE + 1)
                : List.of();
        String here = Frames.path(location) + "/operations" + (wish.all() ? "?all=true&" : "?");
        return new OperationsPage.Over(
                page.stream().map(this::line).toList(),
                first(rows).stream().map(this::row).toList(),
                wish.withRows() ? "" : hidden(location),
                wish.all(),
                found.size() > PAGE ? here + "cursor=" + next(page.getLast()) : "",
                rows.size() > PAGE ? here + "rows=" + first(rows).getLast().id() : "");
    }

    private String hidden(Location location) {
        long rows = unresolved.of(location).rows();
        return rows == 0 ? "" : "Rows of EasyEcom that cannot be read: " + Floors.count(rows) + "; operators see them.";
    }

    /** Without its text, which may name a buyer. */
    private OperationsPage.SetAside row(Quarantine.Entry row) {
        return new OperationsPage.SetAside(
                Long.toString(row.id()),
                "Row of " + Words.plain(row.feed()).toLowerCase(Locale.ROOT)
                        + (row.upstreamId() == null ? "" : ", " + row.upstreamId()),
                row.reason(),
                times.when(row.lastSeenAt()));
    }

    private OperationsPage.Ended line(GivenUp.Found found) {
        OperationView view = found.view();
        return new OperationsPage.Ended(
                view.operationId(),
                Words.of(view.kind()),
                found.shipmentIds(),
                Words.of(view.state()),
                Words.tone(view.state()),
                found.resolved(),
                detail(found.problem()),
                found.caller(),
                times.when(found.finishedAt()));
    }

    private static <T> List<T> first(List<T> found) {
        return found.size() > PAGE ? found.subList(0, PAGE) : found;
    }

    /** What stored problems say to people. */
    static String detail(Object problem) {
        return problem instanceof JsonNode node ? node.path("detail").asText() : "";
    }

    private static String next(GivenUp.Found last) {
        return new Cursor(
                        LIST, List.of(last.finishedAt().toString(), last.view().operationId()))
                .text();
    }

    private static GivenUp.After after(Cursor cursor) {
        try {
            return cursor == null
                    ? null
                    : new GivenUp.After(
                            Moment.parse(cursor.key().getFirst()),
                            UUID.fromString(cursor.key().getLast()));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Cursor.bad();
        }
    }
}
