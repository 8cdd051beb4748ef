package com.nexar.fulfilment.access;

import com.nexar.fulfilment.access.Refusals.Reason;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Who it is that shows a key, or why it opens nothing. After many wrong ones from an address, keys of the old kind are not looked at
 * from there for a while: these may be guessed. One that was made here cannot be, so that whoever shares the address with the one
 * who guesses still comes in.
 */
@Singleton
class Doorkeeper {

    private final Clients clients;
    private final WrongKeys wrong;
    private final KeyUses uses;
    private final Refusals refusals;

    Doorkeeper(Clients clients, WrongKeys wrong, KeyUses uses, Refusals refusals) {
        this.clients = clients;
        this.wrong = wrong;
        this.uses = uses;
        this.refusals = refusals;
    }

    /** @param from the address that shows it */
    Caller admit(String shown, String from) {
        boolean whole = ApiKey.isWhole(shown);
        if (ApiKey.isMeant(shown) && !whole) {
            refusals.count(Reason.MISTYPED);
            throw unauthorized("This key was not copied as it was made: its checksum is wrong. It was not looked up.");
        }
        if (!whole) {
            mayTry(from);
        }
        Clients.Entry entry = clients.withKey(shown).orElse(null);
        if (entry == null) {
            throw unknown(from);
        }
        if (!clients.isLive(entry)) {
            refusals.count(Reason.EXPIRED);
            throw unauthorized(
                    "This key's last day was " + entry.key().expires() + ". Ask who runs the service for another one.");
        }
        uses.used(entry.caller());
        return entry.caller();
    }

    /** What a wrong token of the identity provider costs whoever shows it. */
    Problem wrongToken(String from, String detail) {
        refusals.count(Reason.TOKEN);
        wrong.count(from);
        return unauthorized(detail);
    }

    static Problem unauthorized(String detail) {
        return new Problem(ProblemCode.UNAUTHORIZED, detail);
    }

    private Problem unknown(String from) {
        Duration pause = wrong.pause(from);
        if (!pause.isZero()) {
            return tooMany(pause);
        }
        wrong.count(from);
        refusals.count(Reason.UNKNOWN);
        return unauthorized("This key is not known here.");
    }

    private void mayTry(String from) {
        Duration pause = wrong.pause(from);
        if (!pause.isZero()) {
            throw tooMany(pause);
        }
    }

    private Problem tooMany(Duration pause) {
        refusals.count(Reason.GUESSING);
        return new Problem(
                        ProblemCode.RATE_LIMITED,
                        "Too many keys that are not known here came from this address; this one was not looked at.")
                .withRetryAfter(pause);
    }
}
