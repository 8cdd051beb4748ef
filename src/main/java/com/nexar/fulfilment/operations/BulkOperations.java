package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Among;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.idempotency.IdempotencyKey;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The door for bulks: every item is an operation of its own, as of the single command. This pod takes as many in hand as it has
 * room for ({@code at-once}); the others are written down and claimed as room comes, by any pod. As {@link Operations} else.
 */
@Singleton
public class BulkOperations {

    /**
     * How an operation stands.
     *
     * @param problem why it ended without success; null while it is open, where it succeeded, and where only a part did not
     */
    public record Standing(OperationView view, Problem problem) {}

    private final Transactions transactions;
    private final OperationViews views;
    private final Operations operations;
    private final Writing writing;
    private final Leases leases;
    private final Runner runner;
    private final IdempotencyKey key;

    BulkOperations(
            Transactions transactions,
            OperationViews views,
            Operations operations,
            Writing writing,
            Leases leases,
            Runner runner,
            IdempotencyKey key) {
        this.transactions = transactions;
        this.views = views;
        this.operations = operations;
        this.writing = writing;
        this.leases = leases;
        this.runner = runner;
        this.key = key;
    }

    /** How many more operations this pod can take in hand. */
    public int room() {
        return runner.room();
    }

    /** As {@link Operations#inOfKey()}, of the item at this place. */
    public Optional<UUID> inOfKey(int place) {
        return key.operation(place).filter(operations::inAnswersAgain);
    }

    /** From here on the request's Idempotency-Key, if it has one, stands for these: by the place of each item, null for none. */
    public void inJoin(List<UUID> operations) {
        key.inBegan(operations);
    }

    /** The operations that are open on these shipments. The caller holds the shipments' locks. */
    public Map<Long, OpenOperation> inOpen(Location location, Collection<Long> shipmentIds) {
        Map<Long, OpenOperation> open = new HashMap<>();
        OperationShipment.<OperationShipment>list(
                        "from OperationShipment part join fetch part.operation"
                                + " where part.brand = ?1 and " + Among.them("part.key.shipmentId", "?2")
                                + " and part.open",
                        location.brand(),
                        shipmentIds.toArray(Long[]::new))
                .forEach(part -> open.put(part.key.shipmentId(), views.open(part.operation)));
        return open;
    }

    /** Writes the intent down for whoever has room; it is in other commands' way from here on, unless it only queues. */
    public UUID inWrite(Location location, Operations.Intent intent, boolean queues) {
        return writing.inWriteItem(location, intent, !queues);
    }

    /** Takes these, which were written down in this very transaction, in hand; {@link #start} them once that is committed. */
    public List<Lease> inTake(Location location, List<UUID> written) {
        return written.isEmpty() ? List.of() : leases.inTakeAll(location, written);
    }

    public void start(List<Lease> begun) {
        begun.forEach(runner::start);
    }

    /** Those of these that are open still. */
    Collection<UUID> unfinished(Location location, Collection<UUID> ids) {
        return transactions.in(
                location,
                () -> Operation.find(
                                "select o.operationId from Operation o where o.operationId in ?1 and o.finishedAt is null",
                                ids)
                        .project(UUID.class)
                        .list());
    }

    /** How these stand; one that has moved to another location with its shipment is left out. */
    public Map<UUID, Standing> standing(Location location, Collection<UUID> ids) {
        Map<UUID, Standing> standing = new HashMap<>();
        transactions.run(
                location,
                () -> Operation.<Operation>list(
                                "select distinct o from Operation o left join fetch o.shipments where o.operationId in ?1",
                                ids)
                        .forEach(operation -> standing.put(operation.operationId, standing(operation))));
        return standing;
    }

    private Standing standing(Operation operation) {
        Optional<Problem> problem =
                operation.state == OperationState.PARTIAL ? Optional.empty() : views.problem(operation);
        return new Standing(views.view(operation), problem.orElse(null));
    }
}
