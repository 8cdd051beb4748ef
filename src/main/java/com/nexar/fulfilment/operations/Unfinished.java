package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Operations that are not finished, for those who look after them. */
@Singleton
public class Unfinished {

    private static final Set<OperationState> STATES = EnumSet.of(
            OperationState.PENDING, OperationState.RUNNING, OperationState.RETRYING, OperationState.OUTCOME_UNKNOWN);

    /** What is looked for. */
    public sealed interface Wish {

        /** What a person can settle: sent, and no word whether it took effect. */
        record ToSettle() implements Wish {}

        /** What goes on by itself and has not ended within a moment: asked for before then, or with a reason why it waits. */
        record Waiting(Instant askedBefore) implements Wish {}

        /** All. @param state null: whatever @param askedBefore null: whenever */
        record All(OperationState state, Instant askedBefore) implements Wish {}
    }

    /** Where a page ended. */
    public record After(boolean needsPerson, Instant createdAt, UUID operation) {}

    /** One of them, for people. */
    public record Found(Location location, String caller, OperationView view) {}

    private final Transactions transactions;
    private final OperationViews views;

    Unfinished(Transactions transactions, OperationViews views) {
        this.transactions = transactions;
        this.views = views;
    }

    public static boolean states(OperationState state) {
        return STATES.contains(state);
    }

    /**
     * Those that need a person first, then the oldest.
     *
     * @param locations of one brand
     * @param after the last of the page before; null begins
     */
    public List<Found> find(List<Location> locations, Wish wish, After after, int limit) {
        Map<String, Object> values = new HashMap<>();
        String where = where(locations, wish, values) + after(after, values);
        return transactions.in(
                Scope.administrationOf(locations.getFirst().brand()),
                () -> Operation.<Operation>find(where + " order by needsPerson desc, createdAt, operationId", values)
                        .page(0, limit)
                        .stream()
                        .flatMap(operation -> found(locations, operation))
                        .toList());
    }

    /** @param locations of one brand */
    public long count(List<Location> locations, Wish wish) {
        Map<String, Object> values = new HashMap<>();
        String where = where(locations, wish, values);
        return transactions.in(
                Scope.administrationOf(locations.getFirst().brand()), () -> Operation.count(where, values));
    }

    private static String where(List<Location> locations, Wish wish, Map<String, Object> values) {
        values.put("brand", locations.getFirst().brand());
        values.put("locations", locations.stream().map(Location::code).toList());
        return "brand = :brand and location in :locations and finishedAt is null" + of(wish, values);
    }

    private static String of(Wish wish, Map<String, Object> values) {
        return switch (wish) {
            case Wish.ToSettle() -> {
                values.put("unknown", OperationState.OUTCOME_UNKNOWN);
                yield " and (state = :unknown or needsPerson)";
            }
            case Wish.Waiting(Instant askedBefore) -> {
                values.put("unknown", OperationState.OUTCOME_UNKNOWN);
                values.put("before", askedBefore);
                yield " and state <> :unknown and not needsPerson and (problem is not null or createdAt < :before)";
            }
            case Wish.All(OperationState state, Instant askedBefore) -> {
                values.put("states", state == null ? STATES : Set.of(state));
                if (askedBefore != null) {
                    values.put("before", askedBefore);
                }
                yield " and state in :states" + (askedBefore == null ? "" : " and createdAt < :before");
            }
        };
    }

    private static String after(After after, Map<String, Object> values) {
        if (after == null) {
            return "";
        }
        values.put("at", after.createdAt());
        values.put("id", after.operation());
        String later = "(createdAt > :at or createdAt = :at and operationId > :id)";
        return after.needsPerson() ? " and (not needsPerson or " + later + ")" : " and not needsPerson and " + later;
    }

    private Stream<Found> found(List<Location> locations, Operation operation) {
        return locations.stream()
                .filter(at -> at.code().equals(operation.location))
                .map(at -> new Found(at, operation.caller, views.view(operation)));
    }
}
