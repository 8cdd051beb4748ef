package com.nexar.fulfilment.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** When two orders for a bundle are the same. */
class WantedTest {

    @Test
    void the_same_papers_in_the_same_order_have_the_same_fingerprint_and_others_another() {
        String usual = fingerprint(List.of("1", "2"), null);

        assertThat(fingerprint(List.of("1", "2"), List.of("label", "invoice"))).isEqualTo(usual);
        assertThat(fingerprint(List.of("2", "1"), null)).isNotEqualTo(usual);
        assertThat(fingerprint(List.of("1", "2"), List.of("invoice", "label"))).isNotEqualTo(usual);
        assertThat(fingerprint(List.of("1"), null)).isNotEqualTo(usual);
        assertThat(fingerprint(List.of("1", "2"), List.of("label"))).isNotEqualTo(usual);
    }

    private static String fingerprint(List<String> ids, List<String> types) {
        return Wanted.of(new MakeBundle(ids, types)).fingerprint();
    }
}
