package com.nexar.fulfilment.faults.agent;

import net.bytebuddy.asm.Advice;

/** Woven into the ends of a method at which a pod can be halted; never called as it stands. */
final class Passing {

    private Passing() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Origin("#t.#m") String place) {
        Switchboard.pass(place, "ENTRY");
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void leave(@Advice.Origin("#t.#m") String place, @Advice.Thrown Throwable thrown) {
        if (thrown == null) {
            Switchboard.pass(place, "RETURN");
        }
        Switchboard.pass(place, "EXIT");
    }
}
