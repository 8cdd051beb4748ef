package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** Every call to EasyEcom passes here: never inside a transaction, with a good token, reads again where that is worth it. */
@Startup
@Singleton
final class EasyEcomCalls {

    // A read that would have to wait longer than this is the caller's to repeat.
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Function<Location, Brand> brands;
    private final EasyEcomConfig config;
    private final BooleanSupplier inTransaction;
    private final Exchange exchange;
    private final Tokens tokens;
    private final CallLog log;

    @Inject
    EasyEcomCalls(Brands brands, EasyEcomConfig config, Vertx vertx, Clock clock) {
        this(brands::of, config, vertx, clock, () -> QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION);
    }

    EasyEcomCalls(
            Function<Location, Brand> brands,
            EasyEcomConfig config,
            Vertx vertx,
            Clock clock,
            BooleanSupplier inTransaction) {
        config.check();
        this.brands = brands;
        this.config = config;
        this.inTransaction = inTransaction;
        var wire = new Wire(
                vertx,
                config.connections(),
                config.connectTimeout(),
                config.timeout(),
                config.maxResponseSize().asLongValue());
        this.exchange = new Exchange(config, wire, new Breakers(config.breaker()), clock);
        var login = new Login(config, wire, exchange, clock);
        this.tokens = new Tokens(
                location -> login.ask(brands.apply(location), location),
                config.token().renewBefore(),
                config.token().loginLockout(),
                clock);
        this.log = new CallLog(clock);
    }

    /**
     * What the reader makes of the answer, or {@code nothing} where EasyEcom found nothing.
     *
     * @throws EasyEcomRefused it said no
     * @throws EasyEcomUnavailable all else
     */
    <T> T read(Location location, Call call, Function<JsonNode, T> reader, T nothing) {
        return log.timed(location, call, () -> {
            JsonNode answer = retried(location, call);
            try {
                return answer == null ? nothing : reader.apply(answer);
            } catch (Unreadable e) {
                throw new EasyEcomUnavailable(
                        call.of(location.ref()) + ": EasyEcom answered in a shape that is not known here: "
                                + e.getMessage() + ".",
                        config.throttlePause());
            }
        });
    }

    /**
     * Sent once; a second time only after a 401, which says that the first was not applied.
     *
     * @throws EasyEcomRefused it said no
     * @throws EasyEcomUnavailable surely not applied
     * @throws EasyEcomUncertain may have been applied
     */
    JsonNode write(Location location, Call call) {
        return log.timed(location, call, () -> withToken(location, call));
    }

    /** Gets a token where there is none or the one at hand ends soon. */
    void logIn(Location location) {
        refuseTransaction();
        tokens.token(location);
    }

    ConnectionState state(Location location) {
        Brand brand = brands.apply(location);
        Token token = tokens.current(location);
        CallBudget budget = budget(location);
        CallLog.Last last = log.last(location);
        return new ConnectionState(
                token == null ? null : token.issuedAt(),
                token == null ? null : token.expiresAt(),
                exchange.breaker(brand),
                budget.leftToday(),
                budget.resetsAt(),
                last.callAt(),
                last.errorAt(),
                last.error());
    }

    FetchedDocument guarded(Location location, Call.Endpoints endpoints, Supplier<FetchedDocument> fetching) {
        return exchange.guarded(brands.apply(location), endpoints, FetchedDocument.class, fetching);
    }

    CallBudget budget(Location location) {
        return exchange.budget(brands.apply(location));
    }

    EasyEcomConfig config() {
        return config;
    }

    void refuseTransaction() {
        if (inTransaction.getAsBoolean()) {
            throw new IllegalStateException("EasyEcom is never called inside a database transaction");
        }
    }

    private JsonNode retried(Location location, Call call) {
        Duration pause = config.retryPause();
        for (int left = config.readRetries(); ; left--) {
            try {
                return withToken(location, call);
            } catch (EasyEcomUnavailable e) {
                Duration wait = e.kind() == EasyEcomUnavailable.Kind.THROTTLED ? e.retryAfter() : jittered(pause);
                if (left == 0 || !worthRepeating(e) || wait.compareTo(LONGEST_PAUSE) > 0 || !slept(wait)) {
                    throw e;
                }
                pause = pause.multipliedBy(2);
            }
        }
    }

    private static boolean worthRepeating(EasyEcomUnavailable failure) {
        return switch (failure.kind()) {
            case OUTAGE, THROTTLED -> true;
            case TIMEOUT, NOT_OURS, SETTLED -> false;
        };
    }

    private JsonNode withToken(Location location, Call call) {
        refuseTransaction();
        Brand brand = brands.apply(location);
        String token = tokens.token(location);
        try {
            return exchange.ask(brand, location, call, token).root();
        } catch (Exchange.TokenRefused first) {
            tokens.drop(location, token);
        }
        try {
            return exchange.ask(brand, location, call, tokens.token(location)).root();
        } catch (Exchange.TokenRefused again) {
            throw new EasyEcomUnavailable(
                    call.of(location.ref()) + ": EasyEcom accepts no token of ours, not even a new one (\""
                            + again.getMessage() + "\"); nothing was applied.",
                    config.token().loginLockout());
        }
    }

    private static Duration jittered(Duration pause) {
        long millis = Math.max(1, pause.toMillis());
        return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }

    private static boolean slept(Duration wait) {
        try {
            Thread.sleep(wait);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
