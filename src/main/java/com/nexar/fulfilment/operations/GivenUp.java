package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Operations that ended FAILED or REFUSED. Nothing of them goes on by itself. */
@Singleton
public class GivenUp {

    private static final Set<OperationState> STATES = Set.of(OperationState.FAILED, OperationState.REFUSED);

    /**
     * What is looked for; null and empty do not filter.
     *
     * @param from finished at or after
     * @param until finished before
     */
    public record Filter(
            Collection<OperationState> states, Collection<OperationKind> kinds, Instant from, Instant until) {

        public static final Filter ALL = new Filter(null, null, null, null);
    }

    /** Where a page ended. */
    public record After(Instant finishedAt, UUID operation) {}

    /** One of them, for people. */
    public record Found(Location location, String caller, Instant finishedAt, OperationView view) {}

    private final Transactions transactions;
    private final OperationViews views;

    GivenUp(Transactions transactions, OperationViews views) {
        this.transactions = transactions;
        this.views = views;
    }

    public static boolean states(OperationState state) {
        return STATES.contains(state);
    }

    /**
     * The last finished first.
     *
     * @param locations of one brand
     * @param after the last of the page before; null begins
     */
    public List<Found> find(List<Location> locations, Filter filter, After after, int limit) {
        StringBuilder where = new StringBuilder("brand = :brand and location in :locations and state in :states");
        Map<String, Object> values = new HashMap<>();
        values.put("brand", locations.getFirst().brand());
        values.put("locations", locations.stream().map(Location::code).toList());
        values.put("states", none(filter.states()) ? STATES : filter.states());
        if (!none(filter.kinds())) {
            where.append(" and kind in :kinds");
            values.put("kinds", filter.kinds());
        }
        if (filter.from() != null) {
            where.append(" and finishedAt >= :from");
            values.put("from", filter.from());
        }
        if (filter.until() != null) {
            where.append(" and finishedAt < :until");
            values.put("until", filter.until());
        }
        if (after != null) {
            where.append(" and (finishedAt < :at or finishedAt = :at and operationId > :id)");
            values.put("at", after.finishedAt());
            values.put("id", after.operation());
        }
        return transactions.in(
                Scope.administrationOf(locations.getFirst().brand()),
                () ->
                        Operation.<Operation>find(where + " order by finishedAt desc, operationId", values)
                                .page(0, limit)
                                .stream()
                                .map(operation -> found(locations, operation))
                                .toList());
    }

    /** Those of these that ended so, in the order given. */
    public List<Found> find(List<Location> locations, Collection<UUID> ids) {
        return transactions.in(
                Scope.administrationOf(locations.getFirst().brand()),
                () -> ids.stream()
                        .map(id -> (Operation) Operation.findById(id))
                        .filter(operation -> operation != null && STATES.contains(operation.state))
                        .filter(operation -> locations.stream().anyMatch(at -> isAt(at, operation)))
                        .map(operation -> found(locations, operation))
                        .toList());
    }

    /** As its touchpoint wrote it down; empty where it is not there or did not end so. */
    public Optional<OpenOperation> one(Location location, UUID id) {
        return transactions.in(
                location,
                () -> Operation.<Operation>findByIdOptional(id)
                        .filter(operation -> STATES.contains(operation.state))
                        .map(views::open));
    }

    /** Whether this operation, in whatever state, was begun before then. */
    public boolean stoodBefore(Location location, UUID id, Instant then) {
        return transactions.in(
                location,
                () -> Operation.<Operation>findByIdOptional(id)
                        .filter(operation -> operation.createdAt.isBefore(then))
                        .isPresent());
    }

    private Found found(List<Location> locations, Operation operation) {
        Location location =
                locations.stream().filter(at -> isAt(at, operation)).findFirst().orElseThrow();
        return new Found(location, operation.caller, operation.finishedAt, views.view(operation));
    }

    private static boolean isAt(Location at, Operation operation) {
        return at.brand().equals(operation.brand) && at.code().equals(operation.location);
    }

    private static boolean none(Collection<?> values) {
        return values == null || values.isEmpty();
    }
}
