package com.nexar.fulfilment.faults.agent;

/** How a method does something else than it was written to do. */
public sealed interface Alteration {

    /** The body is skipped. */
    record Instead(Body body) implements Alteration {}

    /** The body has run and returned; its result is replaced. */
    record After(Change change) implements Alteration {}

    /** The body runs with other arguments. */
    record With(Arguments arguments) implements Alteration {}

    /** @see Instead */
    interface Body {
        /** @param self null in a static method */
        Object result(Object self, Object[] arguments);
    }

    /** @see After */
    interface Change {
        Object result(Object self, Object[] arguments, Object result);
    }

    /** @see With */
    interface Arguments {
        Object[] of(Object self, Object[] arguments);
    }

    /** Nothing happens, and nothing, no or zero is the answer. */
    static Alteration skipped() {
        return new Instead((self, arguments) -> null);
    }

    static Alteration returns(Object constant) {
        return new Instead((self, arguments) -> constant);
    }
}
