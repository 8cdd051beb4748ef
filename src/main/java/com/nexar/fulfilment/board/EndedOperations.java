package com.nexar.fulfilment.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.GivenUp;
import com.nexar.fulfilment.operations.OperationView;
import com.nexar.fulfilment.pages.Cursor;
import com.nexar.fulfilment.sync.Quarantine;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What of a location ended without success, as people see it. */
@Singleton
class EndedOperations {

    private static final int PAGE = 50;
    private static final String LIST = "ended";

    /** Looked through for those of the location; a brand with more has other troubles. */
    private static final int MOST_ROWS = 200;

    /** @param next the cursor of the next page; null on the last */
    record Page(List<OperationsPage.Ended> lines, String next) {}

    private final GivenUp givenUp;
    private final Quarantine quarantine;
    private final Times times;

    EndedOperations(GivenUp givenUp, Quarantine quarantine, Times times) {
        this.givenUp = givenUp;
        this.quarantine = quarantine;
        this.times = times;
    }

    Page of(Location location, String cursor) {
        List<GivenUp.Found> found =
                givenUp.find(List.of(location), GivenUp.Filter.ALL, after(Cursor.parse(cursor, LIST, 2)), PAGE + 1);
        List<GivenUp.Found> page = found.size() > PAGE ? found.subList(0, PAGE) : found;
        return new Page(page.stream().map(this::line).toList(), found.size() > PAGE ? next(page.getLast()) : null);
    }

    /** Without their text, which may name a buyer. */
    List<OperationsPage.SetAside> rows(Location location) {
        return quarantine.list(location.brand(), Long.MAX_VALUE, MOST_ROWS).stream()
                .filter(row -> row.location().equals(location.code()))
                .map(row -> new OperationsPage.SetAside(
                        Long.toString(row.id()),
                        "Row of " + Words.plain(row.feed()).toLowerCase(java.util.Locale.ROOT)
                                + (row.upstreamId() == null ? "" : ", " + row.upstreamId()),
                        row.reason(),
                        times.when(row.lastSeenAt())))
                .toList();
    }

    private OperationsPage.Ended line(GivenUp.Found found) {
        OperationView view = found.view();
        return new OperationsPage.Ended(
                view.operationId(),
                Words.of(view.kind()),
                view.shipmentIds(),
                Words.of(view.state()),
                detail(view.problem()),
                found.caller(),
                times.when(found.finishedAt()));
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
                            Instant.parse(cursor.key().getFirst()),
                            UUID.fromString(cursor.key().getLast()));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Cursor.bad();
        }
    }
}
