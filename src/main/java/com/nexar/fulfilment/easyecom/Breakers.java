package com.nexar.fulfilment.easyecom;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** One circuit breaker per brand and kind of endpoint. It counts what says that EasyEcom is ill, never a refusal or a 429. */
final class Breakers {

    private record Key(String brand, Call.Endpoints endpoints) {}

    private static final class Breaker {
        private final Guard guard;
        private volatile CircuitBreakerState state = CircuitBreakerState.CLOSED;

        Breaker(EasyEcomConfig.Breaker config) {
            this.guard = Guard.create()
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

    private final EasyEcomConfig.Breaker config;
    private final Map<Key, Breaker> breakers = new ConcurrentHashMap<>();

    Breakers(EasyEcomConfig.Breaker config) {
        this.config = config;
    }

    /** @throws EasyEcomUnavailable when open; nothing is sent then */
    <T> T call(String brand, Call.Endpoints endpoints, Class<T> type, Supplier<T> exchange) {
        Breaker breaker = breakers.computeIfAbsent(new Key(brand, endpoints), key -> new Breaker(config));
        try {
            return breaker.guard.get(exchange, type);
        } catch (CircuitBreakerOpenException e) {
            Duration pause = config.openFor();
            throw new EasyEcomUnavailable(
                    "EasyEcom failed too often of late, so nothing is sent to its "
                            + endpoints.name().toLowerCase(Locale.ROOT) + " for up to " + Math.max(1, pause.toSeconds())
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
                            case OUTAGE, TIMEOUT -> true;
                            case THROTTLED, NOT_OURS, SETTLED -> false;
                        };
    }
}
