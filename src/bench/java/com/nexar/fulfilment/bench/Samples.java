package com.nexar.fulfilment.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/** One figure of one competitor, round by round. */
final class Samples {

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    List<Double> all() {
        return List.copyOf(values);
    }

    double median() {
        return spread().median();
    }

    Spread spread() {
        return Spread.of(values);
    }

    /** Round by round, because what disturbs a round disturbs both. */
    Spread over(Samples other) {
        return with(other, (one, two) -> one / two);
    }

    /** Round by round. */
    Spread minus(Samples other) {
        return with(other, (one, two) -> one - two);
    }

    private Spread with(Samples other, DoubleBinaryOperator operator) {
        if (values.size() != other.values.size()) {
            throw new IllegalArgumentException(values.size() + " rounds beside " + other.values.size());
        }
        return Spread.of(IntStream.range(0, values.size())
                .mapToObj(n -> operator.applyAsDouble(values.get(n), other.values.get(n)))
                .toList());
    }
}
