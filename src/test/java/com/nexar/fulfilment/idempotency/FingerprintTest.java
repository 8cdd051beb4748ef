package com.nexar.fulfilment.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Equal bodies have equal fingerprints, and only they. */
class FingerprintTest {

    @Test
    void the_order_of_fields_and_the_space_between_them_mean_nothing_at_any_depth() {
        assertThat(of("{\"a\":1,\"b\":[{\"x\":1,\"y\":{\"p\":null,\"q\":true}}]}"))
                .isEqualTo(of(" {\n\"b\" : [{\"y\":{\"q\":true,\"p\":null},\"x\":1}], \"a\":1 }"));
    }

    @Test
    void values_types_and_the_order_of_lists_do() {
        assertThat(of("{\"a\":[1,2]}")).isNotEqualTo(of("{\"a\":[2,1]}"));
        assertThat(of("{\"a\":1}")).isNotEqualTo(of("{\"a\":\"1\"}"));
        assertThat(of("{\"a\":null}")).isNotEqualTo(of("{}"));
        assertThat(of("{\"a\":12345678901234567890.000000000001}"))
                .isNotEqualTo(of("{\"a\":12345678901234567890.000000000002}"));
        assertThat(of("{\"a\":\"x\"}")).isNotEqualTo(of("{\"a\":\"X\"}"));
    }

    @Test
    void what_is_no_JSON_counts_by_its_bytes() {
        assertThat(of("")).isEqualTo(of("")).isNotEqualTo(of(" x"));
        assertThat(of("{\"a\":1} tail")).isNotEqualTo(of("{\"a\":1}"));
        assertThat(of("{\"a\":1,\"a\":2}")).isNotEqualTo(of("{\"a\":2}"));
        assertThat(of("[".repeat(5000))).isNotEqualTo(of("[".repeat(5001)));
    }

    private static String of(String body) {
        return Fingerprint.of(body.getBytes(StandardCharsets.UTF_8));
    }
}
