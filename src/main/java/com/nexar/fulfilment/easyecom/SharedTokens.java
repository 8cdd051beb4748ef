package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import java.time.Duration;

/** One token per location and the right to log in for it, known to all pods. The database's, except in tests before it. */
interface SharedTokens {

    /** @param issue the number of the login that brought it; later ones have higher numbers */
    record Stored(Token token, long issue) {}

    /** What became of asking to log in. */
    sealed interface Claim {

        /** We may, once, and it is written down that we do. */
        record Granted(long fencing) implements Claim {}

        /** No need to: there is one that we do not have yet. */
        record Renewed(Stored stored) implements Claim {}

        /** Somebody else is at it. */
        record Busy() implements Claim {}

        /** @param refusal EasyEcom's words to the last one; null where that was not refused */
        record LockedOut(Duration remaining, String refusal) implements Claim {}

        /** Refused too often: none before the settings change. */
        record Stopped(int refusals, String refusal) implements Claim {}
    }

    /** Null where there is none that was got with the settings at hand. */
    Stored read(Location location);

    /**
     * Writes down that a login leaves within {@code leavesWithin}, if one may.
     *
     * @param seen the issue of the token that is no good; 0 for none
     * @param lease after this a login that never ended is over
     */
    Claim claim(Location location, long seen, Duration leavesWithin, Duration lease);

    /** It brought a token. From its end on the next lockout counts, as for every login that left. */
    void succeeded(Location location, long fencing, Token token);

    /** @param words EasyEcom's */
    void refused(Location location, long fencing, String words);

    /** It left, and nobody knows what became of it. */
    void failed(Location location, long fencing);

    /** It surely never left, so it is none to EasyEcom's throttle either. */
    void notSent(Location location, long fencing);

    /** Nobody shall take this one up any more. */
    void drop(Location location, long issue);
}
