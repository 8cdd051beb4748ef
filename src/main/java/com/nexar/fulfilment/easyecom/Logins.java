package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.SharedTokens.Claim;
import com.nexar.fulfilment.easyecom.SharedTokens.Stored;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Gets new tokens: at most one login per location is under way over all pods, and at most one is made per lockout, because
 * EasyEcom refuses a second one within 60 s. Written down first, then made.
 */
final class Logins {

    /** One request to the token path; leaves only while {@code departure} lets it. */
    interface Asking {

        /** @throws LoginRefused or {@link NotSent}, or {@link EasyEcomUnavailable} for the rest */
        Token ask(Location location, Departure departure);
    }

    /** Credentials or location key were refused: {@code words} are EasyEcom's. */
    static final class LoginRefused extends RuntimeException {
        LoginRefused(String words) {
            super(words, null, false, false);
        }
    }

    /** The login did not leave us, so it is no login to EasyEcom's throttle. */
    static final class NotSent extends RuntimeException {
        final EasyEcomUnavailable failure;

        NotSent(EasyEcomUnavailable failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /** After as many refused logins in a row, an account could be locked: a person has to look. */
    static final int MOST_REFUSALS = 3;

    /** A login that has not left so long after it was written down never does. */
    static final Duration LEAVES_WITHIN = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(Logins.class);

    private static final Duration UNTIL_CHANGED = Duration.ofHours(1);
    private static final Duration LONGEST_WAIT_FOR_OTHERS = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final SharedTokens shared;
    private final Asking asking;
    private final EasyEcomConfig config;
    private final Meters meters;
    private final Clock clock;

    Logins(SharedTokens shared, Asking asking, EasyEcomConfig config, Meters meters, Clock clock) {
        this.shared = shared;
        this.asking = asking;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    /** Null where another pod is at it, or it is too early. */
    Stored renew(Location location, Stored old) {
        long asOf = System.nanoTime();
        return switch (claim(location, old.issue())) {
            case Claim.Granted granted -> loggedIn(location, granted, asOf);
            case Claim.Renewed other -> other.stored();
            case Claim.Busy busy -> null;
            case Claim.LockedOut lockedOut -> null;
            case Claim.Stopped stopped -> null;
        };
    }

    /**
     * A token that is usable and newer than this issue; another pod's login is waited for shortly.
     *
     * @throws EasyEcomUnavailable none now
     */
    Stored obtain(Location location, long noGood) {
        long seen = noGood;
        long giveUp = System.nanoTime() + LONGEST_WAIT_FOR_OTHERS.toNanos();
        while (true) {
            long asOf = System.nanoTime();
            switch (claim(location, seen)) {
                case Claim.Granted granted -> {
                    return loggedIn(location, granted, asOf);
                }
                case Claim.Renewed other
                when other.stored().token().usable(clock.instant()) -> {
                    return other.stored();
                }
                case Claim.Renewed ended -> seen = ended.stored().issue();
                case Claim.Busy busy -> {
                    if (System.nanoTime() - giveUp >= 0 || !slept()) {
                        throw new EasyEcomUnavailable(
                                location + ": no token, and another pod's login is under way; nothing was sent.",
                                LONGEST_WAIT_FOR_OTHERS);
                    }
                }
                case Claim.LockedOut out -> {
                    if (out.remaining().isPositive()) {
                        throw lockedOut(location, out);
                    }
                }
                case Claim.Stopped stopped ->
                    throw new EasyEcomUnavailable(
                                    location + ": EasyEcom refused " + stopped.refusals() + " logins in a row (\""
                                            + stopped.refusal()
                                            + "\"), so no more are tried until the settings change. "
                                            + remedy(location),
                                    UNTIL_CHANGED)
                            .about(EasyEcomUnavailable.About.LOGIN, stopped.refusal());
            }
        }
    }

    private Stored loggedIn(Location location, Claim.Granted granted, long claimedAt) {
        long leaveBefore = claimedAt + LEAVES_WITHIN.toNanos();
        Token token;
        try {
            token = asking.ask(location, () -> {
                if (System.nanoTime() - leaveBefore >= 0) {
                    throw new Wire.RightLost();
                }
            });
        } catch (LoginRefused e) {
            meters.login("refused");
            shared.refused(location, granted.fencing(), e.getMessage());
            throw new EasyEcomUnavailable(
                            location + ": EasyEcom refused the login: \"" + e.getMessage() + "\". " + remedy(location),
                            config.token().loginLockout())
                    .about(EasyEcomUnavailable.About.LOGIN, e.getMessage());
        } catch (NotSent e) {
            meters.login("not-sent");
            shared.notSent(location, granted.fencing());
            throw e.failure;
        } catch (EasyEcomUnavailable e) {
            meters.login("failed");
            shared.failed(location, granted.fencing());
            throw e;
        }
        meters.login("ok");
        share(location, granted.fencing(), token);
        return new Stored(token, granted.fencing());
    }

    private void share(Location location, long fencing, Token token) {
        try {
            shared.succeeded(location, fencing, token);
        } catch (EasyEcomUnavailable e) {
            LOG.warnf("%s: the new token could not be stored; the other pods have to log in by themselves", location);
        }
    }

    private Claim claim(Location location, long seen) {
        return shared.claim(location, seen, LEAVES_WITHIN, lease());
    }

    /** Longer than a login takes from its claim to its end. */
    private Duration lease() {
        return LEAVES_WITHIN
                .plus(config.connectTimeout())
                .plus(config.timeout())
                .plusSeconds(2);
    }

    private EasyEcomUnavailable lockedOut(Location location, Claim.LockedOut lockedOut) {
        return new EasyEcomUnavailable(
                        location + ": no token, and EasyEcom allows one login per location in "
                                + config.token().loginLockout().toSeconds() + " s; the next is possible in "
                                + (lockedOut.remaining().toSeconds() + 1) + " s."
                                + (lockedOut.refusal() == null
                                        ? ""
                                        : " The last one was refused: \"" + lockedOut.refusal() + "\". "
                                                + remedy(location)),
                        lockedOut.remaining())
                .about(
                        lockedOut.refusal() == null ? EasyEcomUnavailable.About.ELSE : EasyEcomUnavailable.About.LOGIN,
                        lockedOut.refusal());
    }

    private static String remedy(Location location) {
        String brand = "fulfilment.brands." + location.brand();
        return "Check " + brand + ".easyecom.email, .password and .api-key, and " + brand + ".locations."
                + location.code() + ".key; the API user needs access to this location in EasyEcom.";
    }

    private static boolean slept() {
        try {
            Thread.sleep(LOOK_AGAIN);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
