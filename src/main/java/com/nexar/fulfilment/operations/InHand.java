package com.nexar.fulfilment.operations;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** An operation that a thread of this pod works on, and since when it is at its present step. */
final class InHand {

    private final Lease lease;
    private final CompletableFuture<OperationState> done = new CompletableFuture<>();
    private volatile Thread worker;
    private volatile long stepBegan = System.nanoTime();

    InHand(Lease lease) {
        this.lease = lease;
    }

    Lease lease() {
        return lease;
    }

    /** What it came to here; null where it goes on, or nobody can tell. */
    CompletableFuture<OperationState> done() {
        return done;
    }

    /** This thread begins a step, or the pause before one. */
    void stepBegins() {
        worker = Thread.currentThread();
        stepBegan = System.nanoTime();
    }

    boolean atOneStepLongerThan(Duration most) {
        return System.nanoTime() - stepBegan > most.toNanos();
    }

    /** Where its thread is, a line each; for a log. */
    String whereabouts() {
        Thread thread = worker;
        StringBuilder lines = new StringBuilder();
        for (StackTraceElement at : thread == null ? new StackTraceElement[0] : thread.getStackTrace()) {
            lines.append("\n  at ").append(at);
        }
        return lines.toString();
    }
}
