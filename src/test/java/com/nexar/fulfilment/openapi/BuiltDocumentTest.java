package com.nexar.fulfilment.openapi;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.nexar.fulfilment.Ground;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the artefact hands out is what Quarkus makes of it where it starts from classes, as here. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class BuiltDocumentTest {

    private final ObjectMapper json = new ObjectMapper();
    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());

    @Test
    void its_JSON_is_the_same() throws IOException {
        assertThat(json.readTree(new BuiltDocument().getJsonDocument())).isEqualTo(json.readTree(handedOut("json")));
    }

    @Test
    void its_YAML_says_the_same() throws IOException {
        String built = new String(new BuiltDocument().getYamlDocument(), UTF_8);

        assertThat(built).startsWith("openapi: 3");
        assertThat(yaml.readTree(built)).isEqualTo(yaml.readTree(handedOut("yaml")));
    }

    private static byte[] handedOut(String format) {
        return given().queryParam("format", format).get("/q/openapi").asByteArray();
    }
}
