package com.nexar.fulfilment.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Logins: one location per token, one login per location and lockout, a minute there (contract §1). */
final class TokenDesk {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final byte[] SECRET = "sandbox-demo-secret-not-a-secret".getBytes(StandardCharsets.UTF_8);

    private record Session(Location location, long expiresAt) {}

    private final Account account;
    private final Map<String, Session> sessions = new HashMap<>();
    private final Map<String, Long> lastLogin = new HashMap<>();
    private long issued;

    TokenDesk(Account account) {
        this.account = account;
    }

    Answer login(Call call) {
        Fields fields = call.fields();
        boolean known = account.email.equals(fields.text("email")) && account.password.equals(fields.text("password"));
        if (!known) {
            int status = account.variants.number(Switch.BAD_CREDENTIALS_STATUS);
            return noToken(status, "Invalid user credentials provided");
        }
        Optional<Location> location = account.location(fields.text("location_key"));
        if (location.isEmpty()) {
            return noToken(200, "Invalid location key provided");
        }
        long now = account.clock.millis();
        Long last = lastLogin.get(location.get().key());
        if (last != null
                && now - last < account.variants.duration(Switch.TOKEN_LOCKOUT).toMillis()) {
            boolean tooMany = account.variants.is(Switch.TOKEN_LOCKOUT_STATUS, "429");
            return tooMany
                    ? Answer.gateway(429, "Too Many Requests", Effect.LIMITED)
                    : Answer.gateway(403, "Forbidden", Effect.LIMITED);
        }
        lastLogin.put(location.get().key(), now);
        return token(issue(location.get()));
    }

    Optional<Location> locationOf(String token) {
        Session session = token == null ? null : sessions.get(token);
        return session == null || session.expiresAt() <= account.clock.seconds()
                ? Optional.empty()
                : Optional.of(session.location());
    }

    /** All tokens stop working at once, as when somebody changes the password; the lockouts stay. */
    void revokeAll() {
        sessions.clear();
    }

    private String issue(Location location) {
        long now = account.clock.seconds();
        long expiresAt = now + lifetime();
        String header = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
        String claims = new String(
                Json.bytes(out -> new RowWriter(out)
                        .put("iss", "https://loadbalancer-m.easyecom.io/access/token")
                        .put("iat", now)
                        .put("exp", expiresAt)
                        .put("nbf", now)
                        .put("jti", account.apiKey.hashCode() + "-" + ++issued)
                        .put("sub", account.email)
                        .put("location_key", location.key())
                        .put("company_id", location.warehouseId())
                        .end()),
                StandardCharsets.UTF_8);
        String unsigned = base64(header) + "." + base64(claims);
        String token = unsigned + "." + signature(unsigned);
        sessions.put(token, new Session(location, expiresAt));
        return token;
    }

    private long lifetime() {
        return account.variants.duration(Switch.TOKEN_LIFETIME).toSeconds();
    }

    private Answer token(String jwt) {
        String shape = account.variants.of(Switch.TOKEN_SHAPE);
        return Answer.json(
                200,
                out -> {
                    RowWriter body = new RowWriter(out);
                    body.put("data", (Json.Part) inner -> {
                        RowWriter data = new RowWriter(inner);
                        data.put("companyname", account.company).put("userName", account.email);
                        data.put("time_zone", "Asia/Kolkata");
                        if (shape.equals("flat")) {
                            data.put("jwt_token", jwt);
                        } else {
                            data.put("token", (Json.Part) innermost -> {
                                RowWriter token = new RowWriter(innermost);
                                token.put("jwt_token", jwt);
                                if (shape.equals("nested")) {
                                    token.put("token_type", "bearer").put("expires_in", lifetime());
                                }
                                token.end();
                            });
                        }
                        data.end();
                    });
                    body.put("message", null).end();
                },
                Effect.HAPPENED);
    }

    private static Answer noToken(int status, String message) {
        return Answer.json(
                        status,
                        out -> new RowWriter(out)
                                .put("data", Json.EMPTY_LIST)
                                .put("message", message)
                                .end(),
                        Effect.REFUSED)
                .because(message);
    }

    private static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String signature(String unsigned) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
            return BASE64.encodeToString(mac.doFinal(unsigned.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
