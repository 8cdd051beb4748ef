package com.nexar.fulfilment.logs;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out of a text what does not belong into a log. */
final class Masking {

    static final String MASK = "***";

    /** Shorter ones would take out parts of usual words. */
    private static final int SHORTEST_SECRET = 6;

    private record Rule(Pattern what, String instead) {}

    /** Each bounded, so that a text made for it costs neither the stack nor minutes. */
    private static final String QUOTED = "\"(?:[^\"\\\\]++|\\\\.){0,500}+\"?";

    private static final String QUOTED_WITHIN = "\\\\\"(?:[^\"\\\\]++|\\\\[^\"]){0,500}+(?:\\\\\")?";
    private static final String WORD = "(?<![\\w-])[\\w-]{0,40}";
    private static final String VALUE = "(?:" + QUOTED + "|'[^']*+'|[^\\s,;&})\\]\"']++)";

    private static final List<Rule> RULES = List.of(
            // a key with its scheme, a token of EasyEcom's, a webhook's secret
            rule("(?i)\\b(bearer|basic)\\s+[\\w.~+/=-]{4,}", "$1 " + MASK),
            rule("\\beyJ[\\w-]++(\\.[\\w-]++)*+", MASK),
            rule("\\bwhsec_[\\w+/=-]++", MASK),
            rule("\\bffk_(\\w{12})_\\w++", "ffk_$1_" + MASK),
            rule(
                    "(?i)(" + WORD
                            + "(?:password|passwd|secret|token|api[_-]?key|authorization))(\\\\?[\"']?\\s*[:=]\\s*)"
                            + VALUE,
                    "$1$2" + MASK),
            // JSON, EasyEcom's and ours; also where it is quoted inside of another
            rule(
                    "(?i)(\\\\?\"[\\w-]{0,40}(?:name|phone|mobile|contact_?num(?:ber)?|e-?mail|address\\w{0,10}|line_?[12]|street"
                            + "|landmark|city|pin_?code|postal_?code)\\\\?\"\\s*:\\s*)(?:" + QUOTED_WITHIN + "|"
                            + QUOTED
                            + "|[\\w.+-]++)",
                    "$1\"" + MASK + "\""),
            // key=value
            rule("(?i)\\b((?:phone|mobile|contact_?num|e-?mail)\\s*[=:]\\s*)" + VALUE, "$1" + MASK),
            // our own records
            rule("\\b(ShipTo|UpstreamAddress|Recipient)\\[[^\\]]*+\\]", "$1[" + MASK + "]"),
            // what PostgreSQL says of a row that it refuses
            rule("(?s)(Failing row contains \\().*?\\)\\.?(?=\\s*(?:\\R|$|\\]))", "$1" + MASK + ")"),
            rule("(JSON data, line \\d+: )[^\\r\\n]*+", "$1" + MASK),
            rule("(?<![\\w.+-])[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8}", MASK + "@" + MASK),
            // Indian mobile numbers; an AWB may look the same, and says what it is
            rule("(?<![\\w.-])(?<!AWB )(?:\\+?91[ -]?|0)?[6-9]\\d{4}[ -]?\\d{5}(?![\\w-])", MASK));

    private final List<String> secrets;

    Masking(Collection<String> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    String of(String text) {
        if (text == null) {
            return null;
        }
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        for (Rule rule : RULES) {
            Matcher found = rule.what().matcher(masked);
            masked = found.find() ? found.replaceAll(rule.instead()) : masked;
        }
        return masked;
    }

    private static Rule rule(String what, String instead) {
        return new Rule(Pattern.compile(what), instead);
    }
}
