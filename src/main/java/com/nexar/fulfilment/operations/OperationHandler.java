package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.problems.Problem;

/**
 * What a touchpoint knows of its operations; when it is asked, how often and by whom is the business of this room. Both steps
 * run outside any transaction, under a lease. A {@link Problem} that they throw is EasyEcom's state, not a bug: 503, and
 * EasyEcom's no to a question, mean later; what a check of ours throws closes the operation as refused.
 */
public interface OperationHandler {

    OperationKind kind();

    /** PENDING or RETRYING, so surely nothing of it is under way: looks whether it may go, and sends it. */
    Step attempt(Work work);

    /** It was begun as leaving ({@link Operations#inBeginLeaving}), here and a moment ago: it leaves now. */
    default Step leave(Work work) {
        return readBack(work);
    }

    /** RUNNING or OUTCOME_UNKNOWN: reads EasyEcom back. Adopts what it proves; what is disproved becomes RETRYING. */
    Step readBack(Work work);

    /**
     * PENDING or RETRYING, before anything is sent or waited for: of a command of several calls some may be at EasyEcom already, and
     * are read back when it is time for that.
     *
     * @return the next step where that was done; null where there is nothing to look at now
     */
    default Step readSent(Work work) {
        return null;
    }

    /**
     * A check of ours speaks against it before it is sent; in the caller's transaction.
     *
     * @return the next step where a part of it did leave, which is read back; null closes it as refused
     */
    default Step inForbidden(Work work, Problem why) {
        return null;
    }

    /**
     * It is given up after a long time in which it surely never left; in the caller's transaction.
     *
     * @return the next step where a part of it did leave, which is read back; null closes it as failed
     */
    default Step inGivenUp(Work work, Problem why) {
        return null;
    }

    /** A person said what became of it; in the transaction that closes it. */
    default void inSettled(Location location, OpenOperation operation, boolean happened) {}

    /**
     * How often EasyEcom shows what this finished operation wanted, since it was begun: more than its outcome says means that a
     * request came later than the quiet period. Reads EasyEcom.
     */
    default int effects(Location location, OpenOperation operation) {
        return operation.wantedEffects();
    }
}
