package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** How the connection of a location stands, as far as this process knows. */
@Singleton
public class EasyEcomConnection {

    private final EasyEcomCalls calls;

    EasyEcomConnection(EasyEcomCalls calls) {
        this.calls = calls;
    }

    /** Asks nobody. */
    public ConnectionState state(Location location) {
        return calls.state(location);
    }

    /** What is left of the brand's day, as of at most a second ago. */
    public Quota quota(Location location) {
        return calls.quota(location, true);
    }

    /** As {@link #quota}, as far as this pod knows without asking the database; for threads that must not wait. */
    public Quota quotaAtHand(Location location) {
        return calls.quota(location, false);
    }

    /**
     * Sees to it that there is a usable token; a good one is kept, and inside the lockout no login is forced.
     *
     * @throws EasyEcomUnavailable no token; the detail says what to do
     */
    public void login(Location location) {
        calls.logIn(location);
    }

    /**
     * What EasyEcom says of the x-api-key; one call, which needs no token and costs no login.
     *
     * @throws EasyEcomUnavailable it could not be asked
     */
    public KeyVerdict key(Location location) {
        return calls.key(location);
    }

    /** By the last answer that this pod got; empty before the first, and where EasyEcom does not say. */
    public Optional<ClockDifference> clock(Location location) {
        return calls.clock(location);
    }

    /** After a request could have left, this long passes before a read-back that shows nothing proves that nothing happened. */
    public Duration quietPeriod() {
        return calls.config().quiet().afterTimeout();
    }
}
