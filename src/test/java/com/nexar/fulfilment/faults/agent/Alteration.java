package com.nexar.fulfilment.faults.agent;

import java.util.function.Predicate;

/** How a method does something else than it was written to do. */
public sealed interface Alteration {

    /** The body is skipped, where the arguments are such; elsewhere it runs as it was written. */
    record Instead(Predicate<Object[]> where, Body body) implements Alteration {}

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

    static Alteration instead(Body body) {
        return new Instead(arguments -> true, body);
    }

    static Alteration insteadWhere(Predicate<Object[]> where, Body body) {
        return new Instead(where, body);
    }

    /** Nothing happens, and nothing, no or zero is the answer. */
    static Alteration skipped() {
        return returns(null);
    }

    static Alteration returns(Object constant) {
        return instead((self, arguments) -> constant);
    }

    static Alteration after(Change change) {
        return new After(change);
    }

    static Alteration with(Arguments arguments) {
        return new With(arguments);
    }
}
