package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.problems.ProblemCode;

/** EasyEcom said no: a code of 400–499 except 401, 408 and 429. Nothing was applied; the same again gets the same answer. */
public final class EasyEcomRefused extends EasyEcomFailure {

    /** @param message EasyEcom's words, also in {@link #upstream()} */
    public EasyEcomRefused(String detail, int code, String message) {
        super(ProblemCode.UPSTREAM_REFUSED, detail, null);
        withUpstream(code, message);
    }
}
