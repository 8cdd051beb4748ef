package com.nexar.fulfilment.orders;

import com.nexar.fulfilment.easyecom.UpstreamPackage;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;

/** Size and weight of the parcel: grams and centimetres. */
@RegisterForReflection
record Parcel(BigDecimal weightGrams, BigDecimal lengthCm, BigDecimal widthCm, BigDecimal heightCm) {

    static Parcel of(UpstreamPackage parcel) {
        return parcel == null
                ? null
                : new Parcel(parcel.weightGrams(), parcel.lengthCm(), parcel.widthCm(), parcel.heightCm());
    }
}
