package com.nexar.fulfilment.faults.agent;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Where a pod can be halted between the intent of a command and its outcome. All methods of the name are meant. */
public enum Point {
    /** The intent is written, its transaction not yet committed. */
    INTENT_WRITTEN(Side.RETURN, "operations.Writing.inWrite"),
    /** The intent is committed, nobody works on it yet. */
    INTENT_COMMITTED(Side.ENTRY, "operations.Operations.start"),
    /** That it is being sent is written, not yet committed. */
    SENDING_WRITTEN(Side.RETURN, "operations.Outcomes.inSending operations.Operations.inBeginLeaving"),
    /** The call is about to leave. */
    BEFORE_CALL(Side.ENTRY, "easyecom.EasyEcomCalls.write"),
    /** The answer, whatever it is, or its absence is understood; nothing is written down. */
    AFTER_CALL(Side.EXIT, "easyecom.EasyEcomCalls.write"),
    /** What came of the call is about to be written; its transaction is open. */
    BEFORE_OUTCOME(Side.ENTRY, Point.OUTCOMES),
    /** What came of the call is written, its transaction not yet committed. */
    OUTCOME_WRITTEN(Side.RETURN, Point.OUTCOMES),
    /** The outcome is committed, its caller has not heard of it. */
    OUTCOME_COMMITTED(Side.ENTRY, "operations.Runner.leave"),
    /** A quiet read-back has shown nothing of it; that it is sent again is written, not yet committed. */
    RESEND_WRITTEN(Side.RETURN, "operations.Outcomes.inResend");

    /** Which end of the method. What throws has an exit, and no return. */
    public enum Side {
        ENTRY,
        RETURN,
        EXIT
    }

    private static final String HOUSE = "com.nexar.fulfilment.";
    private static final String OUTCOMES =
            "operations.Outcomes.inAccepted operations.Outcomes.inUnknown operations.Outcomes.inDoubt"
                    + " operations.Outcomes.inSucceeded operations.Outcomes.inRefused operations.Outcomes.inFailed"
                    + " operations.PartOutcomes.inNextPart operations.PartOutcomes.inShipmentFinished";

    private final Side side;
    private final List<String> places;

    Point(Side side, String places) {
        this.side = side;
        this.places = Stream.of(places.split(" ")).map(place -> HOUSE + place).toList();
    }

    /** As it is written in options and files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Class and method, with a dot between. */
    public List<String> places() {
        return places;
    }

    public Side side() {
        return side;
    }

    /** @throws IllegalArgumentException no point is called so */
    public static Point of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
