package com.nexar.fulfilment.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The signature is the one of Standard Webhooks: its published example, computed again with openssl. */
class SignatureTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String SIGNED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void the_example_of_the_standard_is_signed_as_it_is_there() {
        assertThat(sign(List.of(SECRET))).isEqualTo(SIGNED);
    }

    @Test
    void two_live_secrets_are_two_signatures_with_a_space_between() {
        String other = Signature.freshSecret();

        assertThat(sign(List.of(other, SECRET))).isEqualTo(sign(List.of(other)) + " " + SIGNED);
    }

    @Test
    void a_fresh_secret_is_32_random_bytes() {
        List<String> fresh =
                IntStream.range(0, 20).mapToObj(i -> Signature.freshSecret()).toList();

        assertThat(fresh).doesNotHaveDuplicates().allSatisfy(secret -> {
            assertThat(secret).startsWith("whsec_");
            assertThat(Base64.getDecoder().decode(secret.substring(6))).hasSize(32);
        });
    }

    private static String sign(List<String> secrets) {
        return Signature.of("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}", secrets);
    }
}
