package com.nexar.fulfilment.sandbox;

/** Somebody steers the sandbox with something it does not understand; answered with 400 and the message. */
final class UnusableInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableInput(String message) {
        super(message);
    }
}
