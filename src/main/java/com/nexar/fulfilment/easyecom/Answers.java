package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.brands.Location;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** What a complete answer of EasyEcom's comes to; what concerns all pods (429) is told to all. */
final class Answers {

    private final EasyEcomConfig config;
    private final Budgets budgets;
    private final Clock clock;

    Answers(EasyEcomConfig config, Budgets budgets, Clock clock) {
        this.config = config;
        this.budgets = budgets;
        this.clock = clock;
    }

    Exchange.Answer of(Location location, Wire.Reply reply, boolean write, String what) {
        return switch (Envelope.read(write, reply.status(), reply.retryAfter(), reply.body())) {
            case Envelope.Verdict.Ok ok -> new Exchange.Answer(ok.root());
            case Envelope.Verdict.Empty empty -> new Exchange.Answer(null);
            case Envelope.Verdict.Refused no ->
                throw new EasyEcomRefused(
                        what + ": EasyEcom refused: \"" + no.message() + "\".", no.code(), no.message());
            case Envelope.Verdict.BadToken bad -> throw new Exchange.TokenRefused(bad.message());
            case Envelope.Verdict.Throttled throttled -> throw throttled(location, throttled, what);
            case Envelope.Verdict.BadApiKey key ->
                throw new EasyEcomUnavailable(
                                what
                                        + ": EasyEcom's gateway answered Forbidden, which it does when the x-api-key is missing,"
                                        + " wrong or not allowed here. Check fulfilment.brands.*.easyecom.api-key.",
                                config.token().loginLockout())
                        .about(EasyEcomUnavailable.About.API_KEY, "Forbidden");
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

    private EasyEcomUnavailable throttled(Location location, Envelope.Verdict.Throttled throttled, String what) {
        EasyEcomUnavailable usedUp = throttled.dayUsedUp() ? budgets.usedUp(location, what) : null;
        if (usedUp != null) {
            return usedUp;
        }
        Duration pause = pause(throttled.retryAfter());
        budgets.pause(location, pause);
        return new EasyEcomUnavailable(
                what + ": EasyEcom takes no more requests for now (429); this one was not applied.",
                pause,
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
}
