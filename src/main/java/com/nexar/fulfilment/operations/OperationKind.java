package com.nexar.fulfilment.operations;

/** What an operation changes at EasyEcom. */
public enum OperationKind {
    ASSIGN,
    UNASSIGN,
    CONFIRM,
    HOLD,
    MANIFEST,
    TRACK,
    BUNDLE
}
