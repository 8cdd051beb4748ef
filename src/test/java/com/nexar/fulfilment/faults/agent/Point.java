package com.nexar.fulfilment.faults.agent;

import java.util.Locale;

/** Where a pod can be halted between the intent of a command and its outcome. All methods of the name are meant. */
public enum Point {
    /** The intent is written, its transaction not yet committed. */
    INTENT_WRITTEN("operations.Operations", "inBegin", Side.RETURN),
    /** A call to EasyEcom is about to leave. */
    BEFORE_CALL("easyecom.EasyEcomCalls", "write", Side.ENTRY),
    /** The answer is here, nobody has looked at it. */
    ANSWERED("easyecom.Wire", "send", Side.RETURN),
    /** The answer is understood, nothing is written down. */
    AFTER_CALL("easyecom.EasyEcomCalls", "write", Side.RETURN),
    /** The outcome is known, its transaction not yet under way. */
    BEFORE_OUTCOME("operations.Operations", "inSucceeded", Side.ENTRY),
    /** The outcome is written, its transaction not yet committed. */
    OUTCOME_WRITTEN("operations.Operations", "inSucceeded", Side.RETURN);

    /** Which end of the method. A return is a normal one: what throws does not pass there. */
    public enum Side {
        ENTRY,
        RETURN
    }

    private static final String HOUSE = "com.nexar.fulfilment.";

    private final String type;
    private final String method;
    private final Side side;

    Point(String type, String method, Side side) {
        this.type = HOUSE + type;
        this.method = method;
        this.side = side;
    }

    /** As it is written in options and files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String type() {
        return type;
    }

    public String method() {
        return method;
    }

    public Side side() {
        return side;
    }

    /** As the advice names the place it is in. */
    String place() {
        return type + "." + method;
    }

    /** @throws IllegalArgumentException no point is called so */
    public static Point of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
