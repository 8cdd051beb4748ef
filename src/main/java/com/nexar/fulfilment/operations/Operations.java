package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.idempotency.IdempotencyKey;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The door to operations: begin one before the call, look at how it stands. What became of it is written down through {@link
 * Outcomes}. Methods named {@code in…} join the caller's transaction.
 */
@Singleton
public class Operations {

    /** In one look: part and operation end in one transaction, and two looks could see one of them before it and the other after. */
    private static final String WITH_OPERATION =
            "from OperationShipment part join fetch part.operation where part.brand = ?1";

    private static final String OF_SHIPMENT = WITH_OPERATION + " and part.key.shipmentId = ?2";

    private final Transactions transactions;
    private final OperationViews views;
    private final Leases leases;
    private final Runner runner;
    private final IdempotencyKey key;
    private final Writing writing;

    Operations(
            Transactions transactions,
            OperationViews views,
            Leases leases,
            Runner runner,
            IdempotencyKey key,
            Writing writing) {
        this.transactions = transactions;
        this.views = views;
        this.leases = leases;
        this.runner = runner;
        this.key = key;
        this.writing = writing;
    }

    /** What is to be asked of EasyEcom. */
    public record Intent(
            OperationKind kind, List<Long> shipmentIds, Object request, String fingerprint, String caller) {}

    /** The operation that is open on this shipment, if any. The caller holds the shipment's lock. */
    public Optional<OpenOperation> inOpen(Location location, long shipmentId) {
        return OperationShipment.<OperationShipment>find(OF_SHIPMENT + " and part.open", location.brand(), shipmentId)
                .firstResultOptional()
                .map(part -> views.open(part.operation));
    }

    /**
     * The operation that an earlier request with the same Idempotency-Key began and that got no stored answer, because its pod died.
     * One that had no effect, and whose answer would not have been stored, does not count: the command is tried anew.
     */
    public Optional<UUID> inOfKey() {
        return key.operation().filter(this::inAnswersAgain);
    }

    /** What it came to is what the same command is answered with. */
    boolean inAnswersAgain(UUID id) {
        Operation operation = Operation.findById(id);
        return operation != null && answersAgain(operation);
    }

    /** From here on the request's Idempotency-Key, if it has one, stands for this operation. */
    public UUID inJoin(UUID operation) {
        key.inBegan(operation);
        return operation;
    }

    private boolean answersAgain(Operation operation) {
        return switch (operation.state) {
            case PENDING, RUNNING, RETRYING, OUTCOME_UNKNOWN, SUCCEEDED, PARTIAL -> true;
            case REFUSED ->
                views.problem(operation)
                        .filter(problem -> problem.code() == ProblemCode.UPSTREAM_REFUSED)
                        .isPresent();
            case FAILED -> false;
        };
    }

    /** The latest operation of this kind on this shipment, open or not; in the caller's transaction. */
    public Optional<OpenOperation> inLatest(Location location, long shipmentId, OperationKind kind) {
        return OperationShipment.<OperationShipment>find(
                        OF_SHIPMENT + " and part.operation.kind = ?3", location.brand(), shipmentId, kind)
                .stream()
                .map(part -> part.operation)
                .max(Comparator.comparing(operation -> operation.createdAt))
                .map(views::open);
    }

    /** Of these shipments' latest operations of this kind those that asked for the very same, the newest first. */
    public List<OpenOperation> inLatest(
            Location location, Collection<Long> shipmentIds, OperationKind kind, String fingerprint) {
        Map<Long, Operation> latest = new HashMap<>();
        OperationShipment.<OperationShipment>list(
                        WITH_OPERATION + " and part.key.shipmentId in ?2 and part.operation.kind = ?3"
                                + " order by part.operation.createdAt",
                        location.brand(),
                        shipmentIds,
                        kind)
                .forEach(part -> latest.put(part.key.shipmentId(), part.operation));
        return Set.copyOf(latest.values()).stream()
                .filter(operation -> operation.fingerprint.equals(fingerprint))
                .sorted((one, other) -> other.createdAt.compareTo(one.createdAt))
                .map(views::open)
                .toList();
    }

    /**
     * Writes the intent down, leased to this pod; {@link #start} it once that is committed. The caller holds the locks of all these
     * shipments and has seen that none is busy.
     */
    public Lease inBegin(Location location, Intent intent) {
        return inBegin(location, intent, false, false).orElseThrow();
    }

    /** As {@link #inBegin}; empty where one of the shipments is busy, and nothing was written. */
    Optional<Lease> inBeginAlone(Location location, Intent intent) {
        return inBegin(location, intent, true, false);
    }

    /**
     * As {@link #inBeginAlone}, of what leaves as soon as this is on the disk: the caller has made all checks, and there is nothing to ask
     * EasyEcom before. Should this pod end before, its outcome is unknown and read back. Where sending is paused it waits as others do.
     */
    Optional<Lease> inBeginLeaving(Location location, Intent intent) {
        return inBegin(location, intent, true, true);
    }

    /**
     * As {@link #inBegin}, for what changes nothing at EasyEcom: it is never in other commands' way, nor they in its. The caller
     * holds no shipment's lock.
     */
    public Lease inBeginBeside(Location location, Intent intent) {
        Lease.Beginning beginning = leases.beginning();
        return beginning.lease(
                location,
                writing.inWrite(location, intent, new Beginning(false, false, false, beginning.pod()))
                        .orElseThrow()
                        .id());
    }

    /** Writes the intent down for when its turn comes; it is not in other commands' way until then. */
    public UUID inQueue(Location location, Intent intent) {
        return writing.inWrite(location, intent, Beginning.queued(false))
                .orElseThrow()
                .id();
    }

    /** Works on it from here on, in the background: the caller waits for its end as long as it likes. */
    public void start(Lease lease) {
        if (!transactions.rehearsing()) {
            runner.start(lease);
        }
    }

    public OperationView view(Location location, UUID id) {
        return transactions.in(location, () -> views.view(find(id)));
    }

    /** Why an operation ended without success, as it was written down then; empty while it is open or where it succeeded. */
    public Optional<Problem> problem(Location location, UUID id) {
        return transactions.in(location, () -> views.problem(find(id)));
    }

    /** All operations that this shipment was part of, oldest first; in the caller's transaction. */
    public List<OperationView> inHistory(Location location, long shipmentId) {
        return OperationShipment.<OperationShipment>find(
                        OF_SHIPMENT + " order by part.operation.createdAt", location.brand(), shipmentId)
                .stream()
                .map(part -> views.view(part.operation))
                .toList();
    }

    /** How many operations of this kind came after this one and may have had their effect; in the caller's transaction. */
    public int inLaterOfKind(OpenOperation operation) {
        return LateArrivals.inLaterEffects(operation);
    }

    /** Not there where it has moved to another location with its shipment. */
    private static Operation find(UUID id) {
        Operation operation = Operation.findById(id);
        if (operation == null) {
            throw Problem.notFound("Operation " + id);
        }
        return operation;
    }

    private Optional<Lease> inBegin(Location location, Intent intent, boolean alone, boolean leaving) {
        Lease.Beginning beginning = leases.beginning();
        return writing.inWrite(location, intent, new Beginning(true, alone, leaving, beginning.pod()))
                .map(written -> beginning
                        .lease(location, written.id())
                        .begun(new Turn(views.open(written.operation()), written.standing(), written.leaving())));
    }
}
