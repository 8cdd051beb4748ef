package com.nexar.fulfilment.faults.agent;

import java.util.List;
import java.util.Locale;

/** Where a pod can be halted between the intent of a command and its outcome. All methods of the name are meant. */
public enum Point {
    /** The intent is written, its transaction not yet committed. */
    INTENT_WRITTEN(Side.RETURN, "operations.Operations", "inBegin"),
    /** A call to EasyEcom is about to leave. */
    BEFORE_CALL(Side.ENTRY, "easyecom.EasyEcomCalls", "write"),
    /** The answer, whatever it is, or its absence is understood; nothing is written down. */
    AFTER_CALL(Side.EXIT, "easyecom.EasyEcomCalls", "write"),
    /** The outcome's transaction is open. */
    BEFORE_OUTCOME(
            Side.ENTRY,
            "operations.Operations",
            "inAccepted",
            "inSucceeded",
            "inRefused",
            "inFailed",
            "inUnknown",
            "inShipmentFinished"),
    /** The outcome is written, its transaction not yet committed. */
    OUTCOME_WRITTEN(
            Side.RETURN,
            "operations.Operations",
            "inAccepted",
            "inSucceeded",
            "inRefused",
            "inFailed",
            "inUnknown",
            "inShipmentFinished");

    /** Which end of the method. What throws has an exit, and no return. */
    public enum Side {
        ENTRY,
        RETURN,
        EXIT
    }

    private static final String HOUSE = "com.nexar.fulfilment.";

    private final Side side;
    private final String type;
    private final List<String> methods;

    Point(Side side, String type, String... methods) {
        this.side = side;
        this.type = HOUSE + type;
        this.methods = List.of(methods);
    }

    /** As it is written in options and files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String type() {
        return type;
    }

    public List<String> methods() {
        return methods;
    }

    public Side side() {
        return side;
    }

    /** @throws IllegalArgumentException no point is called so */
    public static Point of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
