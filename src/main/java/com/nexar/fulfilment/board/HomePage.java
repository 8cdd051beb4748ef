package com.nexar.fulfilment.board;

import java.util.List;

/** All locations of a key at a glance. */
record HomePage(List<Card> cards) {

    record Card(Frame.Place place, long late, long atRisk, long toDo, long held, Link link) {}

    /** How EasyEcom is connected. */
    record Link(String tone, String word, String detail) {}
}
