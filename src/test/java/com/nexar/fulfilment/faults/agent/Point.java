package com.nexar.fulfilment.faults.agent;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Where a pod can be halted between the intent of a command and its outcome. All methods of the name are meant. */
public enum Point {
    /** The intent is written, its transaction not yet committed. */
    INTENT_WRITTEN(Side.RETURN, "operations.Operations.inBegin"),
    /** The intent is committed; nobody works on it yet. */
    INTENT_COMMITTED(Side.ENTRY, "operations.Runner.start"),
    /** The gate is passed; that it is about to leave is written, but not yet committed. */
    SENDING_WRITTEN(Side.RETURN, "operations.OperationRows.open"),
    /** A call to EasyEcom is about to leave. */
    BEFORE_CALL(Side.ENTRY, "easyecom.EasyEcomCalls.write"),
    /** The answer, whatever it is, or its absence is understood; nothing is written down. */
    AFTER_CALL(Side.EXIT, "easyecom.EasyEcomCalls.write"),
    /** The outcome's transaction is open. */
    BEFORE_OUTCOME(
            Side.ENTRY,
            "operations.Outcomes.inAccepted",
            "operations.OperationRows.wait",
            "operations.OperationRows.close"),
    /** The outcome is written, its transaction not yet committed. */
    OUTCOME_WRITTEN(
            Side.RETURN,
            "operations.Outcomes.inAccepted",
            "operations.OperationRows.wait",
            "operations.OperationRows.close"),
    /** The outcome is committed; the caller has not been answered. */
    OUTCOME_COMMITTED(Side.RETURN, "operations.Steps.next");

    /** Which end of the method. What throws has an exit, and no return. */
    public enum Side {
        ENTRY,
        RETURN,
        EXIT
    }

    private static final String HOUSE = "com.nexar.fulfilment.";

    private final Side side;
    private final List<String> places;

    Point(Side side, String... places) {
        this.side = side;
        this.places = Stream.of(places).map(place -> HOUSE + place).toList();
    }

    /** As it is written in options and files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Class and method of each, with a dot between. */
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
