package com.nexar.fulfilment.easyecom;

import java.math.BigDecimal;

/** A parcel's weight and size; each figure may be null. */
public record UpstreamPackage(BigDecimal weightGrams, BigDecimal lengthCm, BigDecimal widthCm, BigDecimal heightCm) {}
