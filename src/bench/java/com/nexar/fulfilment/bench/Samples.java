package com.nexar.fulfilment.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** One figure of one form, round by round. */
final class Samples {

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    double median() {
        return median(values);
    }

    /** Round by round, because what disturbs a round disturbs both. */
    Ratio over(Samples other) {
        List<Double> ratios = IntStream.range(0, values.size())
                .mapToObj(n -> values.get(n) / other.values.get(n))
                .sorted()
                .toList();
        return new Ratio(median(ratios), ratios.getFirst(), ratios.getLast());
    }

    record Ratio(double median, double least, double most) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median, least, most);
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
