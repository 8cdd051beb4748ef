package com.nexar.fulfilment.webhooks;

import java.time.Duration;

/** How one attempt ended. */
sealed interface Outcome {

    /** 2xx. */
    record Taken(int status) implements Outcome {}

    /** 410: nobody wants anything there any more. */
    record Gone() implements Outcome {}

    /**
     * Anything else; it may have been taken all the same.
     *
     * @param status null where there was no answer
     * @param why in words, never the answer's own
     * @param retryAfter how long the endpoint asked to be left alone; null where it did not
     */
    record Failed(Integer status, String why, Duration retryAfter) implements Outcome {

        static Failed without(String why) {
            return new Failed(null, why, null);
        }
    }
}
