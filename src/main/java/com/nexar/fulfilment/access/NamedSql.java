package com.nexar.fulfilment.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A statement with {@code :name} for its values, read once: for a constant.
 *
 * @param names in the order of the question marks that stand for them; one for each place
 */
public record NamedSql(String sql, List<String> names) {

    public static NamedSql of(String named) {
        List<String> names = new ArrayList<>();
        StringBuilder questions = new StringBuilder(named.length());
        int told = 0;
        for (int colon = named.indexOf(':'); colon >= 0; colon = named.indexOf(':', colon + 1)) {
            int end = endOfName(named, colon);
            if (end > 0) {
                names.add(named.substring(colon + 1, end));
                questions.append(named, told, colon).append('?');
                told = end;
            }
        }
        return new NamedSql(questions.append(named, told, named.length()).toString(), List.copyOf(names));
    }

    /** In the order of the question marks. */
    Object[] values(Map<String, ?> named) {
        Object[] values = new Object[names.size()];
        for (int n = 0; n < values.length; n++) {
            String name = names.get(n);
            if (!named.containsKey(name)) {
                throw new IllegalArgumentException("No value for :" + name + " in " + sql);
            }
            values[n] = named.get(name);
        }
        return values;
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
