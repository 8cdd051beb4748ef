package com.nexar.fulfilment.sandbox;

import java.util.Optional;

/** What stands in front of EasyEcom: an API gateway that knows keys, rates and quotas (contract §10, INF). */
final class Gateway {
    private Gateway() {}

    static Optional<Answer> stop(Call call, Operation operation) {
        Account account = call.account();
        boolean loginWithoutKey = operation == Operation.TOKEN && call.apiKey() == null;
        if (!loginWithoutKey && !account.apiKey.equals(call.apiKey())) {
            return Optional.of(
                    account.variants.is(Switch.MISSING_KEY_STATUS, "403")
                            ? Answer.gateway(403, "Forbidden", Effect.REFUSED)
                            : Answer.error(401, "Unauthorized", Effect.REFUSED));
        }
        return switch (account.gate.enter(account.clock.millis(), account.variants)) {
            case PASS -> Optional.empty();
            case TOO_FAST -> Optional.of(limited(account, "Too Many Requests"));
            case QUOTA_SPENT -> Optional.of(limited(account, "Limit Exceeded"));
        };
    }

    private static Answer limited(Account account, String message) {
        Answer answer = account.variants.is(Switch.RATE_BODY, "text")
                ? Answer.text(429, message, Effect.LIMITED)
                : Answer.gateway(429, message, Effect.LIMITED);
        return answer.retryAfter(account.variants.is(Switch.RETRY_AFTER, "on") ? 1 : 0);
    }
}
