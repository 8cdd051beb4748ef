package com.nexar.fulfilment.access;

/** What a key is for. */
public enum Role {
    /** The warehouse system: everything of a location. */
    WMS,
    /** People who run the service: {@code /v1/admin}. */
    OPERATOR
}
