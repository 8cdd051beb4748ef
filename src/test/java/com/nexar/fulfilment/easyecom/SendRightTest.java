package com.nexar.fulfilment.easyecom;

import static com.nexar.fulfilment.easyecom.Gateways.BLR;
import static com.nexar.fulfilment.easyecom.StubServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nexar.fulfilment.brands.Tier;
import com.nexar.fulfilment.problems.ProblemCode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SendRightTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final StubServer stub = new StubServer()
            .on("/orders/holdOrders", json("{\"code\":200,\"data\":[]}"))
            .on("/orders/V2/getOrderDetails", json("{\"code\":400,\"message\":\"No Data Found\"}"));
    private final Gateways gateways = new Gateways(stub.url(), "breaker.calls=2");

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void a_write_leaves_while_the_right_lasts() {
        SendRight.run(() -> true, this::hold);
        assertThat(stub.calls()).hasSize(1);
    }

    @Test
    void a_write_whose_right_has_ended_never_leaves_and_is_surely_not_applied() {
        var unavailable = catchThrowableOfType(EasyEcomUnavailable.class, () -> SendRight.run(() -> false, this::hold));
        assertThat(unavailable.code()).isEqualTo(ProblemCode.UPSTREAM_UNAVAILABLE);
        assertThat(unavailable.kind()).isEqualTo(EasyEcomUnavailable.Kind.NOT_OURS);
        assertThat(unavailable).hasMessageContaining("the lease of this attempt had ended");
        assertThat(stub.calls()).isEmpty();
    }

    @Test
    void it_is_asked_on_the_event_loop_after_everything_that_takes_time() {
        var asked = new AtomicInteger();
        var loggedInBefore = new AtomicBoolean();
        BooleanSupplier stillOurs = () -> {
            asked.incrementAndGet();
            loggedInBefore.set(stub.logins().size() == 1);
            return io.vertx.core.Context.isOnEventLoopThread();
        };
        SendRight.run(stillOurs, this::hold);
        assertThat(asked).hasValue(1);
        assertThat(loggedInBefore).isTrue();
        assertThat(stub.calls()).hasSize(1);
    }

    @Test
    void what_was_decided_too_long_ago_does_not_leave_and_is_no_fault_of_easyecoms() {
        long past = System.nanoTime() - 1;
        var unavailable = catchThrowableOfType(EasyEcomUnavailable.class, () -> SendRight.runUntil(past, this::hold));
        assertThat(unavailable.tooOld()).isTrue();
        assertThat(stub.calls()).isEmpty();
        assertThat(gateways.connection.state(BLR).lastError()).isNull();

        SendRight.runUntil(System.nanoTime() + MINUTE, this::hold);
        assertThat(stub.calls()).hasSize(1);
    }

    @Test
    void of_two_moments_the_sooner_counts_and_the_lease_beside_it() {
        long past = System.nanoTime() - 1;
        long soon = System.nanoTime() + MINUTE;
        assertThatThrownBy(() -> SendRight.runUntil(past, () -> SendRight.runUntil(soon, this::hold)))
                .isInstanceOfSatisfying(
                        EasyEcomUnavailable.class, e -> assertThat(e.tooOld()).isTrue());
        assertThatThrownBy(() -> SendRight.runUntil(soon, () -> SendRight.runUntil(past, this::hold)))
                .isInstanceOfSatisfying(
                        EasyEcomUnavailable.class, e -> assertThat(e.tooOld()).isTrue());
        assertThatThrownBy(() -> SendRight.run(() -> false, () -> SendRight.runUntil(soon, this::hold)))
                .isInstanceOfSatisfying(
                        EasyEcomUnavailable.class, e -> assertThat(e.tooOld()).isFalse());
        assertThat(stub.calls()).isEmpty();
    }

    @Test
    void a_permit_that_comes_too_late_is_not_waited_for() {
        var counted = new Gateways(stub.url(), Clock.systemUTC(), Tier.DEFAULT, "permit-wait=10s");
        counted.connection.login(BLR);
        counted.budget.pause(BLR, Duration.ofSeconds(5));
        long start = System.nanoTime();
        assertThatThrownBy(() -> SendRight.runUntil(
                        start + Duration.ofMillis(500).toNanos(), () -> counted.orders.hold(BLR, 90210001, "short")))
                .isInstanceOfSatisfying(
                        EasyEcomUnavailable.class, e -> assertThat(e.tooOld()).isTrue());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(stub.calls()).isEmpty();
    }

    @Test
    void reads_need_no_right() {
        Optional<UpstreamShipment> nothing =
                SendRight.during(() -> false, () -> gateways.orders.shipment(BLR, 90210001));
        assertThat(nothing).isEmpty();
        assertThat(stub.calls()).hasSize(1);
    }

    @Test
    void inside_another_right_both_must_last() {
        assertThatThrownBy(() -> SendRight.run(() -> false, () -> SendRight.run(() -> true, this::hold)))
                .isInstanceOf(EasyEcomUnavailable.class);
        assertThatThrownBy(() -> SendRight.run(() -> true, () -> SendRight.run(() -> false, this::hold)))
                .isInstanceOf(EasyEcomUnavailable.class);
        assertThat(stub.calls()).isEmpty();
    }

    @Test
    void lost_rights_say_nothing_about_easyecom_and_the_connection_stays_good() {
        for (int i = 0; i < 6; i++) {
            assertThatThrownBy(() -> SendRight.run(() -> false, this::hold)).isInstanceOf(EasyEcomUnavailable.class);
        }
        assertThat(gateways.connection.state(BLR).breaker()).isEqualTo("CLOSED");
        hold();
        assertThat(stub.calls()).hasSize(1);
    }

    private void hold() {
        gateways.orders.hold(BLR, 90210001, "short");
    }
}
