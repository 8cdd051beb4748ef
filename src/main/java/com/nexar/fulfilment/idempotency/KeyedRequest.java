package com.nexar.fulfilment.idempotency;

import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The request at hand, if it came with a key: its claim, until its answer is known. */
@RequestScoped
class KeyedRequest {

    private Claim claim;
    private UUID operation;
    private List<UUID> operations = List.of();

    void begin(Claiming.Ours ours) {
        claim = ours.claim();
        operation = ours.operation().orElse(null);
        operations = ours.operations();
    }

    void linked(UUID operation) {
        this.operation = operation;
    }

    Optional<Claim> claim() {
        return Optional.ofNullable(claim);
    }

    Optional<UUID> operation() {
        return Optional.ofNullable(operation);
    }

    /** Of a bulk, what its item at this place began. */
    Optional<UUID> operation(int place) {
        return place < operations.size() ? Optional.ofNullable(operations.get(place)) : Optional.empty();
    }

    /** The claim, once: an answer is settled only once, however often filters run. */
    Optional<Claim> end() {
        Optional<Claim> ended = claim();
        claim = null;
        operation = null;
        operations = List.of();
        return ended;
    }
}
