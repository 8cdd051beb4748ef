package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.easyecom.EasyEcomFailure;
import com.nexar.fulfilment.easyecom.EasyEcomUncertain;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Writes down what became of an operation. Every method joins the caller's transaction, so that the shipment's stage and the
 * operation's state are stored together, and every method checks the lease's fencing number: who has lost the lease writes
 * nothing.
 */
@Singleton
public class Outcomes {

    private final Transactions transactions;
    private final FencedWrites writes;
    private final OperationRows rows;
    private final OperationViews views;
    private final Backoff backoff;
    private final LateCount late;
    private final OperationsConfig config;
    private final Clock clock;

    Outcomes(
            Transactions transactions,
            FencedWrites writes,
            OperationRows rows,
            OperationViews views,
            Backoff backoff,
            LateCount late,
            OperationsConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.writes = writes;
        this.rows = rows;
        this.views = views;
        this.backoff = backoff;
        this.late = late;
        this.config = config;
        this.clock = clock;
    }

    /** It is about to leave; from here on its outcome is unknown until somebody writes one down. */
    public void inSending(Lease lease) {
        inSending(lease, null, clock.instant());
    }

    /**
     * The same, with what has to be known to read it back, such as a baseline.
     *
     * @return how it stands from the commit on
     */
    public OpenOperation inSending(Work work, Object request) {
        Instant now = clock.instant();
        String asks = views.write(Objects.requireNonNull(request));
        inSending(work.lease(), asks, now);
        return work.operation().leaving(asks, now);
    }

    private void inSending(Lease lease, String request, Instant now) {
        transactions.inDurably(); // on the disk before it leaves, whatever else is written with it
        if (!writes.isRead(lease)) {
            writes.inSending(lease, request, now);
            return;
        }
        Operation operation = OperationRows.locked(lease);
        operation.state = OperationState.RUNNING;
        operation.accepted = false;
        operation.attempts++;
        operation.sentAt = now;
        operation.problem = null;
        if (request != null) {
            operation.request = request;
        }
        OperationRows.open(operation);
    }

    /** EasyEcom took it in; what it made of it is read back. */
    public void inAccepted(Lease lease) {
        inAccepted(lease, clock.instant());
    }

    /** The same of what has just been sent. @return how it stands from the commit on */
    public OpenOperation inAccepted(Lease lease, OpenOperation sent) {
        Instant now = clock.instant();
        inAccepted(lease, now);
        return sent.accepted(now);
    }

    private void inAccepted(Lease lease, Instant now) {
        if (!writes.isRead(lease)) {
            writes.inAccepted(lease, now);
            return;
        }
        Operation operation = OperationRows.locked(lease);
        operation.state = OperationState.RUNNING;
        operation.accepted = true;
        operation.failures = 0;
        operation.sentNotAfter = now;
    }

    /**
     * It surely did not leave, or EasyEcom could not be read before: later again.
     *
     * @return when
     */
    public Step inRetry(Lease lease, Problem why) {
        Operation operation = OperationRows.locked(lease);
        Duration pause = backoff.after(operation.failures++, why.retryAfter());
        operation.state = operation.attempts == 0 ? OperationState.PENDING : OperationState.RETRYING;
        operation.problem = views.write(why);
        return rows.wait(operation, pause);
    }

    /** What it was decided on grew too old before it could leave, so it did not: EasyEcom is asked anew, at once. */
    public Step inLookAgain(Lease lease) {
        Operation operation = OperationRows.locked(lease);
        operation.attempts--;
        operation.state = operation.attempts == 0 ? OperationState.PENDING : OperationState.RETRYING;
        return rows.wait(operation, Duration.ZERO);
    }

    /**
     * EasyEcom cannot be read, or what it says forbids the command. About what was sent already that says nothing, so then it is
     * looked at again; else it is tried later, or refused. A no of EasyEcom to a question is no word about the command.
     *
     * @param partly the next step where only a part is refused; null refuses all of it
     */
    Step inTrouble(Lease lease, Problem why, Supplier<Step> partly) {
        Operation operation = OperationRows.locked(lease);
        return switch (operation.state) {
            case RUNNING ->
                operation.accepted ? inLooking(lease) : unknown(operation, clock.instant(), backoff.quiet(), why);
            case OUTCOME_UNKNOWN -> inLooking(lease);
            case PENDING, RETRYING, SUCCEEDED, PARTIAL, REFUSED, FAILED ->
                why instanceof EasyEcomFailure || why.code().status() >= 500
                        ? inRetry(lease, why)
                        : inForbidden(lease, why, partly.get());
        };
    }

