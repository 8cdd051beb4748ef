package com.nexar.fulfilment.replays;

import com.nexar.fulfilment.access.Audit;
import com.nexar.fulfilment.access.Caller;
import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.GivenUp;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.replays.ReplayItem.Result;
import com.nexar.fulfilment.sync.Quarantine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The door to replays: rehearse first, then commit once. */
@Singleton
public class Replays {

    private static final Logger LOG = Logger.getLogger(Replays.class);

    /** Records of one replay. */
    public static final int MOST = 200;

    private final OnceMore onceMore;
    private final ReplayTable table;
    private final Audit audit;
    private final Transactions transactions;
    private final Clock clock;

    Replays(OnceMore onceMore, ReplayTable table, Audit audit, Transactions transactions, Clock clock) {
        this.onceMore = onceMore;
        this.table = table;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** One to be tried again. @param operation null for a row @param row null for an operation */
    private record Target(Location location, UUID operation, Quarantine.Entry row, String what) {}

    /**
     * A dry run; nothing is begun by it. Each row costs a call of EasyEcom, an operation none, but a manifest.
     *
     * @param locations of one brand, that the caller sees; what is elsewhere is left out
     */
    public ReplayView rehearse(
            Caller caller, List<Location> locations, List<GivenUp.Found> operations, List<Quarantine.Entry> rows) {
        List<Target> targets = targets(locations, operations, rows);
        if (targets.isEmpty()) {
            throw Problem.notFound("An operation that ended without success, or a row in quarantine, that this names");
        }
        String brand = locations.getFirst().brand();
        UUID id = UUID.randomUUID();
        List<Location> touched = targets.stream().map(Target::location).toList();
        transactions.run(Scope.administrationOf(brand), () -> inAudit(caller, "replay-rehearsed", id, touched));
        List<ReplayItem> items =
                targets.stream().map(each -> rehearsed(each, caller)).toList();
        transactions.run(
                Scope.administrationOf(brand), () -> table.inWrite(id, brand, clock.instant(), caller.name(), items));
        return find(locations, id);
    }

    /** Not there for who does not see all that it touches. @param locations of one brand, that the caller sees */
    public ReplayView find(List<Location> locations, UUID id) {
        String brand = locations.getFirst().brand();
        return transactions
                .in(Scope.administrationOf(brand), () -> table.inFind(brand, id))
                .filter(replay -> replay.items().stream()
                        .allMatch(item -> at(locations, item.location()).isPresent()))
                .orElseThrow(() -> Problem.notFound("Replay " + id));
    }

    /**
     * Once: record by record, each asked anew. A second time tells what the first came to, or has come to by now.
     *
     * @param locations of one brand, that the caller sees
     */
    public ReplayView commit(Caller caller, List<Location> locations, UUID id) {
        ReplayView replay = find(locations, id);
        String brand = replay.brand();
        List<Location> touched = replay.items().stream()
                .map(item -> at(locations, item.location()).orElseThrow())
                .toList();
        boolean mine = transactions.in(Scope.administrationOf(brand), () -> {
            boolean first = table.inCommit(brand, id, clock.instant(), caller.name());
            if (first) {
                inAudit(caller, "replay-committed", id, touched);
            }
            return first;
        });
        if (mine) {
            for (int i = 0; i < touched.size(); i++) {
                int position = i;
                Result result = again(caller, touched.get(i), replay.items().get(i));
                noted(id, brand, () -> table.inDone(brand, id, position, result));
            }
            noted(id, brand, () -> table.inEnd(brand, id));
        }
        return find(locations, id);
    }

    private static List<Target> targets(
            List<Location> locations, List<GivenUp.Found> operations, List<Quarantine.Entry> rows) {
        List<Target> targets = new ArrayList<>();
        for (GivenUp.Found each : operations) {
            String what = each.view().kind() + " " + String.join(", ", each.shipmentIds());
            targets.add(new Target(each.location(), UUID.fromString(each.view().operationId()), null, what));
        }
        for (Quarantine.Entry row : rows) {
            at(locations, row.location())
                    .ifPresent(location ->
                            targets.add(new Target(location, null, row, row.feed() + " " + row.upstreamId())));
        }
        return targets;
    }

    private ReplayItem rehearsed(Target target, Caller caller) {
        Result result = target.row() == null
                ? onceMore.rehearse(target.location(), target.operation(), caller)
                : onceMore.rehearse(target.location(), target.row());
        String row = target.row() == null ? null : Long.toString(target.row().id());
        return ReplayItem.of(target.location().code(), target.operation(), row, target.what(), result);
    }

    private Result again(Caller caller, Location location, ReplayItem item) {
        if (item.operationId() != null) {
            return onceMore.give(location, UUID.fromString(item.operationId()), caller);
        }
        return onceMore.read(location, Long.parseLong(item.quarantineId()));
    }

    /** What cannot be written down stays open in the view; the records after it are tried all the same. */
    private void noted(UUID id, String brand, Runnable note) {
        try {
            transactions.run(Scope.administrationOf(brand), note);
        } catch (RuntimeException e) {
            LOG.errorf(e, "How a record of replay %s ended could not be written down", id);
        }
    }

    /** One entry per location, so that nobody hears of locations that they do not see. */
    private void inAudit(Caller caller, String act, UUID id, List<Location> touched) {
        touched.stream().distinct().forEach(location -> {
            long records = touched.stream().filter(location::equals).count();
            audit.inRecord(caller, location, act, "replay " + id, null, Map.of("records", Long.toString(records)));
        });
    }

    private static Optional<Location> at(List<Location> locations, String code) {
        return locations.stream().filter(each -> each.code().equals(code)).findFirst();
    }
}
