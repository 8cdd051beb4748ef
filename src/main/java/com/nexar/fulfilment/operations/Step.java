package com.nexar.fulfilment.operations;

import java.time.Duration;

/** What a look at an operation came to. */
public sealed interface Step {

    /** Its outcome is written down. */
    record Finished() implements Step {}

    /** It is open still; look again after this long. */
    record Again(Duration pause) implements Step {}

    Step FINISHED = new Finished();

    static Step again(Duration pause) {
        return new Again(pause);
    }

    static Step atOnce() {
        return new Again(Duration.ZERO);
    }
}
