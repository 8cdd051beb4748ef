package com.nexar.fulfilment.idempotency;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a request with a key finds. */
sealed interface Claiming {

    /**
     * The key is this request's to work on.
     *
     * @param operation what an earlier one began and never answered for
     * @param operations the same of a bulk, by the place of each item; null where an item began nothing
     */
    record Ours(Claim claim, Optional<UUID> operation, List<UUID> operations) implements Claiming {

        static Ours anew(Claim claim) {
            return new Ours(claim, Optional.empty(), List.of());
        }
    }

    record Answered(StoredAnswer answer) implements Claiming {}

    record OtherBody() implements Claiming {}

    /** Another request with the same key works on it. */
    record Running() implements Claiming {}
}
