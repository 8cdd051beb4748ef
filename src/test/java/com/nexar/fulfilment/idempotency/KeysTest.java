package com.nexar.fulfilment.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.OperationKind;
import com.nexar.fulfilment.operations.Operations;
import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to a key between its request and its answer, pods dying included. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class KeysTest {

    private static final StoredAnswer ANSWER = new StoredAnswer(200, "application/json", null, new byte[] {'{', '}'});

    @Inject
    Keys keys;

    @Inject
    ClaimsInHand inHand;

    @Inject
    ForgettingJob forgetting;

    @Inject
    IdempotencyKey door;

    @Inject
    KeyedRequest request;

    @Inject
    Operations operations;

    @Inject
    Transactions transactions;

    @Inject
    Brands brands;

    private final Database owner = Database.asOwner();
    private final String key = UUID.randomUUID().toString();
    private Location location;

    @BeforeEach
    void find() {
        location = brands.location("zeta", "del1").orElseThrow();
    }

    @AfterEach
    void close() {
        owner.close();
    }

    @Test
    void without_a_key_and_without_a_request_nothing_is_found_and_nothing_linked() {
        assertThat(door.operation()).isEmpty();
        transactions.run(location, () -> door.inBegan(UUID.randomUUID()));

        CompletableFuture<Optional<UUID>> elsewhere = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            transactions.run(location, () -> door.inBegan(UUID.randomUUID()));
            elsewhere.complete(door.operation());
        });
        assertThat(elsewhere.join()).isEmpty();
    }

    @Test
    void the_operation_that_a_dead_pod_began_is_what_the_same_key_finds() {
        UUID operation = UUID.randomUUID();
        begin();
        assertThat(door.operation()).isEmpty();
        transactions.run(location, () -> door.inBegan(operation));
        assertThat(door.operation()).contains(operation);
        endLease();

        assertThat(ours().operation()).contains(operation);
    }

    @Test
    void a_beginning_that_rolls_back_leaves_no_link() {
        begin();
        assertThatThrownBy(() -> transactions.run(location, () -> {
                    door.inBegan(UUID.randomUUID());
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        endLease();

        assertThat(ours().operation()).isEmpty();
    }

    @Test
    void a_request_whose_key_was_taken_over_begins_nothing_and_stores_nothing() {
        Claim late = begin();
        endLease();
        Claim now = ours().claim();

        assertThatThrownBy(() -> transactions.run(location, () -> door.inBegan(UUID.randomUUID())))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.code()).isEqualTo(ProblemCode.IDEMPOTENCY_KEY_IN_PROGRESS));
        keys.answer(late, ANSWER, false);
        keys.release(late);
        keys.renew(List.of(late.token()));
        assertThat(claim()).isInstanceOf(Claiming.Running.class);

        keys.answer(now, ANSWER, false);
        assertThat(claim()).isInstanceOf(Claiming.Answered.class);
    }

    @Test
    void an_operation_does_not_begin_where_its_key_was_taken_over() {
        begin();
        endLease();
        ours();
        String fingerprint = "late " + key;
        Operations.Intent intent =
                new Operations.Intent(OperationKind.TRACK, List.of(1L), Map.of(), fingerprint, "zeta-wms");

        assertThatThrownBy(() -> transactions.run(location, () -> operations.inQueue(location, intent)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.code()).isEqualTo(ProblemCode.IDEMPOTENCY_KEY_IN_PROGRESS));

        assertThat(owner.number("select count(*) from operations where fingerprint = ?", fingerprint))
                .isZero();
        assertThat(door.operation()).isEmpty();
    }

    @Test
    void what_was_begun_stays_known_where_the_answer_is_not_kept() {
        UUID operation = UUID.randomUUID();
        Claim claim = begin();
        transactions.run(location, () -> door.inBegan(operation));

        keys.release(claim);

        assertThat(ours().operation()).contains(operation);
    }

    @Test
    void a_key_that_began_nothing_is_forgotten_where_the_answer_is_not_kept() {
        keys.release(ours().claim());

        assertThat(keys.claim(scope(), "another body")).isInstanceOf(Claiming.Ours.class);
    }

    @Test
    void a_request_that_runs_keeps_its_key() {
        Claim claim = ours().claim();
        inHand.take(claim);
        endLease();
        inHand.renew();
        assertThat(claim()).isInstanceOf(Claiming.Running.class);

        inHand.drop(claim);
        endLease();
        inHand.renew();
        assertThat(claim()).isInstanceOf(Claiming.Ours.class);
    }

    @Test
    void an_answer_is_kept_for_its_time_and_then_its_key_is_a_new_one() {
        keys.answer(ours().claim(), ANSWER, false);
        assertThat(owner.number(
                        "select extract(epoch from expires_at - answered_at)::bigint from idempotency_keys where key = ?",
                        key))
                .isEqualTo(7 * 24 * 3600);
        expire();

        assertThat(keys.claim(scope(), "another body")).isInstanceOf(Claiming.Ours.class);
    }

    @Test
    void the_sweep_deletes_what_has_expired_and_nothing_else() {
        keys.answer(ours().claim(), ANSWER, false);
        forgetting.forget();
        assertThat(rows()).isOne();
        expire();

        forgetting.forget();

        assertThat(rows()).isZero();
    }

    @Test
    void the_sweep_leaves_a_key_that_is_worked_on() {
        ours();
        expire();

        forgetting.forget();

        assertThat(rows()).isOne();
    }

    @Test
    void the_sweep_takes_more_than_a_batch() {
        owner.run("""
                insert into idempotency_keys (brand, location, scope, caller, verb, path, key, fingerprint, claim, lease_until, created_at, expires_at)
                select 'zeta', 'del1', gen_random_uuid()::text, 'c', 'POST', '/p', ?, 'f', gen_random_uuid(), '-infinity', now(), now()
                from generate_series(1, 1200)""", key);

        forgetting.forget();

        assertThat(rows()).isZero();
    }

    private Claim begin() {
        Claiming.Ours ours = ours();
        request.begin(ours);
        return ours.claim();
    }

    private Claiming.Ours ours() {
        return (Claiming.Ours) claim();
    }

    private Claiming claim() {
        return keys.claim(scope(), "body");
    }

    private KeyScope scope() {
        return new KeyScope(location, "zeta-wms", "POST", "/v1/somewhere", key);
    }

    private long rows() {
        return owner.number("select count(*) from idempotency_keys where key = ?", key);
    }

    private void endLease() {
        owner.run("update idempotency_keys set lease_until = clock_timestamp() where key = ?", key);
    }

    private void expire() {
        owner.run("update idempotency_keys set expires_at = clock_timestamp() where key = ?", key);
    }
}
