package com.nexar.fulfilment.access;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One key of a client, as {@code key-sha256} lists it: {@code [<public id>:]<SHA-256 as hex>[@<last day>]}.
 *
 * @param id its public id; where none is given, the beginning of its SHA-256
 * @param expires its last day, in UTC; null where it has none
 */
record ConfiguredKey(String id, String sha256, LocalDate expires) {

    private static final int SHORT = 12;

    private static final Pattern FORM =
            Pattern.compile("(?:(" + ApiKey.PUBLIC_ID + "):)?([0-9a-fA-F]{64})(?:@(\\d{4}-\\d{2}-\\d{2}))?");

    /** Empty where it is none. What was given is never repeated: it may be a key in plain text. */
    static Optional<ConfiguredKey> parse(String text) {
        Matcher key = FORM.matcher(text.strip());
        if (!key.matches()) {
            return Optional.empty();
        }
        String sha256 = key.group(2).toLowerCase(Locale.ROOT);
        String id = key.group(1) == null ? sha256.substring(0, SHORT) : key.group(1);
        try {
            return Optional.of(
                    new ConfiguredKey(id, sha256, key.group(3) == null ? null : LocalDate.parse(key.group(3))));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static String setting(String id, String sha256, LocalDate expires) {
        return id + ":" + sha256 + (expires == null ? "" : "@" + expires);
    }

    byte[] digest() {
        return HexFormat.of().parseHex(sha256);
    }

    /** The moment from which on it opens nothing; {@link Instant#MAX} where it has no end. */
    Instant end() {
        return expires == null
                ? Instant.MAX
                : expires.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    boolean hasExpired(Instant now) {
        return !now.isBefore(end());
    }
}
