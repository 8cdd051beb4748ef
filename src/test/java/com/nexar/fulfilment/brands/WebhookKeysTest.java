package com.nexar.fulfilment.brands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebhookKeysTest {

    @Test
    void only_the_token_itself_is_the_token() {
        WebhookKeys keys = new WebhookKeys(Optional.of("s3cret"), Set.of());

        assertThat(keys.isToken("s3cret")).isTrue();
        assertThat(keys.isToken("s3cre")).isFalse();
        assertThat(keys.isToken("")).isFalse();
        assertThat(keys.isCompany("")).isFalse();
        assertThat(keys).asString().doesNotContain("s3cret");
    }

    @Test
    void where_no_token_is_set_none_is_right() {
        assertThat(WebhookKeys.NONE.isToken("")).isFalse();
        assertThat(WebhookKeys.NONE.isToken("x")).isFalse();
        assertThat(WebhookKeys.NONE.isCompany("")).isFalse();
    }

    @Test
    void any_of_the_companies_will_do() {
        WebhookKeys keys = new WebhookKeys(Optional.empty(), Set.of("41001", "41002"));

        assertThat(keys.isCompany("41001")).isTrue();
        assertThat(keys.isCompany("41002")).isTrue();
        assertThat(keys.isCompany("41003")).isFalse();
    }
}
