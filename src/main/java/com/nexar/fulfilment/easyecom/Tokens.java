package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * One token per location, in memory (contract section 1). At most one login per location is under way, and at most one is
 * made per lockout, because EasyEcom refuses a second one within 60 s.
 */
final class Tokens {

    /** Credentials or location key were refused: {@code words} are EasyEcom's. */
    static final class LoginRefused extends RuntimeException {
        LoginRefused(String words) {
            super(words, null, false, false);
        }
    }

    /** After as many refused logins in a row, an account could be locked: a person has to look. */
    static final int MOST_REFUSALS = 3;

    private static final Duration UNTIL_RESTART = Duration.ofHours(1);

    private static final class Held {
        final ReentrantLock login = new ReentrantLock();
        volatile Token token;
        Instant lastLogin = Instant.MIN;
        int refusals;
        String refusal;
    }

    private final Function<Location, Token> login;
    private final Duration renewBefore;
    private final Duration lockout;
    private final Clock clock;
    private final Map<Location, Held> held = new ConcurrentHashMap<>();

    /**
     * @param login one request to the token path; throws {@link LoginRefused}, or {@link EasyEcomUnavailable} for the rest
     */
    Tokens(Function<Location, Token> login, Duration renewBefore, Duration lockout, Clock clock) {
        this.login = login;
        this.renewBefore = renewBefore;
        this.lockout = lockout;
        this.clock = clock;
    }

    /** A usable token, fetched or renewed where needed. */
    String token(Location location) {
        Held held = held(location);
        Token token = held.token;
        if (token != null && token.fresh(clock.instant(), renewBefore)) {
            return token.value();
        }
        if (token != null && token.usable(clock.instant())) {
            return renewed(location, held, token).value();
        }
        held.login.lock();
        try {
            token = held.token;
            if (token == null || !token.usable(clock.instant())) {
                token = logIn(location, held);
            }
            return token.value();
        } finally {
            held.login.unlock();
        }
    }

    /** Forgets this token, unless a newer one is there already. */
    void drop(Location location, String refused) {
        Held held = held(location);
        held.login.lock();
        try {
            if (held.token != null && held.token.value().equals(refused)) {
                held.token = null;
            }
        } finally {
            held.login.unlock();
        }
    }

    /** Null while there is none. */
    Token current(Location location) {
        return held(location).token;
    }

    // The old token still works, so nobody waits for this and its failure harms nobody.
    private Token renewed(Location location, Held held, Token old) {
        if (!held.login.tryLock()) {
            return old;
        }
        try {
            boolean pointless = held.token != old || lockedOutFor(held).isPositive() || held.refusals >= MOST_REFUSALS;
            return pointless ? current(held, old) : logIn(location, held);
        } catch (EasyEcomUnavailable e) {
            return old;
        } finally {
            held.login.unlock();
        }
    }

    private static Token current(Held held, Token old) {
        Token now = held.token;
        return now == null ? old : now;
    }

    private Token logIn(Location location, Held held) {
        if (held.refusals >= MOST_REFUSALS) {
            throw new EasyEcomUnavailable(
                    location + ": EasyEcom refused " + held.refusals + " logins in a row (\"" + held.refusal
                            + "\"), so no more are tried until the restart. " + remedy(location),
                    UNTIL_RESTART);
        }
        Duration wait = lockedOutFor(held);
        if (wait.isPositive()) {
            throw new EasyEcomUnavailable(
                    location + ": no token, and EasyEcom allows one login per location in " + lockout.toSeconds()
                            + " s; the next is possible in " + (wait.toSeconds() + 1) + " s."
                            + (held.refusal == null
                                    ? ""
                                    : " The last one was refused: \"" + held.refusal + "\". " + remedy(location)),
                    wait);
        }
        Instant before = held.lastLogin;
        held.lastLogin = clock.instant();
        try {
            held.token = login.apply(location);
            held.refusals = 0;
            held.refusal = null;
            return held.token;
        } catch (LoginRefused e) {
            held.refusals++;
            held.refusal = e.getMessage();
            throw new EasyEcomUnavailable(
                    location + ": EasyEcom refused the login: \"" + e.getMessage() + "\". " + remedy(location),
                    lockout);
        } catch (NotSent e) {
            held.lastLogin = before;
            throw e.failure;
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

    private Duration lockedOutFor(Held held) {
        return held.lastLogin.equals(Instant.MIN)
                ? Duration.ZERO
                : Duration.between(clock.instant(), held.lastLogin.plus(lockout));
    }

    private static String remedy(Location location) {
        String brand = "fulfilment.brands." + location.brand();
        return "Check " + brand + ".easyecom.email, .password and .api-key, and " + brand + ".locations."
                + location.code() + ".key; the API user needs access to this location in EasyEcom.";
    }

    private Held held(Location location) {
        return held.computeIfAbsent(location, key -> new Held());
    }
}
