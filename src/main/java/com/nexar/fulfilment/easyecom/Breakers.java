package com.nexar.fulfilment.easyecom;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * One circuit breaker and one bulkhead per brand and kind of endpoint. The breaker counts what says that EasyEcom is ill, never
 * a refusal or a 429; the bulkhead keeps what is slow from taking all connections.
 */
final class Breakers {

    private record Key(String brand, Call.Endpoints endpoints) {}

    private static final class Breaker {
        private final Guard guard;
        private volatile CircuitBreakerState state = CircuitBreakerState.CLOSED;

        Breaker(EasyEcomConfig.Breaker config, int atOnce) {
            this.guard = Guard.create()
                    .withBulkhead()
                    .limit(atOnce)
                    .done()
                    .withCircuitBreaker()
                    .requestVolumeThreshold(config.calls())
                    .failureRatio(config.failureRatio())
                    .delay(config.openFor().toMillis(), ChronoUnit.MILLIS)
                    .successThreshold(config.successes())
                    .when(Breakers::counts)
                    .onStateChange(now -> state = now)
                    .done()
                    .build();
        }
    }

    private static final Duration SOON = Duration.ofSeconds(1);

    private final EasyEcomConfig.Breaker config;
    private final EasyEcomConfig.Bulkhead bulkhead;
    private final Map<Key, Breaker> breakers = new ConcurrentHashMap<>();

    Breakers(EasyEcomConfig.Breaker config, EasyEcomConfig.Bulkhead bulkhead) {
        this.config = config;
        this.bulkhead = bulkhead;
    }

    /** @throws EasyEcomUnavailable when open, or when as many calls as allowed are under way; nothing is sent then */
    <T> T call(String brand, Call.Endpoints endpoints, Class<T> type, Supplier<T> exchange) {
        Breaker breaker =
                breakers.computeIfAbsent(new Key(brand, endpoints), key -> new Breaker(config, atOnce(endpoints)));
        try {
            return breaker.guard.get(exchange, type);
        } catch (BulkheadException e) {
            throw new EasyEcomUnavailable(
                    "As many calls to EasyEcom's " + word(endpoints) + " as allowed (" + atOnce(endpoints)
                            + ") are under way; nothing was sent.",
                    SOON);
        } catch (CircuitBreakerOpenException e) {
            Duration pause = config.openFor();
            throw new EasyEcomUnavailable(
                    "EasyEcom failed too often of late, so nothing is sent to its "
                            + word(endpoints) + " for up to " + Math.max(1, pause.toSeconds())
                            + " s; it is tried again after that.",
                    pause);
        }
    }

    /** The worst of a brand's breakers. */
    CircuitBreakerState worst(String brand) {
        CircuitBreakerState worst = CircuitBreakerState.CLOSED;
        for (Map.Entry<Key, Breaker> breaker : breakers.entrySet()) {
            CircuitBreakerState state = breaker.getValue().state;
            if (breaker.getKey().brand().equals(brand) && rank(state) > rank(worst)) {
                worst = state;
            }
        }
        return worst;
    }

    private int atOnce(Call.Endpoints endpoints) {
        return switch (endpoints) {
            case TOKEN -> bulkhead.logins();
            case LISTS -> bulkhead.lists();
            case READS -> bulkhead.reads();
            case COMMANDS -> bulkhead.commands();
            case DOCUMENTS -> bulkhead.documents();
        };
    }

    private static String word(Call.Endpoints endpoints) {
        return endpoints.name().toLowerCase(Locale.ROOT);
    }

    private static int rank(CircuitBreakerState state) {
        return switch (state) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }

    private static boolean counts(Throwable failure) {
        return failure instanceof EasyEcomUncertain
                || failure instanceof EasyEcomUnavailable unavailable
                        && switch (unavailable.kind()) {
                            case OUTAGE, TIMEOUT, LASTING -> true;
                            case THROTTLED, NOT_OURS, TOO_OLD, SETTLED -> false;
                        };
    }
}
