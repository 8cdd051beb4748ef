package com.nexar.fulfilment.operations;

/** Somebody else has taken the operation over, or it moved with its shipment: whoever holds this lease stops, and writes nothing. */
final class LeaseLost extends RuntimeException {
    LeaseLost(Lease lease) {
        super("The lease " + lease + " was lost; whoever has it now goes on", null, false, false);
    }
}
