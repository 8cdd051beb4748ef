package com.nexar.fulfilment.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Everything the contract is unsure about, one switch each (contract (a) and (b)). The first value is the default. */
enum Switch {
    BAD_CREDENTIALS_STATUS("200", "401"),
    BAD_TOKEN("401", "body-401"),
    MISSING_KEY_STATUS("403", "401"),
    TOKEN_LOCKOUT_STATUS("403", "429"),
    TOKEN_LOCKOUT(Pattern.DURATION, "PT60S"),
    TOKEN_SHAPE("nested", "without-expires-in", "flat"),
    TOKEN_LIFETIME(Pattern.DURATION, "P90D"),
    PRODUCTS_MAX_LIMIT("200", "10"),
    PRODUCTS_REPEAT_ACROSS_PAGES("off", "on"),
    ORDERS_WRAPPER("data-orders", "data-list", "orders"),
    ORDERS_EMPTY("empty-list", "no-data-string", "code-400"),
    ORDERS_MAX_LIMIT("250", "100", "50"),
    ORDERS_DEFAULT_FILTER("everything", "invoiced-only"),
    ORDERS_REPEAT_ACROSS_PAGES("off", "on"),
    ORDERS_HISTORY("on-request", "never"),
    DETAILS_HISTORY("shown", "empty", "null"),
    STATUS_FILTER("honoured", "ignored"),
    UPDATED_WINDOW_CAP("on", "off"),
    NEXT_URL("relative", "absolute"),
    EXTRA_LAST_PAGE("off", "on"),
    PII("shown", "blank"),
    BUMP_ON_HOLD("yes", "no"),
    BUMP_ON_CANCEL("yes", "no"),
    BUMP_ON_CONFIRM_FAIL("yes", "no"),
    ASSIGN_PATH("/Carrier/assignAWB", "/Carriers/assignAWB", "/Carrier/V2/assignAWB"),
    ASSIGN_AGAIN("refuse", "overwrite", "idempotent"),
    ASSIGN_DATA("list", "object"),
    UNASSIGN("on", "off"),
    CONFIRM_VERB("post-query", "get-query", "post-json", "any"),
    CONFIRM_REPLY("code", "status", "status-true"),
    CONFIRM_AGAIN("refuse", "no-op"),
    CONFIRM_AFTER_FAIL("accept", "refuse"),
    CONFIRM_SCOPE("all-open", "first", "error"),
    CONFIRM_DURATION(Pattern.RANGE, "0-20000"),
    CONFIRM_FAIL_PROBABILITY(Pattern.PROBABILITY, "0"),
    CONFIRM_FAIL_ROW("stays-confirmed", "back-to-open"),
    DOCUMENTS_SHAPE("data-documents", "data", "data-list"),
    DOCUMENTS_NOT_READY("null", "code-400"),
    DOCUMENTS_PATH("/orders/documents", "none"),
    DOCUMENT_PADDING(Pattern.NUMBER, "0"),
    MANIFEST_PATH("/Manifest/generateManifest", "/orders/generateManifest", "/manifest/generate", "/generateManifest"),
    MANIFEST_REPLY("data", "document", "message-only", "async"),
    MANIFEST_ASYNC_DURATION(Pattern.DURATION, "PT3S"),
    MANIFEST_PARTIAL("all-or-nothing", "per-awb", "skip"),
    TRACKING_PATH("both", "v2", "v1"),
    TRACKING_UNKNOWN("refuse", "ignore"),
    CANCEL_REFUSAL("already-shipped", "cannot-be-cancelled"),
    CANCEL_STATUS_ID("9", "stale"),
    CANCEL_DATA("object", "list"),
    REPEATS("refuse", "take-effect"),
    RATE_BODY("json", "text"),
    RETRY_AFTER("off", "on"),
    QUOTA_RESET("utc", "ist", "rolling"),
    WEBHOOK_AUTH("access-token", "bearer", "none"),
    WEBHOOK_DUPLICATES("off", "on"),
    WEBHOOK_ORDER("in-order", "reversed");

    /** Switches that take any value of a kind instead of one of a list. */
    private enum Pattern {
        DURATION("P.+"),
        RANGE("\\d+-\\d+"),
        PROBABILITY("0|1|0?\\.\\d+|[01]\\.0+"),
        NUMBER("\\d{1,8}");

        private final String regex;

        Pattern(String regex) {
            this.regex = regex;
        }
    }

    private final Pattern pattern;
    private final List<String> values;

    Switch(String... values) {
        this.pattern = null;
        this.values = List.of(values);
    }

    Switch(Pattern pattern, String byDefault) {
        this.pattern = pattern;
        this.values = List.of(byDefault);
    }

    /** As it is written in {@code POST /sandbox/variants}: lower case with hyphens. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String byDefault() {
        return values.getFirst();
    }

    boolean allows(String value) {
        return pattern == null ? values.contains(value) : value.matches(pattern.regex);
    }

    List<String> choices() {
        return pattern == null ? values : List.of("<" + pattern.name().toLowerCase(Locale.ROOT) + ">");
    }

    static Optional<Switch> of(String key) {
        for (Switch each : values()) {
            if (each.key().equals(key)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
