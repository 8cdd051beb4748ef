package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.pauses.Pauses;

/**
 * An operation as it stands when a step of it begins.
 *
 * @param standing whether its location may send; null where that is not asked, because it is only read back
 * @param leaving it was written down as about to leave when it was begun, a moment ago and here, and has not left yet
 */
record Turn(OpenOperation operation, Pauses.Standing standing, boolean leaving) {

    static Turn toReadBack(OpenOperation operation) {
        return new Turn(operation, null, false);
    }

    static Turn of(OpenOperation operation, Pauses.Standing standing) {
        return new Turn(operation, standing, false);
    }
}
