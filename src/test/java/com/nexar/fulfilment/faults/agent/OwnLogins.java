package com.nexar.fulfilment.faults.agent;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@code TokenTable.claim(location, …)}, as if this pod were the only one: it knows of its own logins alone. */
final class OwnLogins {

    private static final Map<Object, Long> LAST = new ConcurrentHashMap<>();

    private OwnLogins() {}

    static synchronized Object claim(Object table, Object[] arguments) {
        long now = System.nanoTime();
        Duration lockout = (Duration) Mirror.field(table, "lockout");
        Long last = LAST.get(arguments[0]);
        Duration left = last == null ? Duration.ZERO : lockout.minusNanos(now - last);
        if (left.isPositive()) {
            return Mirror.make(table, "easyecom.SharedTokens$Claim$LockedOut", left, null);
        }
        LAST.put(arguments[0], now);
        return Mirror.make(table, "easyecom.SharedTokens$Claim$Granted", now);
    }
}
