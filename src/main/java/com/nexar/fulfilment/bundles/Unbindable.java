package com.nexar.fulfilment.bundles;

/** A PDF that cannot be put with others; nothing of it is in the bundle. */
final class Unbindable extends Exception {

    private final String reason;

    /** @param reason as in {@link BundleView.Missing} */
    Unbindable(String reason, String detail, Throwable cause) {
        super(detail, cause);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
