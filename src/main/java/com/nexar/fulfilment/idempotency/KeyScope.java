package com.nexar.fulfilment.idempotency;

import com.nexar.fulfilment.brands.Location;

/** Where a key counts: the same key of another caller, or for another verb or path, is another key. */
record KeyScope(Location location, String caller, String verb, String path, String key) {

    /** Stands for all of it; the parts cannot run into one another. */
    String digest() {
        return Fingerprint.of(String.join("\n", caller, verb, path, key));
    }
}
