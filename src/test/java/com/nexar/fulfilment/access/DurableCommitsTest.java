package com.nexar.fulfilment.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

/** What is committed is on the disk, also in a database (as the tests' one) that was told not to wait for it. */
@QuarkusTest
class DurableCommitsTest {

    private static final String SETTING = "show synchronous_commit";

    @Inject
    Transactions transactions;

    @Inject
    EntityManager entities;

    @Test
    void a_transaction_waits_for_its_commit_to_be_on_the_disk() {
        try (Database careless = Database.asApplication()) {
            assertThat(careless.text(SETTING)).isEqualTo("off");
        }

        String ours = transactions.in(Scope.CLAIMING, () ->
                (String) entities.createNativeQuery(SETTING, String.class).getSingleResult());

        assertThat(ours).isEqualTo("on");
    }
}
