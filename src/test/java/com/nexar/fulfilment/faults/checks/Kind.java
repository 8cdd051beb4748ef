package com.nexar.fulfilment.faults.checks;

import java.util.Locale;

/** What a caller can ask for, and what EasyEcom's ledger calls it. */
public enum Kind {
    ASSIGN,
    CONFIRM,
    MANIFEST,
    TRACK;

    public String ledgerName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
