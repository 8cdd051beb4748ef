package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.problems.Problem;

/** EasyEcom's ids are positive whole numbers; in our paths they stand as text. */
public final class UpstreamId {

    private UpstreamId() {}

    public static long parse(String field, String text) {
        if (text == null || !text.matches("[1-9][0-9]{0,17}")) {
            throw Problem.invalid(field, "must be an EasyEcom id: digits only, such as 90210001");
        }
        return Long.parseLong(text);
    }
}
