package com.nexar.fulfilment.faults;

import java.time.Duration;
import java.util.function.BiPredicate;

/**
 * What a {@link Proxy} does wrong. Towards EasyEcom it is decided per request, and only {@link Blackhole} and {@link Cut}
 * concern connections; towards PostgreSQL, {@link Delay}, {@link Throttle}, {@link Blackhole} and {@link Cut} are known.
 */
sealed interface Trouble {

    /** Every request waits before it is forwarded; it is forwarded even when its caller has given up meanwhile. */
    record Delay(Duration each) implements Trouble {}

    /** As {@link Delay}, for the next requests only: a request that comes in after its sender's patience has ended. */
    record Late(Duration by, int times) implements Trouble {}

    /** Read, never forwarded, connection closed. */
    record DropRequest(int times) implements Trouble {}

    /** Read, never forwarded, connection left hanging until the caller closes it. */
    record SwallowRequest(int times) implements Trouble {}

    /** Delivered, the answer thrown away, connection closed. */
    record DropAnswer(int times) implements Trouble {}

    /** Delivered, the answer thrown away, connection left hanging until the caller closes it. */
    record SwallowAnswer(int times) implements Trouble {}

    /** Delivered; after so many bytes of the answer a TCP reset. */
    record ResetAfter(int bytes, int times) implements Trouble {}

    /** Never forwarded; the proxy itself says no as EasyEcom would. EasyEcom's ledger does not know of it. */
    record Refuse(int times) implements Trouble {}

    /** Answers trickle. */
    record Throttle(int bytesPerSecond) implements Trouble {}

    /** Connections are taken and nothing moves any more, in either direction, until it is cleared. */
    record Blackhole() implements Trouble {}

    /** All present connections are reset, once; new ones work. */
    record Cut() implements Trouble {}

    /** The trouble hits only requests of this method and path. */
    record Only(BiPredicate<String, String> methodAndPath, Trouble trouble) implements Trouble {}

    /** The trouble hits only requests whose target or body holds this text, such as a shipment's id or AWB. */
    record About(String text, Trouble trouble) implements Trouble {}

    default Trouble about(String text) {
        return new About(text, this);
    }

    default Trouble only(BiPredicate<String, String> methodAndPath) {
        return new Only(methodAndPath, this);
    }

    default Trouble onlyAt(String path) {
        return only((method, some) -> some.equals(path));
    }
}
