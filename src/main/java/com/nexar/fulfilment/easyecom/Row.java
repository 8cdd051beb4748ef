package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A JSON object of EasyEcom's, read with tolerance: null-likes are null, numbers may be strings (contract section 10). What
 * says "if readable" gives null for garbage; the rest throws {@link Unreadable} for it.
 */
record Row(JsonNode node) {

    /** With its brand and location, and in letters of four bytes, still below what PostgreSQL takes as a key. */
    private static final int LONGEST_KEY = 500;

    private static final Set<String> NULL_LIKES =
            Set.of("", "NA", "N/A", "-", "null", "0000-00-00 00:00:00", "0000-00-00");

    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,12})?");

    /** The first of these keys that holds something. */
    String text(String... keys) {
        JsonNode value = first(keys);
        return value.isValueNode() && !value.isMissingNode() ? storable(value.asText()) : null;
    }

    /** As {@link #text}, of what is searched for: it stands in an index, which takes no long ones. */
    String key(String key) {
        return notLong(key, text(key));
    }

    /** As it stands, for words that may happen to look like a null; null only where blank or absent. */
    String word(String key) {
        JsonNode value = node.path(key);
        return value.isValueNode() && !value.isNull() ? storable(value.asText()) : null;
    }

    /** As {@link #word}, of what is searched for. */
    String keyWord(String key) {
        return notLong(key, word(key));
    }

    private static String notLong(String key, String text) {
        if (text != null && text.length() > LONGEST_KEY) {
            throw new Unreadable(key, text, "is longer than " + LONGEST_KEY + " characters");
        }
        return text;
    }

    /** PostgreSQL text holds no NUL, and one such letter must not stop a page. Null where nothing is left. */
    private static String storable(String text) {
        String left = text.replace("\u0000", "").strip();
        return left.isEmpty() ? null : left;
    }

    long id(String key) {
        Long id = wholeIfReadable(key);
        if (id == null || id <= 0) {
            throw new Unreadable(key, node.path(key), "is no id");
        }
        return id;
    }

    /** A number of pieces: whole and not negative. */
    int pieces(String key, Integer missing) {
        JsonNode value = first(key);
        if (value.isMissingNode()) {
            if (missing == null) {
                throw new Unreadable(key, "", "is missing");
            }
            return missing;
        }
        Long whole = whole(value);
        if (whole == null || whole < 0 || whole > Integer.MAX_VALUE) {
            throw new Unreadable(key, value, "is no number of pieces");
        }
        return whole.intValue();
    }

    /** Null where nothing is said. */
    BigDecimal number(String... keys) {
        JsonNode value = first(keys);
        if (value.isMissingNode()) {
            return null;
        }
        BigDecimal number = decimal(value);
        if (number == null) {
            throw new Unreadable(keys[0], value, "is no number");
        }
        return number;
    }

    BigDecimal numberIfReadable(String... keys) {
        return decimal(first(keys));
    }

    Long wholeIfReadable(String... keys) {
        return whole(first(keys));
    }

    Integer smallIfReadable(String... keys) {
        Long whole = wholeIfReadable(keys);
        return whole == null || whole != whole.intValue() ? null : Integer.valueOf(whole.intValue());
    }

    /** Null where nothing is said. */
    Instant time(String key) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        try {
            return IndianTime.read(text);
        } catch (DateTimeException e) {
            throw new Unreadable(key, text, "is no time");
        }
    }

    Instant timeIfReadable(String... keys) {
        String text = text(keys);
        try {
            return text == null ? null : IndianTime.read(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    static boolean nullLike(JsonNode value) {
        return value.isMissingNode() || value.isNull() || value.isTextual() && nullLike(value.textValue());
    }

    static boolean nullLike(String text) {
        return NULL_LIKES.contains(text.strip());
    }

    private JsonNode first(String... keys) {
        for (String key : keys) {
            JsonNode value = node.path(key);
            if (!nullLike(value)) {
                return value;
            }
        }
        return MissingNode.getInstance();
    }

    private static Long whole(JsonNode value) {
        BigDecimal number = decimal(value);
        try {
            return number == null ? null : Long.valueOf(number.longValueExact());
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static BigDecimal decimal(JsonNode value) {
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            // as long, because 1e2147483647 has a scale at the end of int
            boolean small = (long) number.precision() - number.scale() <= 18;
            return small && Math.abs((long) number.scale()) <= 340 ? number : null;
        }
        // The pattern also keeps 1e999999999 out of BigDecimal's arithmetic.
        String text = value.isTextual() ? value.textValue().strip().replace("%", "") : "";
        return DECIMAL.matcher(text).matches() ? new BigDecimal(text) : null;
    }
}
