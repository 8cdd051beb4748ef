package com.nexar.fulfilment.easyecom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What an answer of EasyEcom's means. HTTP 200 with an error code in the body is its normal way to say no; only 400–499
 * except 401, 408 and 429 is a no, and what cannot be understood is never taken for one (design section 5).
 */
final class Envelope {

    sealed interface Verdict {
        record Ok(JsonNode root) implements Verdict {}

        /** A read that found nothing, in any of its guises. */
        record Empty() implements Verdict {}

        record Refused(int code, String message) implements Verdict {}

        /** The token is not (or no longer) good. */
        record BadToken(String message) implements Verdict {}

        /** @param dayUsedUp it is not too fast, but too much for one day (contract section 10) */
        record Throttled(String retryAfter, boolean dayUsedUp) implements Verdict {}

        /** What the gateway answers when the x-api-key is missing or wrong. */
        record BadApiKey() implements Verdict {}

        /** Not understood: a write may have been applied. */
        record Unclear(String why, Quiet quiet) implements Verdict {}
    }

    /** For how long a write whose outcome is not known may still take effect. */
    enum Quiet {
        /** It may still be under way there. */
        LONG,
        /** A complete 500, 502 or 503: it is over there. */
        SHORT
    }

    static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader();

    private static final Pattern BAD_TOKEN = Pattern.compile(
            "token is invalid|invalid (api )?token|invalid jwt|unauthori[sz]ed|unauthenticated|token (has |is )?expired");
    // The same words may be about a carrier or a marketplace. A write that was not refused for its token would be sent
    // twice, so
    // here they have to be all that is said; under another code than 401 and 403 only EasyEcom's two own texts
    // (contract section 1).
    private static final Pattern ALL_ABOUT_THE_TOKEN = Pattern.compile("((the |this )?(api |jwt |access )?token"
            + " (is |has )?(invalid|expired)|invalid (api |jwt |access )?(token|jwt)|unauthori[sz]ed( access| request| user)?"
            + "|unauthenticated)[.!]?");
    private static final Pattern TOKEN_TEXT = Pattern.compile("(token is invalid|invalid api token)[.!]?");
    private static final Pattern NOTHING = Pattern.compile(
            "^no\\b.*|.*\\bno (data|records?|results?|orders?|products?)\\b.*|unable to find.*|.*\\bnot found\\b.*");
    // "Rate limit exceeded" would be the other one.
    private static final Pattern DAY_USED_UP = Pattern.compile("^limit exceeded|daily limit|quota");
    private static final int SHOWN = 500;

    private Envelope() {}

    static Verdict read(boolean write, int status, String retryAfter, String body) {
        if (status == 401) {
            return new Verdict.BadToken(message(tree(body)));
        }
        if (status == 429) {
            return throttled(retryAfter, tree(body), body);
        }
        if (status == 408 || status >= 500) {
            return unclear(status, "HTTP " + status);
        }
        JsonNode root = tree(body);
        if (root == null) {
            return unreadable(write, status, body);
        }
        if (status == 403 && "forbidden".equals(lower(message(root)))) {
            return new Verdict.BadApiKey();
        }
        if (status >= 400) {
            int code = code(root);
            if (status == 404 && code == NONE) {
                // the gateway's word that the path is not there, which says nothing about what was asked for
                return new Verdict.Refused(404, message(root));
            }
            return byCode(write, code == NONE || code < 400 ? status : code, root, retryAfter);
        }
        if (status >= 300 || status < 200) {
            return unclear(status, "HTTP " + status);
        }
        int code = code(root);
        return code == NONE ? withoutCode(write, root) : byCode(write, code, root, retryAfter);
    }

    private static Verdict byCode(boolean write, int code, JsonNode root, String retryAfter) {
        String message = message(root);
        if (code >= 200 && code < 300) {
            return !write && root.path("data").isTextual()
                    ? text(root.path("data").textValue())
                    : new Verdict.Ok(root);
        }
        if (code == 401 || saysBadToken(write, code, message)) {
            return new Verdict.BadToken(message);
        }
        if (code == 429) {
            return throttled(retryAfter, root, message);
        }
        if (code < 400 || code == 408 || code >= 500) {
            return unclear(code, "code " + code + " in the body");
        }
        String nothing = Row.nullLike(message) ? lower(root.path("data").asText()) : lower(message);
        return !write && NOTHING.matcher(nothing).matches() ? new Verdict.Empty() : new Verdict.Refused(code, message);
    }

