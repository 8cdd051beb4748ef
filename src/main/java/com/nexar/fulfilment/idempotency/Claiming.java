package com.nexar.fulfilment.idempotency;

import java.util.Optional;
import java.util.UUID;

/** What a request with a key finds. */
sealed interface Claiming {

    /** The key is this request's to work on; {@code operation} is what an earlier one began and never answered for. */
    record Ours(Claim claim, Optional<UUID> operation) implements Claiming {}

    record Answered(StoredAnswer answer) implements Claiming {}

    record OtherBody() implements Claiming {}

    /** Another request with the same key works on it. */
    record Running() implements Claiming {}
}
