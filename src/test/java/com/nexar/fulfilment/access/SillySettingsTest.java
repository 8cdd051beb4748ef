package com.nexar.fulfilment.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.SillyBrandsTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that cannot be meant stop the start; the message names the key. What a start no longer has, opens nothing. */
class SillySettingsTest {

    private static final Map<String, String> GOOD = Map.of(
            "fulfilment.clients.nexar-wms.key-sha256", "0".repeat(64),
            "fulfilment.clients.nexar-wms.brands", "acme",
            "fulfilment.clients.nexar-wms.locations", "acme/blr1");

    @Test
    void a_good_client_is_known_by_its_key_only() {
        assertThat(clients(Map.of()).withKey("some other key")).isEmpty();
    }

    /** A key is revoked by taking it out of the configuration and starting anew; its sessions of the board end with it. */
    @Test
    void a_key_that_was_revoked_opens_nothing_after_the_next_start_and_the_client_s_other_one_does() {
        String keys = "fulfilment.clients.nexar-wms.key-sha256";
        String first = Ground.sha256("the first key");
        String second = Ground.sha256("the second key");

        Clients before = clients(Map.of(keys, first + "," + second));
        assertThat(before.withKey("the first key")).isPresent();
        assertThat(before.withKey("the second key")).isPresent();
        assertThat(before.whose(first::equals)).isPresent();

        Clients after = clients(Map.of(keys, second));
        assertThat(after.withKey("the first key")).isEmpty();
        assertThat(after.whose(first::equals)).isEmpty();
        assertThat(after.withKey("the second key")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "fulfilment.clients.nexar-wms.brands, acme2, which is not configured",
        "fulfilment.clients.nexar-wms.locations, acme/blr9, which is not configured",
        "fulfilment.clients.nexar-wms.locations, blr1, which is not configured",
        "fulfilment.clients.nexar-wms.key-sha256, my-secret-key, 64 hex digits",
        "fulfilment.clients.nexar-wms.key-sha256, 0000000000000000000000000000000000000000000000000000000000000000@2027-02-30, 64 hex digits",
        "fulfilment.clients.nexar-wms.key-sha256, ffk_short:0000000000000000000000000000000000000000000000000000000000000000, 64 hex digits",
    })
    void a_silly_client_stops_the_start_and_names_the_key(String key, String value, String why) {
        assertThatThrownBy(() -> clients(Map.of(key, value)))
                .hasMessageContaining(key)
                .hasMessageContaining(why);
    }

    @Test
    void a_key_in_plain_text_is_not_repeated_in_the_message() {
        assertThatThrownBy(() -> clients(Map.of("fulfilment.clients.nexar-wms.key-sha256", "my-secret-key")))
                .message()
                .doesNotContain("my-secret-key");
    }

    private static Clients clients(Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(GOOD);
        settings.putAll(changes);
        Brands brands = SillyBrandsTest.brands(Map.of());
        return new Clients(
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(settings, "test", 100))
                        .withMapping(ClientsConfig.class)
                        .build()
                        .getConfigMapping(ClientsConfig.class),
                brands,
                Clock.systemUTC());
    }
}
