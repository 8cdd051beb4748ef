package com.nexar.fulfilment.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nexar.fulfilment.brands.Location;
import com.nexar.fulfilment.operations.Operations.Intent;
import com.nexar.fulfilment.operations.Taking.Taken;
import com.nexar.fulfilment.operations.Taking.Wanted;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was in a command's way may end at any moment: it needs its own rows for that, and not the shipment's lock. */
class TakingTest {

    private static final Location HERE = new Location("zeta", "del1", "Delhi 1", "nx3000000001");
    private static final Wanted WANTED =
            new Wanted(new Intent(OperationKind.CONFIRM, List.of(7L), "nothing", "f", "wms"), false);

    /** The shipment is busy so many times, and when somebody looks with what, that has ended. */
    private static final class Busy extends Operations {

        private final int times;
        private int begun;

        Busy(int times) {
            super(null, null, null, null, null, null);
            this.times = times;
        }

        @Override
        public Optional<UUID> inOfKey() {
            return Optional.empty();
        }

        @Override
        public Optional<OpenOperation> inOpen(Location location, long shipmentId) {
            return Optional.empty();
        }

        @Override
        Optional<Lease> inBeginAlone(Location location, Intent intent) {
            return begun++ < times
                    ? Optional.empty()
                    : Optional.of(new Lease(UUID.randomUUID(), location, Lease.FIRST, 0));
        }
    }

    @Test
    void it_begins_where_what_was_in_the_way_has_just_ended() {
        Taken taken = take(new Busy(1));

        assertThat(taken.begun()).isNotNull();
        assertThat(taken.operation()).isEqualTo(taken.begun().operation());
    }

    @Test
    void busy_with_nothing_again_and_again_is_a_bug() {
        assertThatThrownBy(() -> take(new Busy(2))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void where_there_is_nothing_to_do_nothing_begins() {
        Busy operations = new Busy(0);

        Taken taken = new Taking(operations).inTake(HERE, 7, OperationKind.CONFIRM, "f", () -> null);

        assertThat(taken).isEqualTo(new Taken(null, null));
        assertThat(operations.begun).isZero();
    }

    private static Taken take(Operations operations) {
        return new Taking(operations).inTake(HERE, 7, OperationKind.CONFIRM, "f", () -> WANTED);
    }
}
