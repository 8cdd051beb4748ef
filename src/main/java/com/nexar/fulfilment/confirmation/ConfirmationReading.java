package com.nexar.fulfilment.confirmation;

import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.confirmation.ConfirmationIntent.Intent;
import com.nexar.fulfilment.easyecom.EasyEcomConnection;
import com.nexar.fulfilment.easyecom.EasyEcomUnavailable;
import com.nexar.fulfilment.easyecom.UpstreamShipment;
import com.nexar.fulfilment.operations.OpenOperation;
import com.nexar.fulfilment.operations.Outcomes;
import com.nexar.fulfilment.operations.Step;
import com.nexar.fulfilment.operations.Work;
import com.nexar.fulfilment.orders.Cause;
import com.nexar.fulfilment.orders.Gate;
import com.nexar.fulfilment.orders.Glimpse;
import com.nexar.fulfilment.orders.InSame;
import com.nexar.fulfilment.orders.ShipmentFacts;
import com.nexar.fulfilment.orders.Sight;
import com.nexar.fulfilment.orders.Stage;
import com.nexar.fulfilment.problems.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of a confirmation, from EasyEcom's history of the shipment: entries newer than the baseline are of this
 * confirmation (design section 5). An unchanged history is "not yet" until the quiet period is over; a row that shows none of it, or
 * less than before, says nothing, however long it does so.
 */
@Singleton
class ConfirmationReading {

    private static final Duration SOON = Duration.ofMillis(150);

    /** For so long a page that does not show the end is taken as "not yet", before each shipment is read by itself. */
    private static final Duration YOUNG = Duration.ofSeconds(10);

    /** EasyEcom's clock is another one than ours. */
    private static final Duration CLOCKS = Duration.ofSeconds(10);

    /** The same and from before it was sent until its answer was written down, where that alone is known. */
    private static final Duration AROUND = Duration.ofSeconds(40);

    private final Gate gate;
    private final Outcomes outcomes;
    private final EasyEcomConnection connection;
    private final Transactions transactions;
    private final Clock clock;

    ConfirmationReading(
            Gate gate, Outcomes outcomes, EasyEcomConnection connection, Transactions transactions, Clock clock) {
        this.gate = gate;
        this.outcomes = outcomes;
        this.connection = connection;
        this.transactions = transactions;
        this.clock = clock;
    }

    static boolean confirmed(ShipmentFacts shipment) {
        return shipment.stage() == Stage.CONFIRMED || shipment.stage().manifestedOrLater();
    }

    /** EasyEcom took it in a moment ago. */
    Step soon(OpenOperation accepted) {
        return Step.again(SOON, accepted);
    }

    Step readBack(Work work, Intent intent) {
        long shipmentId = OrderConfirmation.shipment(work.operation());
        Instant asked = clock.instant();
        End end = new End(work);
        Glimpse shared = glimpse(work, shipmentId, end);
        if (end.step != null) {
            return end.step;
        }
        boolean tells = shared.shared() && tells(intent, shared);
        if (shared.shared() && !tells && young(work.operation(), asked)) {
            return transactions.in(work.location(), () -> outcomes.inLooking(work.lease()));
        }
        if (tells) {
            return decided(work, intent, shared.facts(), shared.row(), asked);
        }
        Sight sight = gate.look(work.location(), shipmentId, Cause.OPERATION, work.reference(), end);
        return end.step != null ? end.step : decided(work, intent, sight.facts(), sight.row(), asked);
    }

    /** Of what is confirmed, in the very transaction that learns it: one wait for the disk, and neither is there without the other. */
    private final class End implements InSame {

        private final Work work;
        private Step step;

        End(Work work) {
            this.work = work;
        }

        @Override
        public void follows(ShipmentFacts now, UpstreamShipment row) {
            if (confirmed(now)) {
                transactions.inDurably();
                step = outcomes.inSucceeded(work.lease());
            }
        }
    }

    private Step decided(Work work, Intent intent, ShipmentFacts now, Optional<UpstreamShipment> row, Instant asked) {
        Confirmed seen = since(intent, row);
        return transactions.in(work.location(), () -> {
            if (confirmed(now) || seen == Confirmed.SUCCESS) { // a success, also of what was cancelled right after it
                return outcomes.inSucceeded(work.lease());
            }
            if (seen == Confirmed.FAIL || now.stage() == Stage.CANCELLED) {
                return outcomes.inRefused(work.lease(), Refusals.failed(now));
            }
            return seen == Confirmed.NOT_SEEN ? inNotSeen(work, now, asked) : outcomes.inLooking(work.lease());
        });
    }

