package com.nexar.fulfilment.replays;

import com.nexar.fulfilment.access.Caller;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.Lane;
import com.nexar.fulfilment.operations.CommandAgain;
import com.nexar.fulfilment.operations.GivenUp;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.orders.Gate;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.replays.ReplayItem.Result;
import com.nexar.fulfilment.sync.Quarantine;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Gives one command again or reads one row again; rehearsed it is the very same, rolled back. What breaks costs only its own record. Its
 * reads of EasyEcom leave the commands' reserve alone.
 */
@Singleton
class OnceMore {

    private static final Logger LOG = Logger.getLogger(OnceMore.class);

    private final Instance<CommandAgain> commands;
    private final GivenUp givenUp;
    private final Gate gate;
    private final Quarantine quarantine;
    private final Transactions transactions;
    private final Clock clock;

    OnceMore(
            Instance<CommandAgain> commands,
            GivenUp givenUp,
            Gate gate,
            Quarantine quarantine,
            Transactions transactions,
            Clock clock) {
        this.commands = commands;
        this.givenUp = givenUp;
        this.gate = gate;
        this.quarantine = quarantine;
        this.transactions = transactions;
        this.clock = clock;
    }

    Result rehearse(Location location, UUID operation, Caller caller) {
        return whatever(
                "operation " + operation, () -> transactions.rehearse(() -> given(location, operation, caller)));
    }

    Result rehearse(Location location, Quarantine.Entry row) {
        return whatever("row " + row.id(), () -> transactions.rehearse(() -> looked(location, row)));
    }

    Result give(Location location, UUID operation, Caller caller) {
        return whatever("operation " + operation, () -> given(location, operation, caller));
    }

    /** The shipment itself is read now; what stands in quarantine is what EasyEcom said then. */
    Result read(Location location, long row) {
        return whatever(
                "row " + row,
                () -> quarantine.find(location.brand(), List.of(row)).stream()
                        .findFirst()
                        .map(there -> looked(location, there))
                        .orElseGet(() -> new Result(ReplayOutcome.NOTHING, "It is not in quarantine any more.", null)));
    }

    /** The rim of one record: the others go on. */
    private static Result whatever(String what, Supplier<Result> record) {
        try {
            return Lane.ORDERS.call(record);
        } catch (Problem problem) {
            return new Result(ReplayOutcome.REFUSED, problem.code().code() + ": " + problem.getMessage(), null);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Trying %s again broke off", what);
            return new Result(
                    ReplayOutcome.UNKNOWN,
                    "Something broke on our side; the log says what. Rehearse it anew: what was begun is joined then.",
                    null);
        }
    }

    private Result given(Location location, UUID id, Caller caller) {
        Optional<OpenOperation> finished = givenUp.one(location, id);
        if (finished.isEmpty()) {
            return new Result(ReplayOutcome.REFUSED, "It is not at this location any more.", null);
        }
        CommandAgain command = command(finished.get());
        if (!command.isToDo(location, finished.get())) {
            return nothing();
        }
        Optional<UUID> since = givenUp.givenSince(location, finished.get());
        if (since.isPresent()) {
            return new Result(
                    ReplayOutcome.REFUSED,
                    "It was given again since, as operation " + since.get()
                            + ", which is over: what came after it counts.",
                    null);
        }
        Instant start = clock.instant();
        UUID operation = command.again(location, finished.get(), caller.name());
        return operation == null ? nothing() : begun(location, operation, start);
    }

    private Result looked(Location location, Quarantine.Entry row) {
        if (row.upstreamId() == null || !row.ofShipment()) {
            return new Result(
                    ReplayOutcome.REFUSED,
                    "The row names no shipment; it comes again with the next walk of its feed.",
                    null);
        }
        boolean shown = gate.readNew(location, Long.parseLong(row.upstreamId())).isPresent();
        if (!shown) {
            return new Result(ReplayOutcome.REFUSED, "EasyEcom does not show this shipment here.", null);
        }
        quarantine.release(location, row.id());
        return new Result(ReplayOutcome.BEGIN, "It can be read; the shipment is taken in.", null);
    }

    private static Result nothing() {
        return new Result(ReplayOutcome.NOTHING, "EasyEcom has it so already.", null);
    }

    private Result begun(Location location, UUID operation, Instant since) {
        return givenUp.stoodBefore(location, operation, since)
                ? new Result(ReplayOutcome.JOIN, "An operation of before does the same.", operation)
                : new Result(
                        ReplayOutcome.BEGIN, "The command is given again; EasyEcom may still refuse it.", operation);
    }

    private CommandAgain command(OpenOperation operation) {
        return commands.stream()
                .filter(each -> each.kind() == operation.kind())
                .findFirst()
                .orElseThrow();
    }
}
