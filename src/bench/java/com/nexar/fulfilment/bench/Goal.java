package com.nexar.fulfilment.bench;

import java.util.function.DoublePredicate;

/** What a figure is to be. One that misses is told as such, and is no failure of the run. */
record Goal(String text, DoublePredicate reached) {

    static Goal atMost(double limit) {
        return new Goal("≤ " + Spread.number(limit), value -> value <= limit);
    }

    static Goal atLeast(double limit) {
        return new Goal("≥ " + Spread.number(limit), value -> value >= limit);
    }

    /** For whoever reads it to judge. */
    static Goal none() {
        return new Goal("reported", value -> true);
    }

    String verdict(double value) {
        return text.equals("reported") ? "–" : reached.test(value) ? "met" : "**not met**";
    }
}
