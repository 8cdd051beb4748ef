package com.nexar.fulfilment.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Ground.class)
class LookoutTest {

    @Inject
    Lookout lookout;

    @Inject
    Brands brands;

    @Test
    void those_locations_are_found_of_which_the_condition_is_true_and_no_others() {
        assertThat(lookout.where("l.brand = :brand and l.location <> 'wl2'", Map.of("brand", "wall")))
                .extracting(Location::ref)
                .containsExactly("wall/wl1");
        assertThat(lookout.where("true", Map.of())).containsExactlyInAnyOrderElementsOf(brands.locations());
        assertThat(lookout.where("false", Map.of())).isEmpty();
    }
}
