package com.nexar.fulfilment.sandbox;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.OptionalLong;

/**
 * One request to EasyEcom's API.
 *
 * @param location whose data the token may see; null where no token is needed
 */
record Call(
        String method,
        String path,
        String target,
        MultiMap query,
        MultiMap headers,
        byte[] body,
        Account account,
        Location location) {

    static Call of(HttpServerRequest request, byte[] body) {
        return new Call(
                request.method().name(),
                request.path(),
                request.method().name() + " " + request.uri(),
                request.params(true),
                request.headers(),
                body,
                null,
                null);
    }

    Call of(Account someAccount) {
        return new Call(method, path, target, query, headers, body, someAccount, location);
    }

    Call at(Location someLocation) {
        return new Call(method, path, target, query, headers, body, account, someLocation);
    }

    Fields fields() {
        return Fields.of(body, headers.get("content-type"));
    }

    String param(String name) {
        String value = query.get(name);
        return value == null || value.isBlank() ? null : value.trim();
    }

    OptionalLong id(String name) {
        return Fields.asNumber(param(name));
    }

    OptionalLong time(String name) {
        return IndianTime.parse(param(name));
    }

    String apiKey() {
        String key = headers.get("x-api-key");
        return key == null ? headers.get("x_api_key") : key;
    }

    String bearer() {
        String authorization = headers.get("authorization");
        if (authorization == null) {
            return null;
        }
        return authorization.startsWith("Bearer ") ? authorization.substring(7).trim() : authorization.trim();
    }
}
