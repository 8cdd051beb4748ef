package com.nexar.fulfilment.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every table with a wall is looked at, for the role that we run as. What becomes of a start as the owner: RefusedStartIT. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class WallsCheckTest {

    private static final String WALLED =
            "select relname::text from pg_class where relrowsecurity and relkind in ('r', 'p')"
                    + " and relnamespace = 'public'::regnamespace order by 1";

    @Inject
    WallsCheck check;

    @Inject
    Transactions transactions;

    @Test
    void every_wall_holds_the_application_and_none_holds_the_owner() {
        assertThat(transactions.in(Scope.CLAIMING, check::open)).isEmpty();
        try (Database owner = Database.asOwner();
                Database app = Database.asApplication()) {
            List<String> walled = owner.texts(WALLED);
            assertThat(walled).hasSizeGreaterThan(20).contains("shipments", "recipients", "webhook_endpoints");
            assertThat(app.texts(WallsCheck.OPEN)).isEmpty();
            assertThat(owner.texts(WallsCheck.OPEN)).isEqualTo(walled);
        }
    }

    @Test
    void a_start_without_walls_is_refused_unless_it_is_meant_so() {
        WallsCheck.require(List.of(), false);
        WallsCheck.require(List.of("shipments", "recipients"), true);
        assertThatThrownBy(() -> WallsCheck.require(List.of("shipments", "recipients"), false))
                .hasMessageContaining("shipments and 1 more")
                .hasMessageContaining("fulfilment.access.one-database-role=true");
    }
}