    /** Of what EasyEcom took in, pages tell that many share; whether what got no answer has left a trace only its history tells. */
    private Glimpse glimpse(Work work, long shipmentId, End end) {
        return work.operation().accepted()
                ? gate.glimpse(
                        work.location(),
                        shipmentId,
                        changedSince(work.operation()),
                        Cause.OPERATION,
                        work.reference(),
                        end)
                : Glimpse.NONE;
    }

    private static Instant changedSince(OpenOperation operation) {
        return operation.sentAt() == null
                ? operation.sentNotAfter().minus(AROUND)
                : operation.sentAt().minus(CLOCKS);
    }

    /** A row without its history proves a success by its papers, and nothing else (design section 3). */
    private static boolean tells(Intent intent, Glimpse shared) {
        ShipmentFacts now = shared.facts();
        return confirmed(now) || now.stage() == Stage.CANCELLED || since(intent, shared.row()) != Confirmed.UNTOLD;
    }

    private static boolean young(OpenOperation operation, Instant now) {
        return operation.sentNotAfter().plus(YOUNG).isAfter(now);
    }

    private Step inNotSeen(Work work, ShipmentFacts now, Instant asked) {
        OpenOperation operation = work.operation();
        if (!operation.disprovedAt(asked)) {
            return outcomes.inLooking(work.lease());
        }
        return operation.doubted() == null
                ? outcomes.inResend(work.lease())
                : outcomes.inRefused(work.lease(), Refusals.refusal(now, operation.doubted()));
    }

    /**
     * EasyEcom said no. Cancelled or held meanwhile is a clearer word; confirmed already by somebody else is what was wanted.
     * After an attempt without an answer the no may be the echo of that one's success: doubted until a quiet read-back.
     */
    Step refused(Work work, Intent intent, Problem refusal) {
        long shipmentId = OrderConfirmation.shipment(work.operation());
        Sight sight;
        try {
            sight = gate.look(work.location(), shipmentId, Cause.OPERATION, work.reference());
        } catch (EasyEcomUnavailable unreadable) {
            return doubtful(work, refusal);
        }
        Optional<UpstreamShipment> row = sight.row();
        ShipmentFacts now = sight.facts();
        if (confirmed(now) || seen(intent, row)) {
            return echo(work, now);
        }
        boolean untold = row.isPresent()
                && since(intent, row) == Confirmed.UNTOLD
                && now.reasonAgainst().isEmpty();
        if (untold || work.operation().uncertain() > 0) {
            return doubtful(work, refusal);
        }
        return transactions.in(work.location(), () -> outcomes.inRefused(work.lease(), Refusals.refusal(now, refusal)));
    }

    /** Something of it is in the history since the baseline. */
    boolean seen(Intent intent, Optional<UpstreamShipment> row) {
        return switch (since(intent, row)) {
            case UNTOLD, NOT_SEEN -> false;
            case UNDER_WAY, SUCCESS, FAIL -> true;
        };
    }

    /** Of what is not shown, or was never sent, nothing is told. */
    static Confirmed since(Intent intent, Optional<UpstreamShipment> row) {
        return intent.baseline() == null
                ? Confirmed.UNTOLD
                : row.map(shown -> Confirmed.since(intent.baseline(), shown)).orElse(Confirmed.UNTOLD);
    }

    /**
     * A confirmation is there or under way although nothing told us so, ours of before or somebody else's: its end is this
     * one's. After a quiet period that showed nothing, it is our own and came late.
     */
    Step echo(Work work, ShipmentFacts now) {
        return transactions.in(work.location(), () -> {
            if (work.operation().uncertain() > 0) {
                outcomes.inLateArrival(work.lease());
            }
            if (confirmed(now)) {
                return outcomes.inSucceeded(work.lease());
            }
            outcomes.inAccepted(work.lease());
            return outcomes.inLooking(work.lease());
        });
    }

    private Step doubtful(Work work, Problem refusal) {
        return transactions.in(
                work.location(), () -> outcomes.inDoubt(work.lease(), refusal, connection.quietPeriod()));
    }

    /** How often it was confirmed since the baseline. */
    int effects(Location location, OpenOperation operation, Intent intent) {
        if (intent.baseline() == null) {
            return operation.succeeded();
        }
        return gate.readRow(
                        location,
                        OrderConfirmation.shipment(operation),
                        Cause.SYNC,
                        operation.id().toString())
                .map(row -> Confirmed.successes(intent.baseline(), row))
                .orElse(operation.succeeded());
    }
}
