package com.nexar.fulfilment.access;

/**
 * HQL for "one of these" with one array, {@code Long[]} or {@code String[]}. As a list with {@code in} the query is written anew for
 * each number of values, and never kept: by Hibernate nor by the driver. Nor is one kept whose parameter is a function's last argument,
 * as that might be a list; hence the third.
 */
public final class Among {

    private Among() {}

    /** @param parameter such as {@code ?2} */
    public static String them(String path, String parameter) {
        return "cast(sql('(? = any(?) and ?)', " + path + ", " + parameter + ", true) as Boolean) = true";
    }
}