    private Step inForbidden(Lease lease, Problem why, Step partly) {
        return partly == null ? inRefused(lease, why) : partly;
    }

    /** Nothing of it is there, a quiet period after it could have left: it is sent again. */
    public Step inResend(Lease lease) {
        Operation operation = OperationRows.locked(lease);
        operation.state = OperationState.RETRYING;
        return rows.wait(operation, Duration.ZERO);
    }

    /** Its turn has not come. */
    public Step inWaiting(Lease lease, Duration pause) {
        return rows.wait(OperationRows.locked(lease), pause);
    }

    /** The same, and why. */
    Step inWaiting(Lease lease, Duration pause, Problem why) {
        Operation operation = OperationRows.locked(lease);
        operation.problem = views.write(why);
        return rows.wait(operation, pause);
    }

    /** Sent, and no word whether it took effect. */
    public Step inUnknown(Lease lease, EasyEcomUncertain why) {
        return unknown(OperationRows.locked(lease), why.sentNotAfter(), why.quietPeriod(), why);
    }

    /** The same after a bug of ours: wherever it broke, the request may have left. */
    public Step inUnknown(Lease lease, Duration quiet) {
        return unknown(OperationRows.locked(lease), clock.instant(), quiet, null);
    }

    /** EasyEcom said no to a repeat of what may have taken effect before: read back first, then decide. */
    public Step inDoubt(Lease lease, Problem refusal, Duration quiet) {
        Operation operation = OperationRows.locked(lease);
        operation.doubted = views.write(refusal);
        Step step = unknown(operation, clock.instant(), quiet, refusal);
        operation.uncertain--; // it was answered
        return step;
    }

    /** Not decided yet; when to look again. What stays undecidable for long is for a person, and is looked at all the same. */
    public Step inLooking(Lease lease) {
        Operation operation = OperationRows.locked(lease);
        return inLooking(operation, operation.quietUntil);
    }

    /** @param quietUntil what it waits for; null where any look may decide */
    Step inLooking(Operation operation, Instant quietUntil) {
        Instant since = operation.sentNotAfter == null ? operation.createdAt : operation.sentNotAfter;
        operation.needsPerson = since.plus(config.personAfter()).isBefore(clock.instant());
        return rows.wait(operation, backoff.look(operation.createdAt, quietUntil));
    }

    /** What was asked for is so, whatever an earlier word of EasyEcom was. */
    public Step inSucceeded(Lease lease) {
        if (!writes.isRead(lease) && writes.inSucceeded(lease, backoff.quiet())) {
            return Step.finished(OperationState.SUCCEEDED);
        }
        Operation operation = OperationRows.locked(lease);
        boolean refusedAsRepeat = operation.doubted != null && operation.uncertain > 0;
        if (refusedAsRepeat) {
            late.inFound(operation); // the quiet read-back before the repeat did not show it
        }
        operation.shipments.forEach(part -> rows.finish(part, OperationState.SUCCEEDED, null));
        return rows.close(operation, OperationState.SUCCEEDED, null);
    }

    /** EasyEcom said no, or its state forbids it. */
    public Step inRefused(Lease lease, Problem problem) {
        return rows.finishOpen(OperationRows.locked(lease), OperationState.REFUSED, problem);
    }

    /** It surely did not happen, and is not tried any more. */
    public Step inFailed(Lease lease, Problem problem) {
        return rows.finishOpen(OperationRows.locked(lease), OperationState.FAILED, problem);
    }

    /** A request of this operation took effect later than the quiet period: counted, and shown with the operation. */
    public void inLateArrival(Lease lease) {
        late.inFound(OperationRows.locked(lease));
    }

    /** A person has looked at EasyEcom and says what became of it. */
    void inSettled(Operation operation, boolean happened, String who, String reason, Problem otherwise) {
        operation.settledBy = who;
        operation.settledReason = reason;
        operation.uncertain += !happened && operation.accepted ? 1 : 0; // taken in once, so it is watched for
        rows.finishOpen(
                operation, happened ? OperationState.SUCCEEDED : OperationState.FAILED, happened ? null : otherwise);
    }

    private Step unknown(Operation operation, Instant sentNotAfter, Duration quiet, Problem why) {
        operation.state = OperationState.OUTCOME_UNKNOWN;
        operation.uncertain++;
        operation.sentNotAfter = sentNotAfter;
        operation.quietUntil = sentNotAfter.plus(quiet);
        operation.problem = why == null ? null : views.write(why);
        return rows.wait(operation, backoff.firstLook(operation.createdAt));
    }
}
