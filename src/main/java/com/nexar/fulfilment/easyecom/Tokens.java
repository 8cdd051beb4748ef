package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.easyecom.SharedTokens.Stored;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** One token per location for all pods (contract section 1), kept at hand here; {@link Logins} gets new ones. */
final class Tokens {

    private static final class Held {
        final ReentrantLock login = new ReentrantLock();
        volatile Stored stored;
        long noGood;
        Instant renewAfter = Instant.MIN;
    }

    private final SharedTokens shared;
    private final Logins logins;
    private final EasyEcomConfig config;
    private final Clock clock;
    private final Map<Location, Held> held = new ConcurrentHashMap<>();

    Tokens(SharedTokens shared, Logins logins, EasyEcomConfig config, Clock clock) {
        this.shared = shared;
        this.logins = logins;
        this.config = config;
        this.clock = clock;
    }

    /** A usable token, fetched or renewed where needed. */
    String token(Location location) {
        Held held = held(location);
        Stored at = held.stored;
        if (at != null && at.token().fresh(clock.instant(), config.token().renewBefore())) {
            return at.token().value();
        }
        if (usable(at)) {
            return renewed(location, held, at).token().value();
        }
        held.login.lock();
        try {
            if (!usable(held.stored)) {
                held.stored = logins.obtain(location, held.noGood);
            }
            return held.stored.token().value();
        } finally {
            held.login.unlock();
        }
    }

    /** Forgets this token, here and for all, unless a newer one is there already. */
    void drop(Location location, String refused) {
        Held held = held(location);
        held.login.lock();
        try {
            Stored at = held.stored;
            if (at != null && at.token().value().equals(refused)) {
                held.noGood = at.issue();
                held.stored = null;
                shared.drop(location, at.issue());
            }
        } finally {
            held.login.unlock();
        }
    }

    /** Null while there is none. */
    Token current(Location location) {
        Stored at = held(location).stored;
        Stored known = at == null ? shared.read(location) : at;
        return known == null ? null : known.token();
    }

    // The old token still works, so nobody waits for this and its failure harms nobody.
    private Stored renewed(Location location, Held held, Stored old) {
        if (!held.login.tryLock()) {
            return old;
        }
        try {
            if (held.stored != old || clock.instant().isBefore(held.renewAfter)) {
                return held.stored == null ? old : held.stored;
            }
            held.renewAfter = clock.instant().plus(config.token().loginLockout());
            Stored renewed = logins.renew(location, old);
            held.stored = renewed == null ? old : renewed;
            return held.stored;
        } catch (EasyEcomUnavailable e) {
            return old;
        } finally {
            held.login.unlock();
        }
    }

    private boolean usable(Stored stored) {
        return stored != null && stored.token().usable(clock.instant());
    }

    private Held held(Location location) {
        return held.computeIfAbsent(location, key -> new Held());
    }
}
