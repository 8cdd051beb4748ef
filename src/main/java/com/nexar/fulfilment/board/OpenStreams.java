package com.nexar.fulfilment.board;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many floors each session looks at in this pod: one that asks for ever more must not take what the others need. */
@Singleton
class OpenStreams {

    /** More than a browser's tabs and a few screens on walls. */
    static final int MOST_OF_A_SESSION = 10;

    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    /** @return false where the session has as many as it may; then there is nothing to {@link #end} */
    boolean begin(String session) {
        if (open.merge(session, 1, Integer::sum) > MOST_OF_A_SESSION) {
            end(session);
            return false;
        }
        return true;
    }

    void end(String session) {
        open.computeIfPresent(session, (same, count) -> count == 1 ? null : count - 1);
    }
}
