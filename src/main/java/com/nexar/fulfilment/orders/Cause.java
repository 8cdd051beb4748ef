package com.nexar.fulfilment.orders;

/** What made something happen to a shipment. */
public enum Cause {
    /** A read of EasyEcom's lists or of one order. */
    SYNC,
    /** A command that the warehouse gave; the reference is its operation. */
    OPERATION,
    /** A message from EasyEcom made us read. */
    WEBHOOK,
    /** A fact that the warehouse stated; the reference is its own id. */
    CALLER,
    /** A person settled what nothing could decide. */
    PERSON
}
