package com.nexar.fulfilment.replays;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What giving a command once more comes to. */
@Schema(name = "ReplayOutcome")
public enum ReplayOutcome {
    /** A new operation begins; EasyEcom is asked and may still say no. Of a row: it can be read, and is taken in. */
    BEGIN,
    /** An operation that is open already does the same. */
    JOIN,
    /** EasyEcom has it so already. */
    NOTHING,
    /** What stands in the way is said, and nothing is begun. */
    REFUSED,
    /** Something broke on our side, before or after it began: rehearsed anew it tells, and what was begun is joined. */
    UNKNOWN
}
