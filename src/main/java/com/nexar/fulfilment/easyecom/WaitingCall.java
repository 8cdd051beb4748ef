package com.nexar.fulfilment.easyecom;

/** A call that waits in its lane for a permit. */
final class WaitingCall implements Comparable<WaitingCall> {

    final Lane lane;
    private final long number;
    final long deadline;
    private final Long until;
    Permit permit;
    EasyEcomUnavailable failure;

    /**
     * @param number in the order in which they came
     * @param deadline how long its lane is patient
     * @param until from then on it must not leave any more; null where there is no such moment
     */
    WaitingCall(Lane lane, long number, long deadline, Long until) {
        this.lane = lane;
        this.number = number;
        this.deadline = deadline;
        this.until = until;
    }

    /**
     * What becomes too old while it waits goes before what does not, the soonest first. Otherwise many who each look and then send
     * would wait for the looks of all the others first, and nobody would ever send.
     */
    @Override
    public int compareTo(WaitingCall other) {
        if ((until == null) != (other.until == null)) {
            return until == null ? 1 : -1;
        }
        int sooner = until == null ? 0 : Long.signum(until - other.until);
        return sooner == 0 ? Long.compare(number, other.number) : sooner;
    }

    boolean tooOldAt(long moment) {
        return until != null && moment - until >= 0;
    }

    long end() {
        return until != null && until - deadline < 0 ? until : deadline;
    }
}
