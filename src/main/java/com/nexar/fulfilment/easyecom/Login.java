package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.nexar.fulfilment.brands.Brand;
import com.nexar.fulfilment.brands.EasyEcomAccount;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.traces.Outgoing;
import io.vertx.core.http.HttpMethod;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One request to the token path (contract section 1). Each of its failures means that the call which needs the token did not
 * leave, so none is uncertain.
 */
final class Login {

    private final EasyEcomConfig config;
    private final Wire wire;
    private final Sending sending;
    private final Clock clock;

    Login(EasyEcomConfig config, Wire wire, Sending sending, Clock clock) {
        this.config = config;
        this.wire = wire;
        this.sending = sending;
        this.clock = clock;
    }

    /**
     * A new token.
     *
     * @throws Logins.LoginRefused credentials or location key are wrong
     * @throws Logins.NotSent no connection, no permit, an open breaker or too late
     * @throws EasyEcomUnavailable all else
     */
    Token ask(Brand brand, Location location, Departure departure) {
        EasyEcomAccount account = brand.easyecom();
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("email", account.email())
                .put("password", account.password())
                .put("location_key", location.key());
        var call = Call.write("login", null, HttpMethod.POST, config.paths().accessToken(), body);
        var request = new Wire.Request(
                call.method(),
                account.url(),
                NextUrl.path(account.url(), call.path()),
                Exchange.headers(account, call),
                body.toString());
        var left = new AtomicBoolean();
        try {
            return sending.out(
                    location,
                    Call.Endpoints.TOKEN,
                    Token.class,
                    departure,
                    checked -> token(send(request, location, left, checked), location));
        } catch (EasyEcomUnavailable e) {
            if (left.get()) {
                throw e;
            }
            throw new Logins.NotSent(e);
        }
    }

    private Wire.Reply send(Wire.Request request, Location location, AtomicBoolean left, Departure departure) {
        left.set(true);
        try (Outgoing span =
                Outgoing.begin("easyecom login", request.method().name(), request.base(), request.headers())) {
            Wire.Reply reply = wire.send(request, departure);
            span.answered(reply.status());
            return reply;
        } catch (Wire.PermitLapsed e) {
            left.set(false);
            throw new Sending.Lapsed();
        } catch (Wire.RightLost e) {
            left.set(false);
            throw failed(location, "it could not be asked in time", EasyEcomUnavailable.Kind.SETTLED, e);
        } catch (Wire.NeverSent e) {
            left.set(false);
            throw failed(location, "EasyEcom could not be reached", EasyEcomUnavailable.Kind.OUTAGE, e);
        } catch (Wire.MaybeSent e) {
            var kind = e.timeout ? EasyEcomUnavailable.Kind.TIMEOUT : EasyEcomUnavailable.Kind.OUTAGE;
            throw failed(location, e.getMessage(), kind, e);
        }
    }

    /** What the answer gives. */
    Token token(Wire.Reply reply, Location location) {
        if (reply.status() == 403 || reply.status() == 429) {
            String why = "its token path answered " + reply.status() + ": it allows one login per location in "
                    + config.token().loginLockout().toSeconds()
                    + " s (or, with 403, does not know the x-api-key)";
            throw failed(location, why, EasyEcomUnavailable.Kind.SETTLED, null);
        }
        JsonNode root = reply.status() >= 500 ? null : Envelope.tree(reply.body());
        if (root == null) {
            String why = "its token path answered HTTP " + reply.status() + " without a readable body";
            throw failed(location, why, EasyEcomUnavailable.Kind.OUTAGE, null);
        }
        Token token = Token.read(root, clock.instant());
        if (token != null) {
            return token;
        }
        String words = new Row(root).text("message", "error");
        throw new Logins.LoginRefused(words == null ? "HTTP " + reply.status() + ", no token" : words);
    }

    private EasyEcomUnavailable failed(Location location, String why, EasyEcomUnavailable.Kind kind, Throwable cause) {
        return new EasyEcomUnavailable(
                location.ref() + ": no token from EasyEcom: " + why + "; nothing else was sent.",
                config.token().loginLockout(),
                kind,
                cause);
    }
}
