package com.nexar.fulfilment.faults.agent;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Mistakes that the invariants have to find, one at a time. */
public enum Defect {
    /** A write without an answer is sent again at once. */
    RESEND_ON_TIMEOUT(
            change("operations.Outcomes.inUnknown", Alteration.instead(Mistakes::resent)),
            change("manifests.Manifest$Group.unknown", Alteration.instead(Mistakes::newAgain))),

    /** Who has lost the lease goes on, and writes its outcome. */
    NO_FENCING(
            change("operations.OperationRows.fenced", Alteration.returns(true)),
            change("operations.FencedWrites.counted", Alteration.with(Mistakes::unfenced)),
            change("operations.Lease.held", Alteration.returns(true))),

    /** Whatever the body says, a write that is answered with 200 has happened. */
    SUCCESS_BY_STATUS(change("easyecom.Envelope.read", Alteration.after(Mistakes::acceptedBy200))),

    /** A window counts as read with its first page: a walk that breaks off later goes on behind it. */
    MARK_BEFORE_LAST_PAGE(
            change("sync.SyncCursor.page", Alteration.after(Mistakes::markedDone)),
            change("sync.SyncCursors.claim", Alteration.after(Mistakes::behindTheMark))),

    /** Every pod sends as much as the tier allows to all of them. */
    BUDGET_PER_POD(change("easyecom.PermitLine.take", Alteration.instead(OwnBudget::permit))),

    /** Every pod logs in for itself. */
    TOKEN_PER_POD(
            change("easyecom.TokenTable.read", Alteration.skipped()),
            change("easyecom.TokenTable.claim", Alteration.instead(OwnLogins::claim)),
            change("easyecom.TokenTable.ended", Alteration.skipped()),
            change("easyecom.TokenTable.drop", Alteration.skipped())),

    /** What may have happened is sent again after the quiet period without a look whether it did. */
    READ_BACK_SKIPPED(
            change("assignment.ShipmentAssignment.readBack", unread()),
            change("confirmation.OrderConfirmation.readBack", unread())),

    /** A read of EasyEcom moves a shipment wherever it says. */
    STAGE_LOWERED_BY_SYNC(change(
            "orders.Stage.mayBecome",
            Alteration.insteadWhere(
                    arguments -> arguments[1].toString().equals("SYNC"), (stage, arguments) -> stage != arguments[0]))),

    /** A row that cannot be read costs its whole page. */
    POISON_PAGE_SWALLOWED(change("easyecom.Rows.shipments", Alteration.after(Mistakes::withoutPoisonedPage))),

    /** Leases are written and compared by each pod's own clock. */
    LEASE_BY_LOCAL_CLOCK(
            change("operations.Leases.claimed", Alteration.with(Mistakes::byOwnClock)),
            change("operations.Leases.strings", Alteration.with(Mistakes::byOwnClock)),
            change("operations.FencedWrites.inBegin", Alteration.after(Mistakes::begunByOwnClock)));

    /**
     * One method that behaves otherwise; all methods of the name.
     *
     * @param place class and method, with a dot between
     */
    public record Change(String place, Alteration alteration) {

        String type() {
            return place.substring(0, place.lastIndexOf('.'));
        }

        String method() {
            return place.substring(place.lastIndexOf('.') + 1);
        }
    }

    private static final String HOUSE = "com.nexar.fulfilment.";

    private final List<Change> changes;

    Defect(Change... changes) {
        this.changes = List.of(changes);
    }

    /** As it is written in options. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public List<Change> changes() {
        return changes;
    }

    /** @throws IllegalArgumentException no defect is called so */
    public static Defect of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** No defect, but done the same way: the pod's own clock is wrong. */
    public static Change skew(Duration by) {
        return change(
                "access.ClockJob.machine", Alteration.after((self, none, clock) -> Clock.offset((Clock) clock, by)));
    }

    private static Change change(String place, Alteration alteration) {
        return new Change(HOUSE + place, alteration);
    }

    private static Alteration unread() {
        return Alteration.insteadWhere(arguments -> Mistakes.unknown(arguments[0]), Mistakes::resentUnread);
    }
}
