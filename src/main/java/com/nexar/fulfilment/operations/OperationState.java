package com.nexar.fulfilment.operations;

/** How an operation stands. */
public enum OperationState {
    /** Written down; nothing was sent yet. */
    PENDING(false),
    /** Being sent, or accepted by EasyEcom and not yet proved. */
    RUNNING(false),
    /** Surely not applied; it is sent again at {@code nextAttemptAt}. */
    RETRYING(false),
    /** Sent, and no word whether it took effect: it is being read back. */
    OUTCOME_UNKNOWN(false),
    SUCCEEDED(true),
    /** Some shipments succeeded. */
    PARTIAL(true),
    /** EasyEcom said no, or its state forbids it. */
    REFUSED(true),
    /** Surely not applied, and not tried any more. */
    FAILED(true);

    private final boolean finished;

    OperationState(boolean finished) {
        this.finished = finished;
    }

    public boolean finished() {
        return finished;
    }
}
