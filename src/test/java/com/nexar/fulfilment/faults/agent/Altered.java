package com.nexar.fulfilment.faults.agent;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Woven into a method that behaves otherwise; never called as it stands. */
final class Altered {

    private Altered() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter(
            @Advice.Origin("#t.#m") String place,
            @Advice.This(optional = true) Object self,
            @Advice.AllArguments(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object[] arguments) {
        arguments = Switchboard.arguments(place, self, arguments);
        return Switchboard.skips(place, arguments);
    }

    @Advice.OnMethodExit
    static void leave(
            @Advice.Enter boolean skipped,
            @Advice.Origin("#t.#m") String place,
            @Advice.This(optional = true) Object self,
            @Advice.AllArguments Object[] arguments,
            @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object result) {
        result = Switchboard.result(place, self, arguments, result, skipped);
    }
}
