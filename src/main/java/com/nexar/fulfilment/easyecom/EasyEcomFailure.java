package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;

/** A call to EasyEcom that gave no record: refused, unavailable or uncertain; nothing else. */
public abstract sealed class EasyEcomFailure extends Problem
        permits EasyEcomRefused, EasyEcomUnavailable, EasyEcomUncertain {

    EasyEcomFailure(ProblemCode code, String detail, Throwable cause) {
        super(code, detail, cause);
    }
}
