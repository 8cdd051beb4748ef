package com.nexar.fulfilment.pages;

import com.nexar.fulfilment.problems.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Where a list goes on, opaque to callers: the sort it belongs to and the key after which the next page starts. */
public record Cursor(String sort, List<String> key) {

    private static final String SEPARATOR = "\u001f";

    public String text() {
        String plain = sort + SEPARATOR + String.join(SEPARATOR, key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** Null where the caller gave none. A cursor of another list or sort is a problem of the field {@code cursor}. */
    public static Cursor parse(String text, String sort, int parts) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<String> all = List.of(plain.split(SEPARATOR, -1));
            boolean storable = plain.indexOf('\0') < 0; // the database takes no NUL
            if (storable && all.size() == parts + 1 && all.getFirst().equals(sort)) {
                return new Cursor(sort, all.subList(1, all.size()));
            }
        } catch (IllegalArgumentException e) {
            throw bad();
        }
        throw bad();
    }

    public static Problem bad() {
        return Problem.invalid("cursor", "is not one that this list gave out with these filters; start without it");
    }
}
