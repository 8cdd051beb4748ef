package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Audit;
import com.nexar.fulfilment.access.Caller;
import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What no read-back can decide, a person decides who has looked at EasyEcom; who and why stays with the operation. */
@Singleton
public class Settlement {

    private static final Logger LOG = Logger.getLogger(Settlement.class);

    private final Transactions transactions;
    private final EntityManager entities;
    private final OperationViews views;
    private final Unfinished unfinished;
    private final Outcomes outcomes;
    private final Steps steps;
    private final Brands brands;
    private final Audit audit;

    Settlement(
            Transactions transactions,
            EntityManager entities,
            OperationViews views,
            Unfinished unfinished,
            Outcomes outcomes,
            Steps steps,
            Brands brands,
            Audit audit) {
        this.transactions = transactions;
        this.entities = entities;
        this.views = views;
        this.unfinished = unfinished;
        this.outcomes = outcomes;
        this.steps = steps;
        this.brands = brands;
        this.audit = audit;
    }

    /** What can be settled at this location: those that need a person first, then the oldest, at most so many. */
    public List<OperationView> open(Location location, int most) {
        return unfinished.find(List.of(location), new Unfinished.Wish.ToSettle(), null, most).stream()
                .map(Unfinished.Found::view)
                .toList();
    }

    public OperationView settle(Caller caller, UUID id, boolean happened, String reason) {
        Location location = locationOf(caller, id);
        return transactions.in(location, () -> {
            Operation operation = inHand(location, id);
            OpenOperation open = views.open(operation);
            Problem otherwise = new Problem(
                    ProblemCode.UPSTREAM_UNAVAILABLE,
                    "A person looked at EasyEcom and found that it did not happen (" + reason
                            + "); the command can be given again.");
            String before = operation.state.name();
            outcomes.inSettled(operation, happened, caller.name(), reason, otherwise);
            // without the reason: people name buyers in it, and it has to be forgotten with them
            audit.inRecord(
                    caller,
                    location,
                    "operation-settled",
                    operation.kind + " " + id,
                    Map.of("state", before),
                    Map.of("state", operation.state.name()));
            steps.handler(operation.kind).inSettled(location, open, happened);
            LOG.infof(
                    "Operation %s (%s of %s) was settled by %s as %s",
                    id, operation.kind, location, caller.name(), happened ? "HAPPENED" : "DID_NOT_HAPPEN");
            return views.view(operation);
        });
    }

    /** Locked, and taken out of the hands of whoever works on it: a look of theirs must not write over this. */
    private Operation inHand(Location location, UUID id) {
        Operation operation = Operation.locked(id);
        if (operation == null) {
            throw unknown(id);
        }
        boolean open = operation.finishedAt == null
                && (operation.state == OperationState.OUTCOME_UNKNOWN
                        || operation.state == OperationState.RUNNING && operation.accepted);
        if (!open) {
            throw new Problem(
                            ProblemCode.STAGE_CONFLICT,
                            "Operation " + id + " of " + location.ref() + " is " + operation.state
                                    + "; only an operation whose outcome is unknown is settled by a person.")
                    .withOperation(id.toString());
        }
        entities.createNativeQuery("""
                        update operations set fencing = fencing + 1, lease_until = '-infinity', lease_pod = null
                        where operation_id = cast(:id as uuid)""").setParameter("id", id.toString()).executeUpdate();
        return operation;
    }

    private Location locationOf(Caller caller, UUID id) {
        for (Brand brand : brands.all()) {
            if (!caller.seesBrand(brand.code())) {
                continue;
            }
            Operation found = transactions.in(
                    Scope.administrationOf(brand.code()), (Supplier<Operation>) () -> Operation.findById(id));
            if (found != null) {
                return brands.location(found.brand, found.location)
                        .filter(caller::sees)
                        .orElseThrow(() -> unknown(id));
            }
        }
        throw unknown(id);
    }

    private static Problem unknown(UUID id) {
        return Problem.notFound("Operation " + id);
    }
}
