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
     * @param stages all of one kind, under way or final; of either with {@link FloorList#toDecide}
     * @param risk null for any
     * @param among null for all, else only these
     */
    public record Wanted(Set<Stage> stages, Risk risk, boolean held, Collection<Long> among) {}

    /**
     * A line of the list.
     *
     * @param decideSince since when a cancellation is to be decided; null where none is
     * @param risk null where it has been handed over, or has no ship-by
     */
    public record Line(
            String shipmentId,
            String orderId,
            String referenceCode,
            Stage stage,
            Instant stageSince,
            boolean onHold,
            boolean goneUpstream,
            Instant decideSince,
            Instant shipBy,
            Instant handOverBy,
            Risk risk,
            String courier,
            String awb) {}

    /** @param next the cursor of the next page; null on the last */
    public record Page(List<Line> lines, String next) {}

    /** @param more there are others than these */
    public record Found(List<Line> lines, boolean more) {}

    private static final String TO_DECIDE = "to-decide";

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
        return transactions.in(location, () -> page(query.in(location, wanted, over, from, now, most + 1), most, sort));
    }

    /**
     * Wherever they stand and however old they are, the newest first.
     *
     * @param search the beginning of a reference, or a whole AWB, shipment id or order id; in capitals or not
     */
    public Found found(Location location, String search, int most) {
        Instant now = clock.instant();
        List<Line> found = transactions.in(location, () -> query.inFound(location, search, now, most + 1));
        return new Found(found.subList(0, Math.min(most, found.size())), found.size() > most);
    }

    /** Of these those with an open cancellation; who was asked first comes first. */
    public Page toDecide(Location location, Wanted wanted, String cursor, int most) {
        Cursor from = Cursor.parse(cursor, TO_DECIDE, 2);
        Instant now = clock.instant();
        return transactions.in(
                location, () -> page(query.inToDecide(location, wanted, from, now, most + 1), most, TO_DECIDE));
    }

    private static Page page(List<Line> found, int most, String sort) {
        if (found.size() <= most) {
            return new Page(found, null);
        }
        List<Line> lines = found.subList(0, most);
        return new Page(lines, next(sort, lines.getLast()));
    }

    private static String next(String sort, Line last) {
        Instant key = switch (sort) {
            case TO_DECIDE -> last.decideSince();
            case "over" -> last.stageSince();
            default -> last.shipBy();
        };
        return new Cursor(sort, List.of(key == null ? "infinity" : key.toString(), last.shipmentId())).text();
    }
}
