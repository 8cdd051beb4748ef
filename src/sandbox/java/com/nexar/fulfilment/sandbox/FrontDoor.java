package com.nexar.fulfilment.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * Every request comes in here: first what the gateway says (key, rate), then the token, then an injected fault, then
 * EasyEcom itself; and every one of them is written into its account's ledger.
 */
final class FrontDoor {
    private static final System.Logger LOG = System.getLogger(FrontDoor.class.getName());
    private static final byte[] NO_BODY = {};

    private final Vertx vertx;
    private final Accounts accounts;
    private final ControlRoom control;

    FrontDoor(Vertx vertx, Accounts accounts, ControlRoom control) {
        this.vertx = vertx;
        this.accounts = accounts;
        this.control = control;
    }

    void handle(HttpServerRequest request) {
        if (request.method() == HttpMethod.GET) {
            safely(request, NO_BODY);
        } else {
            request.bodyHandler(body -> safely(request, body.getBytes()));
        }
    }

    /** A mistake of the sandbox itself must look like one, and never like EasyEcom. */
    private void safely(HttpServerRequest request, byte[] body) {
        try {
            route(request, body);
        } catch (RuntimeException ours) {
            LOG.log(System.Logger.Level.ERROR, "the sandbox failed at " + request.uri(), ours);
            Delivery.plain(request, Answer.gateway(500, "The sandbox itself failed: " + ours, Effect.FAULT));
        }
    }

    private void route(HttpServerRequest request, byte[] body) {
        Call call = Call.of(request, body);
        if (call.path().equals("/sandbox") || call.path().startsWith("/sandbox/")) {
            Delivery.plain(request, control.answer(call));
        } else if (call.path().startsWith("/s3/")) {
            file(request, call);
        } else {
            api(request, call);
        }
    }

    private void api(HttpServerRequest request, Call call) {
        Account account = accounts.of(call);
        synchronized (account) {
            account.catchUp();
            enter(request, call.of(account));
        }
    }

    private void enter(HttpServerRequest request, Call call) {
        Account account = call.account();
        Optional<Touchpoint> touchpoint = account.touchpoints.at(call.method(), call.path(), account.variants);
        Operation operation = touchpoint.map(Touchpoint::operation).orElse(Operation.UNKNOWN);
        // a login has no token yet: the ledger shall say which location it was for
        Optional<Location> location = operation == Operation.TOKEN
                ? account.location(call.fields().text("location_key"))
                : account.tokens.locationOf(call.bearer());
        Call known = call.at(location.orElse(null));
        Optional<Answer> stopped = Gateway.stop(known, operation).or(() -> unauthorized(known, touchpoint));
        if (stopped.isPresent()) {
            finish(request, known, operation, stopped.get(), null);
            return;
        }
        Fault fault = account.faults.draw(operation, account.random).orElse(null);
        if (fault != null && !fault.after() && fault.onlyDelays()) {
            vertx.setTimer(millis(fault), timer -> later(request, known, touchpoint));
            return;
        }
        Answer answer = fault != null && !fault.after() ? fault.answer() : answer(known, touchpoint);
        finish(request, known, operation, answer, fault);
    }

    /** A slow answer that thinks first: it takes effect at the end, whether or not anybody still waits. */
    private void later(HttpServerRequest request, Call call, Optional<Touchpoint> touchpoint) {
        Account account = call.account();
        synchronized (account) {
            account.catchUp();
            Operation operation = touchpoint.map(Touchpoint::operation).orElse(Operation.UNKNOWN);
            Answer answer = answer(call, touchpoint);
            finish(
                    request,
                    call,
                    operation,
                    answer.because(answer.detail() == null ? "slow" : "slow; " + answer.detail()),
                    null);
        }
    }

    private static Answer answer(Call call, Optional<Touchpoint> touchpoint) {
        return touchpoint
                .map(each -> each.answer().apply(call))
                .orElseGet(() -> Answer.gateway(404, "Not Found", Effect.REFUSED));
    }

    private static Optional<Answer> unauthorized(Call call, Optional<Touchpoint> touchpoint) {
        boolean needed = touchpoint.map(Touchpoint::needsToken).orElse(false);
        if (!needed || call.location() != null) {
            return Optional.empty();
        }
        return Optional.of(
                call.account().variants.is(Switch.BAD_TOKEN, "401")
                        ? Answer.error(401, "Invalid Api token.", Effect.REFUSED)
                        : Answer.envelope(401, "token is invalid", Json.EMPTY_LIST, Effect.REFUSED));
    }

    private void finish(HttpServerRequest request, Call call, Operation operation, Answer answer, Fault fault) {
        Answer sent = fault == null ? answer : Delivery.instead(answer, fault);
        String detail = fault == null
                ? answer.detail()
                : "fault " + fault.kind().key() + (answer.detail() == null ? "" : "; " + answer.detail());
        call.account().ledger.append(call.account().clock.millis(), call, operation, answer, detail, sent.status());
        Delivery.date(request, call.account().clock.millis());
        if (fault == null) {
            Delivery.plain(request, sent);
        } else {
            Delivery.faulty(vertx, request, sent, fault);
        }
    }

    /** The bucket is not EasyEcom: no key, no token, no rate; a fault may hit it all the same. */
    private void file(HttpServerRequest request, Call call) {
        String[] parts = call.path().split("/", 4);
        Optional<Account> owner = accounts.ofBucket(parts.length > 2 ? parts[2] : "");
        if (owner.isEmpty() || parts.length < 4) {
            Delivery.plain(request, Answer.text(404, "<Error><Code>NoSuchBucket</Code></Error>", Effect.READ));
            return;
        }
        Account account = owner.get();
        synchronized (account) {
            account.catchUp();
            Fault fault =
                    account.faults.draw(Operation.DOCUMENT_FILE, account.random).orElse(null);
            Answer answer = fault != null && !fault.after() && !fault.onlyDelays()
                    ? fault.answer()
                    : account.touchpoints.documents.file(parts[3]);
            finish(request, call.of(account), Operation.DOCUMENT_FILE, answer, fault);
        }
    }

    private static long millis(Fault fault) {
        return Math.max(1, fault.delay().toMillis());
    }
}
