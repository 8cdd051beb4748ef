package com.nexar.fulfilment.faults.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The bodies of {@link Defect}: what the facade's methods do instead. */
final class Mistakes {

    private Mistakes() {}

    /** {@code Outcomes.inUnknown(lease, …)} */
    static Object resent(Object outcomes, Object[] arguments) {
        return Mirror.call(outcomes, "inResend", arguments[0]);
    }

    /** {@code Group.unknown(now, until)} */
    static Object newAgain(Object group, Object[] arguments) {
        Object fresh = Mirror.callStatic(group, "manifests.Manifest$Progress", "valueOf", "NEW");
        return Mirror.call(group, "at", fresh, arguments[0]);
    }

    /** {@code Envelope.read(write, status, retryAfter, body)} */
    static Object acceptedBy200(Object none, Object[] arguments, Object verdict) {
        boolean write = (Boolean) arguments[0];
        int status = (Integer) arguments[1];
        Object root =
                write && status == 200 ? Mirror.callStatic(verdict, "easyecom.Envelope", "tree", arguments[3]) : null;
        return root == null ? verdict : Mirror.make(verdict, "easyecom.Envelope$Verdict$Ok", root);
    }

    /** {@code SyncCursor.page(next)} */
    static Object markedDone(Object before, Object[] arguments, Object cursor) {
        Object end = Mirror.field(cursor, "windowTo");
        return end == null ? cursor : Mirror.changed(cursor, "doneUntil", done -> end);
    }

    /** {@code SyncCursors.claim(location, feed, rested)} */
    static Object behindTheMark(Object cursors, Object[] arguments, Object claimed) {
        return ((Optional<?>) claimed).map(cursor -> {
            Object end = Mirror.field(cursor, "windowTo");
            boolean done = end != null && end.equals(Mirror.field(cursor, "doneUntil"));
            return done ? Mirror.call(cursor, "windowDone") : cursor;
        });
    }

    /** {@code readBack(work)} where nobody knows what became of it. */
    static boolean unknown(Object work) {
        Object operation = Mirror.field(work, "operation");
        return Mirror.field(operation, "state").toString().equals("OUTCOME_UNKNOWN");
    }

    /** {@code readBack(work)} */
    static Object resentUnread(Object handler, Object[] arguments) {
        Object lease = Mirror.field(arguments[0], "lease");
        Object operation = Mirror.field(arguments[0], "operation");
        boolean quiet =
                (Boolean) Mirror.call(operation, "disprovedAt", Instant.now()); // the true time, as the house keeps it
        Object outcomes = Mirror.field(handler, "outcomes");
        Supplier<Object> work = () -> Mirror.call(outcomes, quiet ? "inResend" : "inLooking", lease);
        return Mirror.call(Mirror.field(handler, "transactions"), "in", Mirror.call(lease, "location"), work);
    }

    /** {@code Rows.shipments(root)} */
    static Object withoutPoisonedPage(Object none, Object[] arguments, Object rows) {
        List<?> broken = (List<?>) Mirror.field(rows, "broken");
        List<?> read = (List<?>) Mirror.field(rows, "read");
        if (broken.isEmpty() || read.isEmpty()) {
            return rows;
        }
        Object unread = Mirror.changed(rows, "read", all -> List.of());
        return Mirror.changed(unread, "broken", all -> List.of());
    }

    /** {@code Leases.claimed(sql, …)} and {@code Leases.strings(sql, …)} */
    static Object[] byOwnClock(Object leases, Object[] arguments) {
        Object[] others = arguments.clone();
        others[0] = ((String) arguments[0]).replace("clock_timestamp()", ownTime(Duration.ZERO));
        return others;
    }

    /** {@code FencedWrites.counted(sql, values)} */
    static Object[] unfenced(Object writes, Object[] arguments) {
        Object[] others = arguments.clone();
        others[0] = Mirror.changed(
                arguments[0], "sql", sql -> ((String) sql).replace("fencing = ?", "(fencing = ? or true)"));
        return others;
    }

    /** {@code FencedWrites.inBegin(operation, …)} */
    static Object begunByOwnClock(Object writes, Object[] arguments, Object begun) {
        Duration length = (Duration) Mirror.call(Mirror.field(writes, "config"), "lease");
        Object query = Mirror.call(
                Mirror.field(writes, "entities"),
                "createNativeQuery",
                "update operations set lease_until = " + ownTime(length) + " where operation_id = cast('"
                        + Mirror.field(arguments[0], "operationId") + "' as uuid) and lease_pod is not null");
        Mirror.call(query, "executeUpdate");
        return begun;
    }

    private static String ownTime(Duration later) {
        Instant then = Instant.now().plus(Switchboard.skew()).plus(later);
        return "to_timestamp(" + then.toEpochMilli() / 1000.0 + ")";
    }
}
