package com.nexar.fulfilment.orders;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A cancellation at EasyEcom that the warehouse decides, because only it knows where the parcel is. Open until it does, also after
 * {@code decideBy}: then it is overdue, and nothing is guessed.
 *
 * @param requestedAt when we saw it at EasyEcom
 * @param recall the parcel was handed over before the cancellation was seen, or it was too late to stop it
 * @param outcome null while it is open
 * @param reason the warehouse's own words
 */
@Embeddable
public record Cancellation(
        @Column(name = "cancellation_requested_at") Instant requestedAt,
        @Column(name = "cancellation_decide_by") Instant decideBy,
        @Column(name = "cancellation_recall") Boolean recall,

        @Enumerated(EnumType.STRING) @Column(name = "cancellation_outcome")
        Outcome outcome,

        @Column(name = "cancellation_reason") String reason,
        @Column(name = "cancellation_decided_at") Instant decidedAt) {

    /** What the warehouse says of the parcel. */
    @Schema(name = "CancellationOutcome")
    public enum Outcome {
        /** It has the parcel; it does not leave, or it came back. */
        STOPPED,
        /** The parcel is on its way. */
        TOO_LATE
    }

    /** Whether the warehouse still has to decide. */
    @Schema(name = "CancellationState")
    public enum State {
        OPEN,
        SETTLED
    }

    static Cancellation opened(Instant at, Duration decideWithin, boolean recall) {
        return new Cancellation(at, at.plus(decideWithin), recall, null, null, null);
    }

    Cancellation decided(Outcome decision, String why, Instant at) {
        return new Cancellation(requestedAt, decideBy, recall || decision == Outcome.TOO_LATE, decision, why, at);
    }

    public State state() {
        return outcome == null ? State.OPEN : State.SETTLED;
    }

    public boolean open() {
        return state() == State.OPEN;
    }

    boolean overdue(Instant now) {
        return open() && decideBy.isBefore(now);
    }
}
