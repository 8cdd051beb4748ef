package com.nexar.fulfilment.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement with {@code ?} in place of names.
 *
 * @param values in the order of the question marks; one for each place where its name stood
 */
record NamedValues(String sql, Object[] values) {

    /** Not the second colon of a cast, nor one in a time of day. */
    private static final Pattern NAME = Pattern.compile("(?<![:\\w]):([a-zA-Z]\\w*)");

    static NamedValues of(String sql, Map<String, ?> named) {
        List<Object> values = new ArrayList<>();
        String questions = NAME.matcher(sql).replaceAll(found -> {
            String name = found.group(1);
            if (!named.containsKey(name)) {
                throw new IllegalArgumentException("No value for :" + name + " in " + sql);
            }
            values.add(named.get(name));
            return Matcher.quoteReplacement("?");
        });
        return new NamedValues(questions, values.toArray());
    }
}
