package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.EasyEcomAccount;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.traces.Outgoing;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

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
    private final Sending sending;
    private final Answers answers;
    private final UpstreamClocks clocks;
    private final Clock clock;

    Exchange(EasyEcomConfig config, Wire wire, Sending sending, Budgets budgets, UpstreamClocks clocks, Clock clock) {
        this.config = config;
        this.wire = wire;
        this.sending = sending;
        this.answers = new Answers(config, budgets, clock);
        this.clocks = clocks;
        this.clock = clock;
    }

    Answer ask(Brand brand, Location location, Call call, String token) {
        URI base = brand.easyecom().url();
        String target = call.verbatim() ? NextUrl.target(base, call.path()) : NextUrl.path(base, call.path());
        Map<String, String> headers = headers(brand.easyecom(), call);
        headers.put("Authorization", "Bearer " + token);
        var request = new Wire.Request(call.method(), base, target, headers, body(call));
        String what = call.of(location.ref());
        return sending.out(
                location,
                call.endpoints(),
                Answer.class,
                call.write() ? SendRight.departure() : () -> {},
                departure -> {
                    Instant asked = clocks.now();
                    Wire.Reply reply = send(request, departure, call, what);
                    clocks.heard(brand.code(), reply.date(), asked);
                    return answers.of(location, reply, call.write(), what);
                });
    }

    private Wire.Reply send(Wire.Request request, Departure departure, Call call, String what) {
        try (Outgoing span = Outgoing.begin(
                "easyecom " + call.operation(), call.method().name(), request.base(), request.headers())) {
            Wire.Reply reply = wire.send(request, departure);
            span.answered(reply.status());
            return reply;
        } catch (Wire.PermitLapsed e) {
            throw new Sending.Lapsed();
        } catch (Wire.RightLost e) {
            throw new EasyEcomUnavailable(
                    what + ": not sent, because the lease of this attempt had ended; somebody else carries on with it.",
                    config.throttlePause(),
                    EasyEcomUnavailable.Kind.NOT_OURS,
                    e);
        } catch (Wire.TooLate e) {
            throw EasyEcomUnavailable.tooOld(what);
        } catch (Wire.NeverSent e) {
            throw new EasyEcomUnavailable(
                    what + ": EasyEcom could not be reached, nothing was sent.",
                    config.throttlePause(),
                    EasyEcomUnavailable.Kind.OUTAGE,
                    e);
        } catch (Wire.MaybeSent e) {
            if (call.write()) {
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
