package com.nexar.fulfilment.easyecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where URLs that EasyEcom gives us may lead. */
class UrlRulesTest {

    private static final URI BASE = URI.create("https://api.easyecom.io");
    private static final AllowedOrigins ORIGINS =
            new AllowedOrigins(List.of("https://ee-uploaded-files-*.s3.*.amazonaws.com", "http://files.local:8081"));

    @ParameterizedTest
    @CsvSource({
        "/orders/V2/getAllOrders?cursor=a%3D%3D, /orders/V2/getAllOrders?cursor=a%3D%3D",
        "orders?cursor=1, /orders?cursor=1",
        "https://api.easyecom.io/orders?cursor=a%2Bb, /orders?cursor=a%2Bb",
        "https://API.EasyEcom.io:443/orders, /orders",
        "/orders?updated_after=2026-02-01 00:00:00, /orders?updated_after=2026-02-01%2000:00:00",
    })
    void a_next_url_is_used_verbatim(String nextUrl, String target) {
        assertThat(NextUrl.target(BASE, nextUrl)).isEqualTo(target);
    }

    @Test
    void a_base_path_stays_in_front_of_a_relative_next_url() {
        URI base = URI.create("http://localhost:8090/easyecom/");
        assertThat(NextUrl.target(base, "/orders?cursor=1")).isEqualTo("/easyecom/orders?cursor=1");
        assertThat(NextUrl.target(base, "http://localhost:8090/easyecom/orders?c=1"))
                .isEqualTo("/easyecom/orders?c=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/orders?cursor=1",
                "http://api.easyecom.io/orders",
                "https://api.easyecom.io:8443/orders",
                "https://api.easyecom.io@evil.example/orders",
                "https://user@api.easyecom.io/orders",
                "https://api.easyecom.io.evil.example/orders",
                "https://evil.example\\@api.easyecom.io/",
                "//evil.example/orders",
                "\\\\evil.example/orders",
                "?cursor=1",
                "",
                "/orders\r\nX: y",
            })
    void our_token_goes_to_no_stranger(String nextUrl) {
        assertThatThrownBy(() -> NextUrl.target(BASE, nextUrl)).isInstanceOf(EasyEcomRefused.class);
    }

    @Test
    void a_strange_host_is_named() {
        assertThatThrownBy(() -> NextUrl.target(BASE, "https://evil.example/orders?cursor=secret"))
                .hasMessageContaining("evil.example")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ee-uploaded-files-demo.s3.us-west-2.amazonaws.com/Labels/1.pdf?x=y",
                "https://EE-uploaded-files-oregon.s3.ap-south-1.amazonaws.com:443/a",
                "http://files.local:8081/a",
            })
    void a_document_may_come_from_an_allowed_origin(String url) {
        assertThat(ORIGINS.allow(URI.create(url))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ee-uploaded-files-demo.s3.us-west-2.amazonaws.com/a",
                "https://ee-uploaded-files-demo.s3.us-west-2.amazonaws.com:8443/a",
                "https://ee-uploaded-files-.s3.us-west-2.amazonaws.com/a",
                "https://ee-uploaded-files-x.evil.s3.us-west-2.amazonaws.com/a",
                "https://ee-uploaded-files-demo.s3.us-west-2.amazonaws.com.evil.example/a",
                "https://evil.example/ee-uploaded-files-demo.s3.us-west-2.amazonaws.com",
                "https://user@ee-uploaded-files-demo.s3.us-west-2.amazonaws.com/a",
                "https://169.254.169.254/latest/meta-data",
                "http://files.local/a",
                "file:///etc/passwd",
                "/relative",
            })
    void a_document_comes_from_nowhere_else(String url) {
        assertThat(ORIGINS.allow(URI.create(url))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "https://*", "https://files.*", "ftp://x.example", "https://x.example/path", "https://a b"})
    void a_silly_origin_stops_the_start(String pattern) {
        assertThatThrownBy(() -> new AllowedOrigins(List.of(pattern)))
                .hasMessageContaining("fulfilment.documents.allowed-origins");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"label\":\"https://a.example/l.pdf\",\"intaxform\":null,\"x\":\"NA\"}",
                "{\"documents\":{\"label\":\"https://a.example/l.pdf\"}}",
                "[{\"documents\":{\"label\":\"https://a.example/l.pdf\"}}]",
                "[{\"label\":\"https://a.example/l.pdf\"}]",
            })
    void documents_are_found_however_they_are_nested(String json) {
        JsonNode node = Envelope.tree(json);
        assertThat(DocumentLinks.read(node)).isEqualTo(Map.of("label", URI.create("https://a.example/l.pdf")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"label\":\"ftp://x/y\"}",
                "{\"label\":\"l.pdf\"}",
                "{\"label\":\"https:///x\"}",
                "[]",
                "{\"label\":7}"
            })
    void what_is_no_url_is_no_document(String json) {
        assertThat(DocumentLinks.read(Envelope.tree(json))).isEmpty();
    }
}
