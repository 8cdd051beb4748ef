package com.nexar.fulfilment.idempotency;

import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import io.quarkus.arc.Arc;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The {@code Idempotency-Key} of the request at hand, and the operation that stands for it. On a thread without a request
 * (a worker), and where the caller sent no key, there is none: nothing is found and nothing is linked.
 */
@Singleton
public class IdempotencyKey {

    /**
     * For the statement that begins an operation, with {@code begun} as its name, and {@link Linking} for the parameters {@code
     * key_scope} and {@code key_claim}: that makes the key stand for it. Gives one row, or none where there is no key.
     */
    public static final String LINK_BEGUN = Keys.LINK_BEGUN;

    /**
     * What makes the key stand for an operation; all null without a key.
     *
     * @param claim of this request
     */
    public record Linking(String scope, UUID claim) {

        public static final Linking NONE = new Linking(null, null);
    }

    private final Keys keys;
    private final Instance<KeyedRequest> request;

    IdempotencyKey(Keys keys, Instance<KeyedRequest> request) {
        this.keys = keys;
        this.request = request;
    }

    /**
     * The operation that this request's key has begun: in an earlier request that died or got no answer worth storing, or in
     * this one. Whoever finds one that is about the same shipment joins it, and begins anew only where it surely had no effect.
     */
    public Optional<UUID> operation() {
        return current().flatMap(KeyedRequest::operation);
    }

    /**
     * In the caller's transaction: from its commit on, the key stands for this operation; the latest counts. Where another
     * request has taken the key over meanwhile it throws {@code idempotency-key-in-progress}, so that nothing begins.
     */
    public void inBegan(UUID operation) {
        current()
                .ifPresent(current -> current.claim().ifPresent(claim -> {
                    if (!keys.inLink(claim, operation)) {
                        throw inProgress();
                    }
                    current.linked(operation);
                }));
    }

    /** For {@link #LINK_BEGUN}, and to be followed by {@link #began}. */
    public Linking linking() {
        return current()
                .flatMap(KeyedRequest::claim)
                .map(claim -> new Linking(claim.scope(), claim.token()))
                .orElse(Linking.NONE);
    }

    /**
     * The statement with {@link #LINK_BEGUN} has begun this one. Throws as {@link #inBegan(UUID)}.
     *
     * @param linked whether it gave a row
     */
    public void began(UUID operation, Linking by, boolean linked) {
        if (by.claim() == null) {
            return;
        }
        if (!linked) {
            throw inProgress();
        }
        current().ifPresent(current -> current.linked(operation));
    }

    /** The same of a bulk: the operation that its item at this place has begun in an earlier request that died. */
    public Optional<UUID> operation(int place) {
        return current().flatMap(current -> current.operation(place));
    }

    /** As {@link #inBegan(UUID)} for a bulk: by the place of each item; null where an item began nothing. */
    public void inBegan(List<UUID> operations) {
        current()
                .flatMap(KeyedRequest::claim)
                .filter(claim -> !keys.inLink(claim, operations))
                .ifPresent(lost -> {
                    throw inProgress();
                });
    }

    static Problem inProgress() {
        return new Problem(
                        ProblemCode.IDEMPOTENCY_KEY_IN_PROGRESS,
                        "Another request with this Idempotency-Key is still being worked on; nothing was done for this one."
                                + " Ask again with the same key for its answer.")
                .withRetryAfter(IdempotencyFilter.SOON);
    }

    private Optional<KeyedRequest> current() {
        return Arc.container().requestContext().isActive() ? Optional.of(request.get()) : Optional.empty();
    }
}
