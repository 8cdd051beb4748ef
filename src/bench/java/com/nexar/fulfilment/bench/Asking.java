package com.nexar.fulfilment.bench;

/** What is asked, one after the other: each number from 0 once, from several threads. */
interface Asking {

    Ask ask(long number);

    /** Beyond the status; throws what fails the run. */
    default void look(long number, Wire.Answer answer) {}

    static Asking always(Ask ask) {
        return number -> ask;
    }
}
