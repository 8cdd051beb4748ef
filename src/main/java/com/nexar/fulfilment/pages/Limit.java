package com.nexar.fulfilment.pages;

import com.nexar.fulfilment.problems.Problem;

/** The {@code limit} of a list: 1 to 500, 100 where missing. */
public final class Limit {

    public static final int MOST = 500;
    public static final int USUAL = 100;

    private Limit() {}

    public static int of(Integer asked) {
        int limit = asked == null ? USUAL : asked;
        if (limit < 1 || limit > MOST) {
            throw Problem.invalid("limit", "must be from 1 to " + MOST + ", not " + limit);
        }
        return limit;
    }
}
