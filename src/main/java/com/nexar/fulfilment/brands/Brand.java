package com.nexar.fulfilment.brands;

import java.util.List;

/** A seller with one EasyEcom account. */
public record Brand(String code, EasyEcomAccount easyecom, List<Location> locations) {}
