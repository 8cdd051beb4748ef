package com.nexar.fulfilment.operations;

/** How an operation stands. */
public enum OperationState {
    PENDING(false),
    /** Being sent, or accepted by EasyEcom and not yet proved. */
    RUNNING(false),
    RETRYING(false),
    /** Sent, and no word whether it took effect: it is being read back. */
    OUTCOME_UNKNOWN(false),
    SUCCEEDED(true),
    /** Some shipments succeeded. */
    PARTIAL(true),
    /** EasyEcom said no. */
    REFUSED(true),
    /** Surely not applied. */
    FAILED(true);

    private final boolean finished;

    OperationState(boolean finished) {
        this.finished = finished;
    }

    public boolean finished() {
        return finished;
    }
}
