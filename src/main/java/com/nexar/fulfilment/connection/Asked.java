package com.nexar.fulfilment.connection;

import com.nexar.fulfilment.easyecom.EasyEcomFailure;
import com.nexar.fulfilment.easyecom.EasyEcomUnavailable;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a question to EasyEcom came to: an answer, or a failure.
 *
 * @param value null after a failure
 * @param failure null after an answer
 */
record Asked<T>(T value, EasyEcomFailure failure) {

    /** What has not come by then is given up. */
    static <T> Asked<T> of(Future<T> question, long deadline, String what) {
        try {
            return new Asked<>(question.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS), null);
        } catch (TimeoutException e) {
            question.cancel(true);
            return new Asked<>(null, late(what));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EasyEcomFailure failure) {
                return new Asked<>(null, failure);
            }
            throw e.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            question.cancel(true);
            Thread.currentThread().interrupt();
            return new Asked<>(null, late(what));
        }
    }

    boolean answered() {
        return failure == null;
    }

    /** Null where it did not fail so. */
    EasyEcomUnavailable unavailable() {
        return failure instanceof EasyEcomUnavailable unavailable ? unavailable : null;
    }

    boolean about(EasyEcomUnavailable.About what) {
        return unavailable() != null && unavailable().about() == what;
    }

    private static EasyEcomUnavailable late(String what) {
        return new EasyEcomUnavailable(
                what + ": no answer within fulfilment.connection.checks.within; it was given up.",
                Duration.ofSeconds(30));
    }
}
