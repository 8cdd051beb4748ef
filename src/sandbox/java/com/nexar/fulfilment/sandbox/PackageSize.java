package com.nexar.fulfilment.sandbox;

/** Grams and centimetres as they were sent; EasyEcom does not check them. */
record PackageSize(String weight, String height, String length, String width) {}
