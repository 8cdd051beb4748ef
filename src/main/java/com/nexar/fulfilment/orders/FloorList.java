package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.pages.Cursor;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A location's shipments as a list for people: work by its ship-by, what is over with the newest first. Every page costs as much as
 * its rows, however many there are.
 */
@Singleton
public class FloorList {

    /**
     * @param stages all of one kind: under way, or final
     * @param risk null for any
     * @param among null for all, else only these
     */
    public record Wanted(Set<Stage> stages, Risk risk, boolean held, Collection<Long> among) {}

    /** A line of the list. @param risk null where it has been handed over, or has no ship-by */
    public record Line(
            String shipmentId,
            String orderId,
            String referenceCode,
            Stage stage,
            Instant stageSince,
            boolean onHold,
            boolean goneUpstream,
            boolean toDecide,
            Instant shipBy,
            Instant handOverBy,
            Risk risk,
            String courier,
            String awb) {}

    /** @param next the cursor of the next page; null on the last */
    public record Page(List<Line> lines, String next) {}

    private final Transactions transactions;
    private final FloorQuery query;
    private final Clock clock;

    FloorList(Transactions transactions, FloorQuery query, Clock clock) {
        this.transactions = transactions;
        this.query = query;
        this.clock = clock;
    }

    /** What the warehouse still has to hand over. */
    public static Set<Stage> toDo() {
        return EnumSet.of(Stage.RECEIVED, Stage.ASSIGNED, Stage.CONFIRMED);
    }

    public Page page(Location location, Wanted wanted, String cursor, int most) {
        boolean over = wanted.stages().stream().allMatch(Stage::isFinal);
        if (!over && wanted.stages().stream().anyMatch(Stage::isFinal)) {
            throw new IllegalArgumentException("Stages of two kinds have no common order: " + wanted.stages());
        }
        String sort = over ? "over" : "due";
        Cursor from = Cursor.parse(cursor, sort, 2);
        Instant now = clock.instant();
        return transactions.in(location, () -> {
            List<Line> found = query.in(location, wanted, over, from, now, most + 1);
            boolean more = found.size() > most;
            List<Line> lines = more ? found.subList(0, most) : found;
            return new Page(lines, more ? next(sort, lines.getLast(), over) : null);
        });
    }

    /**
     * Wherever they stand and however old they are, the newest first.
     *
     * @param search the beginning of a reference, or a whole AWB, shipment id or order id
     */
    public List<Line> found(Location location, String search, int most) {
        Instant now = clock.instant();
        return transactions.in(location, () -> query.inFound(location, search, now, most));
    }

    /** Those with an open cancellation, wherever they stand; who was asked first comes first. */
    public List<Line> toDecide(Location location, int most) {
        Instant now = clock.instant();
        return transactions.in(location, () -> query.inToDecide(location, now, most));
    }

    private static String next(String sort, Line last, boolean over) {
        Instant key = over ? last.stageSince() : last.shipBy();
        return new Cursor(sort, List.of(key == null ? "infinity" : key.toString(), last.shipmentId())).text();
    }
}
