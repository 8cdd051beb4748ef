package com.nexar.fulfilment.access;

/** What has to come last in a transaction of the house, and what follows its commit. */
public interface Ending {

    /** In the transaction, after everything else was written. */
    void inEnd();

    /** The transaction is committed. Must not throw: what was done is done. */
    void committed();
}
