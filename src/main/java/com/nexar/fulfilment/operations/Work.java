package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.brands.Location;

/** An operation in hand: how it stood when it was picked up, and the lease under which it may be worked on. */
public record Work(Lease lease, OpenOperation operation) {

    public Location location() {
        return lease.location();
    }

    /** The operation's id, as histories refer to it. */
    public String reference() {
        return operation.id().toString();
    }
}
