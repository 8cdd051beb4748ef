package com.nexar.fulfilment.board;

import java.util.List;

/** All locations of a key at a glance. */
record HomePage(List<Card> cards) {

    /** @param paused what an operator holds back, and why; empty where nothing is */
    record Card(Frame.Place place, long late, long atRisk, long toDo, long held, Link link, String paused) {}

    /** How EasyEcom is connected. */
    record Link(String tone, String word, String detail) {}
}
