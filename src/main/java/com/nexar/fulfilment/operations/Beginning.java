package com.nexar.fulfilment.operations;

/**
 * How an operation begins.
 *
 * @param exclusive it is in the way of other commands on its shipments from here on
 * @param alone it does not begin where one of its shipments is busy; else the caller has seen that none is
 * @param leaving it is about to leave, unless sending is paused: from the commit on its outcome is unknown
 * @param pod that has its lease from here on, with the first fencing number; null leaves it to whoever claims it
 */
record Beginning(boolean exclusive, boolean alone, boolean leaving, String pod) {

    static Beginning queued(boolean exclusive) {
        return new Beginning(exclusive, false, false, null);
    }
}
