package com.nexar.fulfilment.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes out of a log line, and what stays readable. */
class MaskingTest {

    private final Masking masking = new Masking(List.of("s3cret-of-acme", "abc"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "login with s3cret-of-acme failed | login with *** failed",
                "Authorization: Bearer 0a1b2c3d4e | Authorization: *** ***",
                "token eyJhbGciOi.eyJzdWIi.c2ln refused | token *** refused",
                "secret whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | secret ***",
                "password=hunter2, next | password=***, next",
                "{\"api_key\":\"k-17\",\"sku\":\"TEE\"} | {\"api_key\":***,\"sku\":\"TEE\"}",
                "{\"customer_name\":\"Asha Rao\",\"sku\":\"TEE\"} | {\"customer_name\":\"***\",\"sku\":\"TEE\"}",
                "{\"address_line_1\":\"12, \\\"Sea View\\\" Road\",\"pin_code\":400001} | {\"address_line_1\":\"***\",\"pin_code\":\"***\"}",
                "\"{\\\"contact_num\\\":\\\"9876543210\\\",\\\"sku\\\":1}\" | \"{\\\"contact_num\\\":\"***\",\\\"sku\\\":1}\"",
                "ShipTo[name=Asha, phone=1, city=Pune] of 90210001 | ShipTo[***] of 90210001",
                "call +91 98765 43210 now | call *** now",
                "buyer 9876543210 | buyer ***",
                "asha.rao+1@example.co.in wrote | ***@*** wrote",
                "JSON data, line 1: {\"name\": 7 | JSON data, line 1: ***",
                "Failing row contains (acme, 1, Asha (Mrs) Rao, 12 Sea View). | Failing row contains (***)"
            })
    void is_masked(String text, String masked) {
        assertThat(masking.of(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme/blr1 assign 90210001 ok 12 ms",
                "AWB 9876543210 became NXR0000000001",
                "Operation 6b0f6a0e-6a34-4a38-9f55-2a9a2f6a1c11 (CONFIRM, acme/blr1): 2026-02-04T03:40:00.123456Z",
                "abc is too short to be a secret",
                "shipment 90210001 of order 70110001 in 1764297600 s"
            })
    void stays_as_it_is(String text) {
        assertThat(masking.of(text)).isEqualTo(text);
    }

    @Test
    void a_long_text_takes_no_long_time() {
        String text = "{\"name\":\"" + "\\\"a".repeat(50_000) + " Failing row contains (" + "(x".repeat(50_000);
        long start = System.nanoTime();

        masking.of(text);

        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(5_000);
    }
}
