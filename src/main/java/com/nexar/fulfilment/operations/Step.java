package com.nexar.fulfilment.operations;

import java.time.Duration;

/** What a look at an operation came to. */
public sealed interface Step {

    /** Its outcome is written down. @param state null where another one wrote it */
    record Finished(OperationState state) implements Step {}

    /**
     * It is open still; look again after this long.
     *
     * @param standing how it stands, written down just now and under this lease; null where that is to be looked at
     */
    record Again(Duration pause, OpenOperation standing) implements Step {}

    /** By this one or another. */
    Step FINISHED = new Finished(null);

    static Step finished(OperationState state) {
        return new Finished(state);
    }

    static Step again(Duration pause) {
        return new Again(pause, null);
    }

    /** To read back what EasyEcom has taken in: no pause holds that back, so nothing else has to be known of it. */
    static Step again(Duration pause, OpenOperation accepted) {
        return new Again(pause, accepted);
    }

    static Step atOnce() {
        return again(Duration.ZERO);
    }
}
