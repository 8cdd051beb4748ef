package com.nexar.fulfilment.replays;

import com.nexar.fulfilment.access.Administration;
import com.nexar.fulfilment.access.Audit;
import com.nexar.fulfilment.access.Caller;
import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.GivenUp;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import com.nexar.fulfilment.replays.ReplayItem.Result;
import com.nexar.fulfilment.sync.Quarantine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The door to replays: rehearse first, then commit once. */
@Singleton
public class Replays {

    /** Records of one replay. */
    public static final int MOST = 200;

    private final GivenUp givenUp;
    private final Quarantine quarantine;
    private final OnceMore onceMore;
    private final ReplayTable table;
    private final Audit audit;
    private final Transactions transactions;
    private final Administration administration;
    private final Clock clock;

    Replays(
            GivenUp givenUp,
            Quarantine quarantine,
            OnceMore onceMore,
            ReplayTable table,
            Audit audit,
            Transactions transactions,
            Administration administration,
            Clock clock) {
        this.givenUp = givenUp;
        this.quarantine = quarantine;
        this.onceMore = onceMore;
        this.table = table;
        this.audit = audit;
        this.transactions = transactions;
        this.administration = administration;
        this.clock = clock;
    }

    /**
     * A dry run; nothing is begun by it. Each row costs a call of EasyEcom, an operation none, but a manifest.
     *
     * @param locations of one brand, that the caller sees
     */
    public ReplayView rehearse(
            Caller caller, List<Location> locations, List<GivenUp.Found> operations, Collection<Long> rows) {
        String brand = locations.getFirst().brand();
        List<ReplayItem> items = new ArrayList<>();
        for (GivenUp.Found each : operations) {
            UUID id = UUID.fromString(each.view().operationId());
            String what =
                    each.view().kind() + " " + String.join(", ", each.view().shipmentIds());
            items.add(ReplayItem.of(
                    each.location().code(), id, null, what, onceMore.rehearse(each.location(), id, caller)));
        }
        for (Quarantine.Entry row : rows.isEmpty() ? List.<Quarantine.Entry>of() : quarantine.find(brand, rows)) {
            at(locations, row.location())
                    .ifPresent(location -> items.add(ReplayItem.of(
                            row.location(),
                            null,
                            Long.toString(row.id()),
                            row.feed() + " " + row.upstreamId(),
                            onceMore.rehearse(location, row))));
        }
        if (items.isEmpty()) {
            throw Problem.notFound("An operation that ended without success, or a row in quarantine, that this names");
        }
        UUID id = UUID.randomUUID();
        transactions.run(
                Scope.administrationOf(brand), () -> table.inWrite(id, brand, clock.instant(), caller.name(), items));
        return find(brand, id);
    }

    public ReplayView find(String brand, UUID id) {
        return transactions
                .in(Scope.administrationOf(brand), () -> table.inFind(id))
                .orElseThrow(() -> Problem.notFound("Replay " + id));
    }

    /** Once: record by record, each asked anew. A second time tells what the first came to. */
    public ReplayView commit(Caller caller, String brand, UUID id) {
        return commit(caller, administration.locations(brand, null), brand, id);
    }

    /** The same for who was let in by another door. @param locations of the brand, that the caller sees */
    public ReplayView commit(Caller caller, List<Location> locations, String brand, UUID id) {
        ReplayView replay = find(brand, id);
        for (ReplayItem item : replay.items()) {
            if (at(locations, item.location()).isEmpty()) {
                throw new Problem(
                        ProblemCode.FORBIDDEN, "This replay touches the location " + item.location() + " as well.");
            }
        }
        boolean mine = transactions.in(Scope.administrationOf(brand), () -> {
            boolean first = table.inCommit(id, clock.instant(), caller.name());
            if (first) {
                audit.inRecord(
                        caller,
                        brand,
                        "replay-committed",
                        "replay " + id,
                        null,
                        Map.of("records", Integer.toString(replay.items().size())));
            }
            return first;
        });
        for (int i = 0; mine && i < replay.items().size(); i++) {
            int position = i;
            ReplayItem item = replay.items().get(i);
            Result result = again(caller, brand, at(locations, item.location()).orElseThrow(), item);
            transactions.run(Scope.administrationOf(brand), () -> table.inDone(id, position, result));
        }
        return find(brand, id);
    }

    private Result again(Caller caller, String brand, Location location, ReplayItem item) {
        if (item.operationId() != null) {
            return onceMore.give(location, UUID.fromString(item.operationId()), caller);
        }
        return quarantine.find(brand, List.of(Long.valueOf(item.quarantineId()))).stream()
                .findFirst()
                .map(row -> onceMore.read(location, row))
                .orElseGet(() -> new Result(ReplayOutcome.NOTHING, "It is not in quarantine any more.", null));
    }

    private static Optional<Location> at(List<Location> locations, String code) {
        return locations.stream().filter(each -> each.code().equals(code)).findFirst();
    }
}
