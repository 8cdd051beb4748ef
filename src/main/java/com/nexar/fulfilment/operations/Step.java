package com.nexar.fulfilment.operations;

import java.time.Duration;

/** What a look at an operation came to. */
public sealed interface Step {

    /** Its outcome is written down. @param state null where another one wrote it */
    record Finished(OperationState state) implements Step {}

    /** It is open still; look again after this long. */
    record Again(Duration pause) implements Step {}

    /** By this one or another. */
    Step FINISHED = new Finished(null);

    static Step finished(OperationState state) {
        return new Finished(state);
    }

    static Step again(Duration pause) {
        return new Again(pause);
    }

    static Step atOnce() {
        return new Again(Duration.ZERO);
    }
}
