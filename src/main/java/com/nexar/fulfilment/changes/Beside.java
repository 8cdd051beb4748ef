package com.nexar.fulfilment.changes;

import java.util.Map;

/** Facts of which a transaction tells, written in the very statement that tells of them. */
public interface Beside {

    /** What stands in a {@code with} clause: inserts, and returns a row for each. The same for all of its kind. */
    String sql();

    /** Of its parameters, whose names nobody else uses. */
    Map<String, ?> values();
}
