package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.EasyEcomAccount;
import com.nexar.fulfilment.brands.Location;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One request and what became of it: an answer, or exactly one failure. Nothing is repeated here. */
final class Exchange {

    /** @param root null for a read that found nothing */
    record Answer(JsonNode root) {}

    /** This token was not accepted; nothing was applied. */
    static final class TokenRefused extends RuntimeException {
        TokenRefused(String words) {
            super(words, null, false, false);
        }
    }

    private final EasyEcomConfig config;
    private final Wire wire;
    private final Breakers breakers;
    private final Clock clock;
    private final Map<String, CallBudget> budgets = new ConcurrentHashMap<>();

    Exchange(EasyEcomConfig config, Wire wire, Breakers breakers, Clock clock) {
        this.config = config;
        this.wire = wire;
        this.breakers = breakers;
        this.clock = clock;
    }

    Answer ask(Brand brand, Location location, Call call, String token) {
        URI base = brand.easyecom().url();
        String target = call.verbatim() ? NextUrl.target(base, call.path()) : NextUrl.path(base, call.path());
        Map<String, String> headers = headers(brand.easyecom(), call);
        headers.put("Authorization", "Bearer " + token);
        var request = new Wire.Request(call.method(), base, target, headers, body(call));
        Departure departure = departure(call.write());
        String what = call.of(location.ref());
        budget(brand).take();
        return guarded(
                brand,
                call.endpoints(),
                Answer.class,
                () -> answer(send(request, departure, call.write(), what), call.write(), what));
    }

    CallBudget budget(Brand brand) {
        EasyEcomAccount account = brand.easyecom();
        return budgets.computeIfAbsent(
                account.apiKey(), key -> new CallBudget(account.tier(), config.permitWait(), clock));
    }

    String breaker(Brand brand) {
        return breakers.worst(brand.code()).name();
    }

    /** Behind the brand's breaker for these endpoints. */
    <T> T guarded(Brand brand, Call.Endpoints endpoints, Class<T> type, Supplier<T> sending) {
        return breakers.call(brand.code(), endpoints, type, sending);
    }

    private static Departure departure(boolean write) {
        BooleanSupplier stillOurs = SendRight.current();
        return () -> {
            if (write && !stillOurs.getAsBoolean()) {
                throw new Wire.RightLost();
            }
        };
    }

    private Wire.Reply send(Wire.Request request, Departure departure, boolean write, String what) {
        try {
            return wire.send(request, departure);
        } catch (Wire.RightLost e) {
            throw new EasyEcomUnavailable(
                    what + ": not sent, because the lease of this attempt had ended; somebody else carries on with it.",
                    config.throttlePause(),
                    EasyEcomUnavailable.Kind.NOT_OURS,
                    e);
        } catch (Wire.NeverSent e) {
            throw new EasyEcomUnavailable(
                    what + ": EasyEcom could not be reached, nothing was sent.",
                    config.throttlePause(),
                    EasyEcomUnavailable.Kind.OUTAGE,
                    e);
        } catch (Wire.MaybeSent e) {
            if (write) {
                throw new EasyEcomUncertain(
                        what + ": " + e.getMessage() + ". It may have been applied; it is read back, not sent again.",
                        config.quiet().afterTimeout(),
                        clock.instant(),
                        e);
            }
            var kind = e.timeout ? EasyEcomUnavailable.Kind.TIMEOUT : EasyEcomUnavailable.Kind.OUTAGE;
            throw new EasyEcomUnavailable(what + ": " + e.getMessage() + ".", config.throttlePause(), kind, e);
        }
    }

    private Answer answer(Wire.Reply reply, boolean write, String what) {
        return switch (Envelope.read(write, reply.status(), reply.retryAfter(), reply.body())) {
            case Envelope.Verdict.Ok ok -> new Answer(ok.root());
            case Envelope.Verdict.Empty empty -> new Answer(null);
            case Envelope.Verdict.Refused no ->
                throw new EasyEcomRefused(
                        what + ": EasyEcom refused: \"" + no.message() + "\".", no.code(), no.message());
            case Envelope.Verdict.BadToken bad -> throw new TokenRefused(bad.message());
            case Envelope.Verdict.Throttled throttled -> throw throttled(what, throttled.retryAfter());
            case Envelope.Verdict.BadApiKey key ->
                throw new EasyEcomUnavailable(
                        what + ": EasyEcom's gateway answered Forbidden, which it does when the x-api-key is missing,"
                                + " wrong or not allowed here. Check fulfilment.brands.*.easyecom.api-key.",
                        config.token().loginLockout());
            case Envelope.Verdict.Unclear unclear -> throw unclear(unclear, write, what);
        };
    }

    private EasyEcomFailure unclear(Envelope.Verdict.Unclear unclear, boolean write, String what) {
        if (write) {
            return new EasyEcomUncertain(
                    what + ": EasyEcom answered " + unclear.why()
                            + ". It may have been applied; it is read back, not sent again.",
                    quiet(unclear.quiet()),
                    clock.instant(),
                    null);
        }
        return new EasyEcomUnavailable(
                what + ": EasyEcom answered " + unclear.why() + ".",
                config.throttlePause(),
                EasyEcomUnavailable.Kind.OUTAGE,
                null);
    }

    private Duration quiet(Envelope.Quiet quiet) {
        return switch (quiet) {
            case LONG -> config.quiet().afterTimeout();
            case SHORT -> config.quiet().afterError();
        };
    }

    private EasyEcomUnavailable throttled(String what, String retryAfter) {
        return new EasyEcomUnavailable(
                what + ": EasyEcom takes no more requests for now (429); this one was not applied.",
                pause(retryAfter),
                EasyEcomUnavailable.Kind.THROTTLED,
                null);
    }

    /** {@code Retry-After}: seconds or a date; EasyEcom does not reliably send one. */
    private Duration pause(String retryAfter) {
        if (retryAfter == null) {
            return config.throttlePause();
        }
        try {
            if (retryAfter.strip().matches("\\d{1,6}")) {
                return Duration.ofSeconds(Long.parseLong(retryAfter.strip()));
            }
            var until = ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration pause = Duration.between(clock.instant(), until.toInstant());
            return pause.isPositive() ? pause : config.throttlePause();
        } catch (DateTimeException e) {
            return config.throttlePause();
        }
    }

    static Map<String, String> headers(EasyEcomAccount account, Call call) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-api-key", account.apiKey());
        headers.put("Accept", "application/json");
        if (call.method() != HttpMethod.GET) {
            headers.put("Content-Type", "application/json");
        }
        return headers;
    }

    private static String body(Call call) {
        return call.body() == null ? null : call.body().toString();
    }
}
