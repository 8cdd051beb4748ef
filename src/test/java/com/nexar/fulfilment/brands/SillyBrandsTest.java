package com.nexar.fulfilment.brands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Brands that cannot be meant stop the start; the message names the key. */
public class SillyBrandsTest {

    private static final String ACME = "fulfilment.brands.acme.";

    private static final Map<String, String> GOOD = Map.of(
            ACME + "easyecom.url", "https://api.example.com",
            ACME + "easyecom.api-key", "key",
            ACME + "easyecom.email", "api.user@example.com",
            ACME + "easyecom.password", "password",
            ACME + "locations.blr1.key", "nx1000000001");

    @Test
    void a_good_brand_needs_no_more_than_an_account_and_a_location() {
        Location blr1 = brands(Map.of()).location("acme", "blr1").orElseThrow();

        assertThat(blr1.name()).isEqualTo("blr1");
        assertThat(brands(Map.of()).of(blr1).easyecom().tier()).isEqualTo(Tier.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"easyecom.url", "easyecom.api-key", "easyecom.email", "easyecom.password"})
    void a_missing_or_empty_account_setting_stops_the_start_and_is_named(String key) {
        assertThatThrownBy(() -> brands(Map.of(ACME + key, ""))).hasMessageContaining(ACME + key);
    }

    @ParameterizedTest
    @CsvSource({
        "easyecom.url, ftp://api.example.com, needs an http or https URL",
        "easyecom.url, https://api.example.com?x=1, takes no query",
        "easyecom.tier, PLATINUM, PLATINUM",
        "locations.blr1.key, '', blr1.key",
        "locations.bom1.key, nx1000000001, is the same as that of",
        "locations.Bom 1.key, nx1000000002, lower-case letters",
    })
    void a_silly_value_stops_the_start_and_is_named(String key, String value, String why) {
        assertThatThrownBy(() -> brands(Map.of(ACME + key, value)))
                .hasMessageContaining("fulfilment.brands.acme")
                .hasMessageContaining(why);
    }

    /** As configured by these settings on top of good ones. */
    public static Brands brands(Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(GOOD);
        settings.putAll(changes);
        return new Brands(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withMapping(BrandsConfig.class)
                .build()
                .getConfigMapping(BrandsConfig.class));
    }
}
