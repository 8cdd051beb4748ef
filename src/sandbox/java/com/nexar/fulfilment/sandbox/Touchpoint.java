package com.nexar.fulfilment.sandbox;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One path of EasyEcom's API.
 *
 * @param open whether it exists as the switches stand; where it does not, it is 404
 */
record Touchpoint(Operation operation, boolean needsToken, Predicate<Variants> open, Function<Call, Answer> answer) {}
