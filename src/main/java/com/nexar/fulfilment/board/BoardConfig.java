package com.nexar.fulfilment.board;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.ZoneId;

/** {@code fulfilment.board.*}: the pages for people. */
@ConfigMapping(prefix = "fulfilment.board")
interface BoardConfig {

    /** The zone that times are shown in; UTC is always told beside it. */
    @WithDefault("Asia/Kolkata")
    ZoneId zone();

    /** TLS ends at a proxy before us: cookies are for https alone, although requests come as http. */
    @WithDefault("false")
    boolean behindHttps();

    Session session();

    interface Session {

        /** A session that nobody uses ends after so long. */
        @WithDefault("12h")
        Duration idle();

        /** Every session ends after so long. */
        @WithDefault("7d")
        Duration atMost();

        /** How often sessions that have ended are deleted. {@code off} switches it off. */
        @WithDefault("1h")
        String sweepEvery();
    }

    /** Stops the start where a figure makes no sense; names the key. */
    default void check() {
        require(session().idle().toMinutes() >= 1, "session.idle", "must be 1 minute or more");
        require(
                session().atMost().compareTo(session().idle()) >= 0,
                "session.at-most",
                "must not be below session.idle");
    }

    private static void require(boolean sensible, String key, String message) {
        if (!sensible) {
            throw new IllegalArgumentException("Configuration fulfilment.board." + key + ": " + message);
        }
    }
}
