package com.nexar.fulfilment.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nexar.fulfilment.brands.SillyBrandsTest;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits and tokens that cannot be meant stop the start; without an issuer no token is looked at. */
class SillyAccessSettingsTest {

    private static final String ISSUER = "fulfilment.access.jwt.issuer";

    @ParameterizedTest
    @CsvSource({
        "fulfilment.access.limits.requests-per-second, 0, 1 or more",
        "fulfilment.access.limits.burst, 10, requests-per-second",
        "fulfilment.access.limits.open-streams, 0, 1 or more",
        "fulfilment.access.limits.easyecom-share, 0, above 0",
        "fulfilment.access.limits.easyecom-share, 1.1, at most 1",
        "fulfilment.access.limits.wrong-keys-per-minute, 0, 1 or more",
        "fulfilment.access.jwt.algorithms, HS256, HS256",
        "fulfilment.access.jwt.algorithms, none, none",
        "fulfilment.access.jwt.issuer, https://idp.example.com, fulfilment.access.jwt.keys",
        "fulfilment.clients.nexar-wms.limits.burst, 0, fulfilment.clients.nexar-wms.limits",
        "fulfilment.clients.nexar-wms.limits.easyecom-share, 2, fulfilment.clients.nexar-wms.limits",
    })
    void a_silly_setting_stops_the_start_and_is_told(String key, String value, String why) {
        assertThatThrownBy(() -> start(Map.of(key, value))).hasMessageContaining(why);
    }

    @Test
    void tokens_for_others_must_not_count_here() {
        assertThatThrownBy(() -> start(Map.of(
                        ISSUER,
                        "https://idp.example.com",
                        "fulfilment.access.jwt.keys",
                        "https://idp.example.com/keys")))
                .hasMessageContaining("fulfilment.access.jwt.audience");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://idp.example.com/keys",
                "HTTP://localhost/keys",
                " http://idp.example.com/keys",
                "ftp://idp.example.com/keys",
                "data:application/json,%7B%7D",
                "jar:file:/keys.jar!/keys"
            })
    void keys_that_anybody_between_could_change_stop_the_start(String keys) {
        assertThatThrownBy(() -> start(issued(keys)))
                .hasMessageContaining("fulfilment.access.jwt.keys")
                .hasMessageContaining("https");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://idp.example.com/keys",
                "HTTPS://idp.example.com/keys",
                "file:///etc/keys.json",
                "classpath:keys.json",
                "/etc/keys.json",
                "keys.pem"
            })
    void keys_by_https_and_in_files_are_well(String keys) {
        assertThat(start(issued(keys)).jwt().keys()).contains(keys);
    }

    private static Map<String, String> issued(String keys) {
        return Map.of(
                ISSUER,
                "https://idp.example.com",
                "fulfilment.access.jwt.audience",
                "facade",
                "fulfilment.access.jwt.keys",
                keys);
    }

    @Test
    void without_an_issuer_a_token_is_a_key_that_nobody_knows() {
        AccessConfig config = start(Map.of());
        IssuedTokens tokens = new IssuedTokens(config, SillyBrandsTest.brands(Map.of()), null);

        assertThat(tokens.takes("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl"))
                .isFalse();
    }

    private static AccessConfig start(Map<String, String> settings) {
        SmallRyeConfig all = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "fulfilment.clients.nexar-wms.key-sha256",
                                "0".repeat(64),
                                "fulfilment.clients.nexar-wms.brands",
                                "acme"),
                        "clients",
                        100))
                .withSources(new PropertiesConfigSource(settings, "test", 200))
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(AccessConfig.class)
                .withMapping(ClientsConfig.class)
                .build();
        AccessConfig config = all.getConfigMapping(AccessConfig.class);
        new CallerLimits(config, all.getConfigMapping(ClientsConfig.class));
        return config;
    }
}
