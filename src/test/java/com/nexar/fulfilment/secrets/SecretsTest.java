package com.nexar.fulfilment.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final Secrets secrets = new Secrets(Optional.of(KEY));

    @Test
    void what_was_encrypted_for_a_place_can_be_read_there() {
        byte[] stored = secrets.encrypted("jwt", "acme/blr1");
        assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("jwt");
        assertThat(secrets.decrypted(stored, "acme/blr1")).isEqualTo("jwt");
    }

    @Test
    void the_same_text_never_looks_the_same() {
        assertThat(secrets.encrypted("jwt", "acme/blr1")).isNotEqualTo(secrets.encrypted("jwt", "acme/blr1"));
    }

    @Test
    void elsewhere_with_another_key_or_changed_it_cannot_be_read() {
        byte[] stored = secrets.encrypted("jwt", "acme/blr1");
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;
        var others = new Secrets(Optional.of(Base64.getEncoder().encodeToString(otherKey)));
        assertThat(secrets.decrypted(stored, "acme/bom1")).isNull();
        assertThat(others.decrypted(stored, "acme/blr1")).isNull();
        stored[stored.length - 1] ^= 1;
        assertThat(secrets.decrypted(stored, "acme/blr1")).isNull();
        assertThat(secrets.decrypted(new byte[3], "acme/blr1")).isNull();
    }

    @Test
    void digests_are_the_same_for_the_same_parts_only() {
        assertThat(secrets.digest("a", "b")).isEqualTo(secrets.digest("a", "b")).isNotEqualTo(secrets.digest("ab", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "not base64 at all!"})
    void a_silly_key_stops_the_start_and_is_named_but_not_shown(String silly) {
        assertThatThrownBy(() -> new Secrets(Optional.of(silly)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fulfilment.secrets.key")
                .message()
                .doesNotContain("c2hvcnQ", "not base64 at all");
    }

    @Test
    void a_missing_key_is_named() {
        assertThatThrownBy(() -> new Secrets(Optional.empty()))
                .hasMessageContaining("fulfilment.secrets.key: is missing");
    }
}
