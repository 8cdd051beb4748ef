package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Operations of which something ended without success: FAILED, REFUSED or PARTIAL. Nothing of them goes on by itself. */
@Singleton
public class GivenUp {

    static final Set<OperationState> STATES =
            EnumSet.of(OperationState.FAILED, OperationState.REFUSED, OperationState.PARTIAL);

    /**
     * The same in words, as the indexes of them say it: with values in their place PostgreSQL would use those only where it plans each
     * time anew, which for what is unresolved takes longer than to find it.
     */
    static final String ENDED_SO = "from Operation o where o.state in (FAILED, REFUSED, PARTIAL)";

    /**
     * What is looked for; null and empty do not filter.
     *
     * @param from finished at or after
     * @param until finished before
     * @param unresolved only what was neither given again since nor is past doing
     */
    public record Filter(
            Collection<OperationState> states,
            Collection<OperationKind> kinds,
            Instant from,
            Instant until,
            boolean unresolved) {

        public static final Filter ALL = new Filter(null, null, null, null, false);

        public static Filter unresolvedSince(Instant from) {
            return new Filter(null, null, from, null, true);
        }
    }

    /** Where a page ended. */
    @RegisterForReflection // Hibernate makes it of a row
    public record After(Instant finishedAt, UUID operation) {}

    /**
     * One of them, for people.
     *
     * @param resolved what did not succeed was given again since, or is past doing
     */
    public record Found(Location location, String caller, Instant finishedAt, boolean resolved, OperationView view) {

        /** Those of its shipments that did not succeed. */
        public List<String> shipmentIds() {
            return unsuccessful().map(OperationView.Result::shipmentId).toList();
        }

        /** Why; null where nobody wrote it down. */
        public Object problem() {
            return view.problem() != null
                    ? view.problem()
                    : unsuccessful()
                            .map(OperationView.Result::problem)
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse(null);
        }

        private Stream<OperationView.Result> unsuccessful() {
            return view.results().stream().filter(result -> result.state() != OperationState.SUCCEEDED);
        }
    }

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
        StringBuilder where = new StringBuilder(ENDED_SO + " and o.brand = :brand and o.location in :locations");
        Map<String, Object> values = new HashMap<>();
        values.put("brand", locations.getFirst().brand());
        values.put("locations", locations.stream().map(Location::code).toList());
        if (!none(filter.states())) {
            where.append(" and o.state in :states");
            values.put("states", filter.states());
        }
        if (!none(filter.kinds())) {
            where.append(" and o.kind in :kinds");
            values.put("kinds", filter.kinds());
        }
        if (filter.from() != null) {
            where.append(" and o.finishedAt >= :from");
            values.put("from", filter.from());
        }
        if (filter.until() != null) {
            where.append(" and o.finishedAt < :until");
            values.put("until", filter.until());
        }
        if (after != null) {
            where.append(" and (o.finishedAt < :at or o.finishedAt = :at and o.operationId > :id)");
            values.put("at", after.finishedAt());
            values.put("id", after.operation());
        }
        if (filter.unresolved()) {
            where.append(
                    " and o.pastSince is null and exists (select 1 from UnresolvedOperation u where u.operationId = o.operationId)");
        }
        return transactions.in(
                Scope.administrationOf(locations.getFirst().brand()),
                () -> found(
                        locations,
                        Operation.<Operation>find(where + " order by o.finishedAt desc, o.operationId", values)
                                .page(0, limit)
                                .list()));
    }

    /** How many of them were neither given again since nor are past doing. @param since finished at or after */
    public long unresolved(Location location, Instant since) {
        return transactions.in(
                location,
                () -> UnresolvedOperation.count(
                        "brand = ?1 and location = ?2 and finishedAt >= ?3", location.brand(), location.code(), since));
    }

    /** Those of these that ended so, in the order given. */
    public List<Found> find(List<Location> locations, Collection<UUID> ids) {
        return transactions.in(
                Scope.administrationOf(locations.getFirst().brand()),
                () -> found(
                        locations,
                        ids.stream()
                                .map(id -> (Operation) Operation.findById(id))
                                .filter(operation -> operation != null && STATES.contains(operation.state))
                                .filter(operation -> locations.stream().anyMatch(at -> isAt(at, operation)))
                                .toList()));
    }

    /** As its touchpoint wrote it down; empty where it is not there or did not end so. */
    public Optional<OpenOperation> one(Location location, UUID id) {
        return transactions.in(
                location,
                () -> Operation.<Operation>findByIdOptional(id)
                        .filter(operation -> STATES.contains(operation.state))
                        .map(views::open));
    }

    /**
     * The same command, given after this one and over by now: then this one is not its shipment's last word any more. A manifest or a
     * bundle says itself what of it is left.
     */
    public Optional<UUID> givenSince(Location location, OpenOperation finished) {
        if (finished.kind() == OperationKind.MANIFEST || finished.kind() == OperationKind.BUNDLE) {
            return Optional.empty();
        }
        return transactions.in(
                location,
                () -> OperationShipment.<OperationShipment>list(
                                "brand = ?1 and key.shipmentId in ?2 and operation.kind = ?3 and operation.createdAt > ?4"
                                        + " and operation.finishedAt is not null",
                                location.brand(),
                                finished.allShipmentIds(),
                                finished.kind(),
                                finished.createdAt())
                        .stream()
                        .map(part -> part.operation)
                        .filter(later -> finished.kind() != OperationKind.TRACK
                                || later.fingerprint.equals(finished.fingerprint()))
                        .max(Comparator.comparing(later -> later.createdAt))
                        .map(later -> later.operationId));
    }

    /** Whether this operation, in whatever state, was begun before then. */
    public boolean stoodBefore(Location location, UUID id, Instant then) {
        return transactions.in(
                location,
                () -> Operation.<Operation>findByIdOptional(id)
                        .filter(operation -> operation.createdAt.isBefore(then))
                        .isPresent());
    }

    private List<Found> found(List<Location> locations, List<Operation> operations) {
        List<UUID> ids =
                operations.stream().map(operation -> operation.operationId).toList();
        Set<UUID> unresolved = new HashSet<>();
        if (!ids.isEmpty()) {
            UnresolvedOperation.<UnresolvedOperation>list("operationId in ?1", ids)
                    .forEach(each -> unresolved.add(each.operationId));
        }
        return operations.stream()
                .map(operation -> new Found(
                        locations.stream()
                                .filter(at -> isAt(at, operation))
                                .findFirst()
                                .orElseThrow(),
                        operation.caller,
                        operation.finishedAt,
                        !unresolved.contains(operation.operationId),
                        views.view(operation)))
                .toList();
    }

    private static boolean isAt(Location at, Operation operation) {
        return at.brand().equals(operation.brand) && at.code().equals(operation.location);
    }

    private static boolean none(Collection<?> values) {
        return values == null || values.isEmpty();
    }
}
