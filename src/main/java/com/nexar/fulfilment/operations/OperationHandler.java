package com.nexar.fulfilment.operations;

import com.nexar.fulfilment.brands.Location;

/** A touchpoint's way of finding out what became of an operation that it cannot tell from an answer. */
public interface OperationHandler {

    OperationKind kind();

    /** Reads EasyEcom back and closes the operation where that proves an outcome; leaves it open otherwise. Never resends. */
    void settle(Location location, OpenOperation operation);
}
