package com.nexar.fulfilment.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A statement with {@code ?} in place of names.
 *
 * @param values in the order of the question marks; one for each place where its name stood
 */
record NamedValues(String sql, Object[] values) {

    static NamedValues of(String sql, Map<String, ?> named) {
        List<Object> values = new ArrayList<>();
        StringBuilder questions = new StringBuilder(sql.length());
        int told = 0;
        for (int colon = sql.indexOf(':'); colon >= 0; colon = sql.indexOf(':', colon + 1)) {
            int end = endOfName(sql, colon);
            if (end > 0) {
                String name = sql.substring(colon + 1, end);
                if (!named.containsKey(name)) {
                    throw new IllegalArgumentException("No value for :" + name + " in " + sql);
                }
                values.add(named.get(name));
                questions.append(sql, told, colon).append('?');
                told = end;
            }
        }
        return new NamedValues(questions.append(sql, told, sql.length()).toString(), values.toArray());
    }

    /** 0 where no name begins: at the second colon of a cast, and at one in a time of day. */
    private static int endOfName(String sql, int colon) {
        boolean begins = colon == 0 || sql.charAt(colon - 1) != ':' && !isWord(sql.charAt(colon - 1));
        int end = colon + 1;
        if (!begins || end == sql.length() || !isLetter(sql.charAt(end))) {
            return 0;
        }
        while (end < sql.length() && isWord(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isWord(char each) {
        return each == '_' || each >= '0' && each <= '9' || isLetter(each);
    }

    private static boolean isLetter(char each) {
        return each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z';
    }
}
