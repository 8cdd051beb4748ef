package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** A location's token. A secret, so it prints nothing of itself. */
record Token(String value, Instant issuedAt, Instant expiresAt) {

    /** What EasyEcom documents (contract section 1). */
    static final Duration USUAL_LIFE = Duration.ofDays(90);

    /** More seconds than anybody means, and fewer than times can count. */
    private static final long FAR = Integer.MAX_VALUE * 4L;

    /** Reads the answer of the token path: {@code data.token.jwt_token}, or the older {@code data.jwt_token}; null if none. */
    static Token read(JsonNode root, Instant now) {
        JsonNode data = root.path("data");
        Row row = new Row(data.path("token").isObject() ? data.path("token") : data);
        String value = row.text("jwt_token", "token");
        if (value == null) {
            return null;
        }
        Long seconds = row.wholeIfReadable("expires_in");
        Instant expiresAt = expiry(value, now);
        if (expiresAt == null) {
            expiresAt = now.plus(
                    seconds != null && seconds > 0 && seconds < FAR ? Duration.ofSeconds(seconds) : USUAL_LIFE);
        }
        return new Token(value, now, expiresAt);
    }

    boolean usable(Instant now) {
        return now.isBefore(expiresAt);
    }

    boolean fresh(Instant now, Duration renewBefore) {
        Duration life = Duration.between(issuedAt, expiresAt);
        Duration early = renewBefore.compareTo(life.dividedBy(3)) < 0 ? renewBefore : life.dividedBy(3);
        return now.isBefore(expiresAt.minus(early));
    }

    /** The JWT's own {@code exp}; null where it has none that lies ahead. */
    private static Instant expiry(String jwt, Instant now) {
        String[] parts = jwt.split("\\.");
        if (parts.length != 3) {
            return null;
        }
        try {
            JsonNode claims =
                    Envelope.tree(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
            Long exp = claims == null ? null : new Row(claims).wholeIfReadable("exp");
            Instant at = exp == null || exp < 0 || exp > FAR ? null : Instant.ofEpochSecond(exp);
            return at != null && at.isAfter(now) ? at : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "Token[until " + expiresAt + "]";
    }
}
