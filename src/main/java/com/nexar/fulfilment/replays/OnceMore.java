package com.nexar.fulfilment.replays;

import com.nexar.fulfilment.access.Caller;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
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
import java.util.Optional;
import java.util.UUID;

/** Gives one command again or reads one row again; rehearsed it is the very same, rolled back. */
@Singleton
class OnceMore {

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
        return transactions.rehearse(() -> give(location, operation, caller));
    }

    Result rehearse(Location location, Quarantine.Entry row) {
        return transactions.rehearse(() -> read(location, row));
    }

    Result give(Location location, UUID id, Caller caller) {
        Optional<OpenOperation> finished = givenUp.one(location, id);
        if (finished.isEmpty()) {
            return new Result(ReplayOutcome.REFUSED, "It is not at this location any more.", null);
        }
        try {
            Instant start = clock.instant();
            UUID operation = command(finished.get()).again(location, finished.get(), caller.name());
            if (operation == null) {
                return new Result(ReplayOutcome.NOTHING, "EasyEcom has it so already.", null);
            }
            return begun(location, operation, start);
        } catch (Problem problem) {
            return new Result(ReplayOutcome.REFUSED, because(problem), null);
        }
    }

    /** The shipment itself is read now; what stands in quarantine is what EasyEcom said then. */
    Result read(Location location, Quarantine.Entry row) {
        if (row.upstreamId() == null || !row.ofShipment()) {
            return new Result(
                    ReplayOutcome.REFUSED,
                    "The row names no shipment; it comes again with the next walk of its feed.",
                    null);
        }
        try {
            boolean shown =
                    gate.readNew(location, Long.parseLong(row.upstreamId())).isPresent();
            if (!shown) {
                return new Result(ReplayOutcome.REFUSED, "EasyEcom does not show this shipment here.", null);
            }
            quarantine.release(location, row.id());
            return new Result(ReplayOutcome.BEGIN, "It can be read; the shipment is taken in.", null);
        } catch (Problem problem) {
            return new Result(ReplayOutcome.REFUSED, because(problem), null);
        }
    }

    private Result begun(Location location, UUID operation, Instant since) {
        return givenUp.stoodBefore(location, operation, since)
                ? new Result(ReplayOutcome.JOIN, "An operation of before does the same.", operation)
                : new Result(
                        ReplayOutcome.BEGIN, "The command is given again; EasyEcom may still refuse it.", operation);
    }

    private static String because(Problem problem) {
        return problem.code().code() + ": " + problem.getMessage();
    }

    private CommandAgain command(OpenOperation operation) {
        return commands.stream()
                .filter(each -> each.kind() == operation.kind())
                .findFirst()
                .orElseThrow();
    }
}
