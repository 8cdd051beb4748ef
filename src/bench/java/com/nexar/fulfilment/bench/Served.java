package com.nexar.fulfilment.bench;

import java.util.Arrays;
import java.util.List;

/** What came of a load: all of it was answered rightly, or there is none of this. @param nanos sorted, one for each request */
record Served(double seconds, long[] nanos) {

    static Served of(double seconds, List<long[]> nanos) {
        long[] all = nanos.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Served(seconds, all);
    }

    long count() {
        return nanos.length;
    }

    double perSecond() {
        return count() / seconds;
    }

    /** @param share such as 0.5 */
    double millis(double share) {
        return nanos.length == 0
                ? Double.NaN
                : nanos[(int) Math.min(nanos.length - 1L, Math.round(share * nanos.length))] / 1e6;
    }
}
