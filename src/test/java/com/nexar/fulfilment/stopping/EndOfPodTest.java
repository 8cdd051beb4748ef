package com.nexar.fulfilment.stopping;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.Ground;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who ends when. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class EndOfPodTest {

    @Inject
    BeanManager beans;

    @Test
    void leases_of_commands_are_given_back_first_and_the_wire_between_pods_ends_last() {
        List<String> order = beans.resolveObserverMethods(new ShutdownEvent()).stream()
                .sorted(Comparator.comparing(ObserverMethod::getPriority))
                .map(each -> each.getBeanClass().getName())
                .filter(name -> name.startsWith("com.nexar.fulfilment."))
                .toList();

        assertThat(order).hasSizeGreaterThan(5);
        assertThat(order.getFirst()).isEqualTo("com.nexar.fulfilment.operations.Stopping");
        assertThat(order.getLast()).isEqualTo("com.nexar.fulfilment.changes.FeedWire");
    }
}
