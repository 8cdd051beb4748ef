package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.problems.Problem;
import java.util.regex.Pattern;

/** EasyEcom's ids are positive whole numbers; in our paths they stand as text. */
public final class UpstreamId {

    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    private UpstreamId() {}

    public static long parse(String field, String text) {
        if (text == null || !ID.matcher(text).matches()) {
            throw Problem.invalid(field, "must be an EasyEcom id: digits only, such as 90210001");
        }
        return Long.parseLong(text);
    }
}
