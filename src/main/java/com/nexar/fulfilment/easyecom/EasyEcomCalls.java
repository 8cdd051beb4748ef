package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Every call to EasyEcom passes here: never inside a transaction, with a good token, reads again where that is worth it. */
@Startup
@Singleton
final class EasyEcomCalls {

    private final Function<Location, Brand> brands;
    private final EasyEcomConfig config;
    private final BooleanSupplier inTransaction;
    private final Breakers breakers;
    private final Budgets budgets;
    private final Exchange exchange;
    private final Tokens tokens;
    private final KeyProbe keyProbe;
    private final UpstreamClocks clocks;
    private final CallLog log;
    private final Repeating repeating;
    private final Consumer<Location> asked;

    @Inject
    EasyEcomCalls(
            Brands brands,
            EasyEcomConfig config,
            Vertx vertx,
            Clock clock,
            BudgetTable budget,
            TokenTable tokens,
            MeterRegistry registry,
            AskedCalls asked) {
        this(
                brands::of,
                config,
                vertx,
                clock,
                () -> QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION,
                budget,
                tokens,
                registry,
                asked::inRequest);
    }

    EasyEcomCalls(
            Function<Location, Brand> brands,
            EasyEcomConfig config,
            Vertx vertx,
            Clock clock,
            BooleanSupplier inTransaction,
            SharedBudget budget,
            SharedTokens sharedTokens,
            MeterRegistry registry,
            Consumer<Location> asked) {
        config.check();
        this.brands = brands;
        this.config = config;
        this.inTransaction = inTransaction;
        this.asked = asked;
        var wire = new Wire(
                vertx,
                config.connections(),
                config.connectTimeout(),
                config.timeout(),
                config.maxResponseSize().asLongValue());
        var meters = new Meters(registry);
        this.breakers = new Breakers(config.breaker(), config.bulkhead());
        this.budgets = new Budgets(brands, config, budget, meters);
        var sending = new Sending(budgets, breakers, meters);
        this.clocks = new UpstreamClocks(clock);
        this.exchange = new Exchange(config, wire, sending, budgets, clocks, clock);
        this.repeating = new Repeating(config);
        this.keyProbe = new KeyProbe(exchange, config);
        var login = new Login(config, wire, sending, clock);
        var logins = new Logins(
                sharedTokens,
                (location, departure) -> login.ask(brands.apply(location), location, departure),
                config,
                meters,
                clock);
        this.tokens = new Tokens(sharedTokens, logins, config, clock);
        this.log = new CallLog(clock, meters);
    }

    /**
     * What the reader makes of the answer, or {@code nothing} where EasyEcom found nothing.
     *
     * @throws EasyEcomRefused it said no
     * @throws EasyEcomUnavailable all else
     */
    <T> T read(Location location, Call call, Function<JsonNode, T> reader, T nothing) {
        return inLane(location, call, () -> {
            JsonNode answer = repeating.read(() -> withToken(location, call));
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
        return inLane(location, call, () -> withToken(location, call));
    }

    /** Gets a token where there is none or the one at hand ends soon. */
    void logIn(Location location) {
        refuseTransaction();
        tokens.token(location);
    }

    KeyVerdict key(Location location) {
        refuseTransaction();
        return inLane(location, keyProbe.call(), () -> keyProbe.ask(brands.apply(location), location));
    }

    Optional<ClockDifference> clock(Location location) {
        return clocks.of(location.brand());
    }

    ConnectionState state(Location location) {
        Token token = tokens.current(location);
        CallLog.Last last = log.last(location);
        return new ConnectionState(
                token == null ? null : token.issuedAt(),
                token == null ? null : token.expiresAt(),
                breakers.worst(location.brand()).name(),
                quota(location, true),
                last.callAt(),
                last.errorAt(),
                last.error());
    }

    /** @param mayAsk otherwise only what is known already */
    Quota quota(Location location, boolean mayAsk) {
        return budgets.quota(location, mayAsk);
    }

    /** One more shipment that calls of today were spent on. */
    void confirmed(Location location) {
        budgets.line(location).confirmed();
    }

    /** As {@link #read}, of what no token opens and no quota counts. */
    FetchedDocument guarded(Location location, Call.Endpoints endpoints, Supplier<FetchedDocument> fetching) {
        return repeating.read(() -> breakers.call(location.brand(), endpoints, FetchedDocument.class, fetching));
    }

    EasyEcomConfig config() {
        return config;
    }

    void refuseTransaction() {
        if (inTransaction.getAsBoolean()) {
            throw new IllegalStateException("EasyEcom is never called inside a database transaction");
        }
    }

    /** The login that it may need is of its lane, too. */
    private <T> T inLane(Location location, Call call, Supplier<T> calling) {
        asked.accept(location);
        return Lane.current(call.lane()).call(() -> log.timed(location, call, calling));
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
}
