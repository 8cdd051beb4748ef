package com.nexar.fulfilment.easyecom;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;

/** When a question left for EasyEcom. Its answer is as old as that, however long the question had waited for its turn. */
public final class Asked {

    private static final ScopedValue<Asked> CURRENT = ScopedValue.newInstance();

    private final Clock clock;
    private volatile Instant at;

    public Asked(Clock clock) {
        this.clock = clock;
        this.at = clock.instant();
    }

    /** @param question one call; of its repeats the last one counts, whose answer it is */
    public <T> T of(Supplier<T> question) {
        return ScopedValue.where(CURRENT, this).call(question::get);
    }

    /** When it was thought of, while nothing has left. */
    public Instant at() {
        return at;
    }

    /** To be told, on the event loop, when what this thread sends leaves. */
    static Runnable current() {
        return CURRENT.isBound() ? CURRENT.get()::left : () -> {};
    }

    private void left() {
        at = clock.instant();
    }
}
