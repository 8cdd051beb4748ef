package com.nexar.fulfilment.addresses;

/** This host is not connected to. The message says why, and what would change it. */
public sealed class NotAllowed extends Exception permits NotAllowed.Unresolved {

    public NotAllowed(String message) {
        super(message);
    }

    /** It has no address now; it may have one later. */
    public static final class Unresolved extends NotAllowed {
        Unresolved(String message) {
            super(message);
        }
    }
}
