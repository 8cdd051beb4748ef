package com.nexar.fulfilment.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** In each round everyone has one turn, in an order that moves on, so that nobody always comes after the same one. */
final class Rounds {

    interface Turn<T> {
        void take(int round, T who) throws Exception;
    }

    private Rounds() {}

    static <T> void inTurns(int rounds, List<T> all, Turn<T> turn) throws Exception {
        for (int round = 0; round < rounds; round++) {
            List<T> order = new ArrayList<>(all);
            Collections.rotate(order, round);
            for (T who : order) {
                turn.take(round, who);
            }
        }
    }
}
