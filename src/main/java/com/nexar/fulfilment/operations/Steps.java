package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.pauses.Pause;
import com.nexar.fulfilment.pauses.Pauses;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** One step of one operation: send it, or read it back, as its state says. What the touchpoint throws becomes a state, too. */
@Singleton
class Steps {

    private static final Logger LOG = Logger.getLogger(Steps.class);

    private final Transactions transactions;
    private final OperationViews views;
    private final Outcomes outcomes;
    private final OperationsConfig config;
    private final Instance<OperationHandler> touchpoints;
    private final Clock clock;
    private final Pauses pauses;
    private volatile Map<OperationKind, OperationHandler> handlers;

    Steps(
            Transactions transactions,
            OperationViews views,
            Outcomes outcomes,
            OperationsConfig config,
            Instance<OperationHandler> touchpoints,
            Clock clock,
            Pauses pauses) {
        this.transactions = transactions;
        this.views = views;
        this.outcomes = outcomes;
        this.config = config;
        this.touchpoints = touchpoints;
        this.clock = clock;
        this.pauses = pauses;
    }

    private static final Duration WHILE_PAUSED = Duration.ofSeconds(10);

    Step next(Lease lease) {
        Location location = lease.location();
        Turn begun = lease.takeFirst();
        Turn turn = begun != null
                ? begun
                : transactions.in(location, () -> Turn.of(views.openOf(lease), pauses.inStanding(location)));
        OpenOperation operation = turn.operation();
        Work work = new Work(lease, operation);
        OperationHandler handler = handler(operation.kind());
        try {
            if (turn.leaving()) {
                return handler.leave(work);
            }
            return switch (operation.state()) {
                case PENDING, RETRYING -> attempt(handler, work, turn.standing());
                case RUNNING, OUTCOME_UNKNOWN -> handler.readBack(work);
                case SUCCEEDED, PARTIAL, REFUSED, FAILED -> Step.FINISHED;
            };
        } catch (Problem problem) {
            return became(handler, work, problem);
        }
    }

    OperationHandler handler(OperationKind kind) {
        if (handlers == null) {
            Map<OperationKind, OperationHandler> found = new EnumMap<>(OperationKind.class);
            touchpoints.forEach(handler -> found.put(handler.kind(), handler));
            handlers = found;
        }
        return handlers.get(kind);
    }

    private Step became(OperationHandler handler, Work work, Problem problem) {
        if (problem.code() == ProblemCode.NOT_FOUND) {
            throw new LeaseLost(work.lease()); // it moved to another location just now, and its operation with it
        }
        LOG.infof("Operation %s (%s): %s", work.reference(), work.operation().kind(), problem.getMessage());
        return transactions.in(
                work.location(),
                () -> outcomes.inTrouble(work.lease(), problem, () -> handler.inForbidden(work, problem)));
    }

    /** A bundle only reads. What is at EasyEcom already is read back, whatever is paused. */
    private Step attempt(OperationHandler handler, Work work, Pauses.Standing standing) {
        Step read = handler.readSent(work);
        if (read != null) {
            return read;
        }
        if (standing.sendingPaused() && handler.kind() != OperationKind.BUNDLE) {
            return paused(work, standing.pause());
        }
        return tooOld(work.operation(), standing.sentAgain()) ? givenUp(handler, work) : handler.attempt(work);
    }

    private Step paused(Work work, Pause pause) {
        Problem problem = new Problem(
                        ProblemCode.UPSTREAM_UNAVAILABLE,
                        "Sending to EasyEcom is paused for " + work.location().ref() + " since " + pause.since() + ": "
                                + pause.reason() + ". The command is kept, and goes when the pause ends.")
                .withRetryAfter(WHILE_PAUSED);
        return transactions.in(work.location(), () -> outcomes.inWaiting(work.lease(), WHILE_PAUSED, problem));
    }

    /** @param sentAgain the time during which nothing could be sent does not count */
    private boolean tooOld(OpenOperation operation, Instant sentAgain) {
        Instant since =
                sentAgain != null && sentAgain.isAfter(operation.createdAt()) ? sentAgain : operation.createdAt();
        return since.plus(config.giveUpAfter()).isBefore(clock.instant());
    }

    private Step givenUp(OperationHandler handler, Work work) {
        Problem problem = new Problem(
                ProblemCode.UPSTREAM_UNAVAILABLE,
                "EasyEcom could not be reached for " + config.giveUpAfter().toHours() + " hours; nothing was applied"
                        + " there, and it is not tried any more. Give the command again once EasyEcom can be reached.");
        return transactions.in(work.location(), () -> {
            Step partly = handler.inGivenUp(work, problem);
            return partly == null ? outcomes.inFailed(work.lease(), problem) : partly;
        });
    }
}
