package com.nexar.fulfilment.markers;

import com.nexar.fulfilment.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What opens doors, and who buys, in the tests' own data: nothing that we say to anybody but its owner has any of it. */
public final class Markers {

    private static final List<String> SECRETS = List.of(
            // EasyEcom's, of the tests' brands
            "demo-api-key-0000",
            "zeta-api-key",
            "walk-api-key",
            "dusk-api-key-5c1f",
            "gale-api-key",
            "gold-api-key",
            "silver-api-key",
            "bronze-api-key",
            "hook-api-key",
            "deck-api-key",
            "clinic-api-key",
            "pauper-api-key",
            "mill-api-key",
            "demo-password",
            "wrong-password",
            // the callers'
            Ground.ACME_KEY,
            Ground.BLR1_KEY,
            Ground.ZETA_KEY,
            Ground.WALK_KEY,
            Ground.DUSK_KEY,
            Ground.GALE_KEY,
            Ground.GOLD_KEY,
            Ground.SILVER_KEY,
            Ground.BRONZE_KEY,
            Ground.HOOK_KEY,
            Ground.DOCTOR_KEY,
            Ground.DECK_KEY,
            Ground.PUNE_KEY,
            Ground.MILL_KEY,
            Ground.OPERATOR_KEY,
            Ground.ZETA_OPERATOR_KEY,
            Ground.BLR1_OPERATOR_KEY,
            Ground.WALL_KEY,
            Ground.WALL_1_KEY,
            Ground.WALL_1_OPERATOR_KEY,
            Ground.MOAT_KEY,
            Ground.MOAT_OPERATOR_KEY,
            Ground.MILL_OPERATOR_KEY,
            // EasyEcom's words to us
            Ground.HOOK_TOKEN,
            Ground.MILL_TOKEN);

    /** Tokens, secrets of webhooks, and the buyers of the sandbox: each of its orders has one of these. */
    private static final List<Pattern> FORMS = List.of(
            Pattern.compile("eyJ[\\w-]{10,}\\.[\\w-]+"),
            Pattern.compile("whsec_[\\w+/=-]{10,}"),
            Pattern.compile("Demo Tower"),
            Pattern.compile("Demo Buyer"),
            Pattern.compile("\\b(Asha|Ravi|Meera|Kiran|Devi|Arjun|Nila|Sunil) Demo\\b"),
            Pattern.compile("(?<![\\w-])90000\\d{5}(?![\\w-])"),
            Pattern.compile("buyer@example\\.com"));

    private Markers() {}

    /** The markers in a text; empty where there is none. */
    public static List<String> in(String text) {
        List<String> found = new ArrayList<>();
        for (String secret : SECRETS) {
            if (text.contains(secret)) {
                found.add(secret);
            }
        }
        for (Pattern form : FORMS) {
            Matcher matcher = form.matcher(text);
            if (matcher.find()) {
                found.add(matcher.group());
            }
        }
        return found;
    }

    /** @param what is said to whom */
    public static void mustNotBeIn(String what, String text) {
        List<String> found = in(text);
        if (!found.isEmpty()) {
            throw new AssertionError(what + " shows " + found + ": " + text);
        }
    }
}