    /** Of 408 and 5xx nobody knows what became of the write, whatever they say; and what failed behind EasyEcom is not our token. */
    private static boolean saysBadToken(boolean write, int code, String message) {
        if (code == 408 || code >= 500) {
            return false;
        }
        String words = lower(message);
        if (!write) {
            return BAD_TOKEN.matcher(words).find();
        }
        return switch (code) {
            case NONE, 403 -> ALL_ABOUT_THE_TOKEN.matcher(words).matches();
            default -> code >= 400 && TOKEN_TEXT.matcher(words).matches();
        };
    }

    // Token and product master send no code at all; so do some errors, with an empty data and their words in message.
    private static Verdict withoutCode(boolean write, JsonNode root) {
        String message = message(root);
        JsonNode data = root.isArray() ? root : root.hasNonNull("orders") ? root.get("orders") : root.path("data");
        if (data.isContainerNode() && !data.isEmpty()) {
            return new Verdict.Ok(root);
        }
        if (saysBadToken(write, NONE, message)) {
            return new Verdict.BadToken(message);
        }
        if (write) {
            return new Verdict.Unclear("no code and no data: " + message, Quiet.LONG);
        }
        if (data.isTextual()) {
            return text(data.textValue());
        }
        boolean silent = Row.nullLike(message) || lower(message).startsWith("success");
        if (data.isArray() && silent) {
            return new Verdict.Ok(root);
        }
        return NOTHING.matcher(lower(message)).matches()
                ? new Verdict.Empty()
                : new Verdict.Unclear("no code and no data: " + message, Quiet.LONG);
    }

    private static Verdict text(String data) {
        if (BAD_TOKEN.matcher(lower(data)).find()) {
            return new Verdict.BadToken(data);
        }
        return NOTHING.matcher(lower(data)).matches() || Row.nullLike(data)
                ? new Verdict.Empty()
                : new Verdict.Unclear("a text instead of data: " + shown(data), Quiet.LONG);
    }

    private static Verdict unreadable(boolean write, int status, String body) {
        String text = body.strip();
        if (text.length() < SHOWN && !text.startsWith("<") && saysBadToken(write, NONE, text)) {
            return new Verdict.BadToken(text);
        }
        // A path that does not exist there changes nothing; for a write it might be the page of a tired gateway.
        if (status == 404 && !write) {
            return new Verdict.Refused(404, "HTTP 404 without an answer of EasyEcom's own");
        }
        String kind = text.isEmpty() ? "an empty body" : text.startsWith("<") ? "HTML" : "no readable JSON";
        return new Verdict.Unclear("HTTP " + status + " with " + kind, Quiet.LONG);
    }

    private static Verdict throttled(String retryAfter, JsonNode root, String body) {
        String words = root == null ? shown(body) : message(root);
        return new Verdict.Throttled(
                retryAfter, DAY_USED_UP.matcher(lower(words)).find());
    }

    private static Verdict unclear(int code, String why) {
        boolean settled = code == 500 || code == 502 || code == 503;
        return new Verdict.Unclear(why, settled ? Quiet.SHORT : Quiet.LONG);
    }

    private static final int NONE = -1;

    /** Of {@code code}, else of {@code status}, which may be a number, a boolean or a word (contract section 5). */
    private static int code(JsonNode root) {
        for (String key : new String[] {"code", "status"}) {
            JsonNode value = root.path(key);
            Integer number = new Row(root).smallIfReadable(key);
            if (number != null) {
                return number;
            }
            if (value.isBoolean() ? value.booleanValue() : lower(value.asText()).matches("true|success|ok")) {
                return 200;
            }
            if (!Row.nullLike(value)) {
                return 0;
            }
        }
        return NONE;
    }

    /** Null for anything but one JSON object or array. */
    static JsonNode tree(String body) {
        try {
            JsonNode root = JSON.readTree(body);
            return root.isContainerNode() ? root : null;
        } catch (JsonProcessingException | NumberFormatException e) { // the latter for 1e99999999999
            return null;
        }
    }

    private static String message(JsonNode root) {
        if (root == null) {
            return "";
        }
        String message = new Row(root).text("message", "msg", "error");
        return message == null ? "" : shown(message);
    }

    private static String shown(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    private static String lower(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT).strip();
    }
}
