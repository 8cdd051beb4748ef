package com.nexar.fulfilment.markers;

import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.PackagedGround;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What opens doors, and who buys, in the tests' own data: nothing that we say to anybody but its owner has any of it. */
public final class Markers {

    /** All that the grounds of tests have as keys, tokens and passwords, by the names of their constants. */
    static final Set<String> SECRETS = Stream.of(Ground.class, PackagedGround.class)
            .flatMap(ground -> Arrays.stream(ground.getFields()))
            .filter(field -> field.getName().matches("\\w+_(KEYS?|TOKENS?)|PASSWORDS"))
            .flatMap(Markers::values)
            .collect(Collectors.toUnmodifiableSet());

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

    private static Stream<String> values(Field constant) {
        try {
            return constant.get(null) instanceof List<?> many
                    ? many.stream().map(String.class::cast)
                    : Stream.of((String) constant.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

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
