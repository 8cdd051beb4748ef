package com.nexar.fulfilment.changes;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.nexar.fulfilment.Ground;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document that is handed out names every type of change, and none besides. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class AsyncApiTest {

    @Test
    void every_type_of_change_is_a_message() throws Exception {
        String text =
                given().get("/asyncapi.yaml").then().statusCode(200).extract().asString();
        JsonNode document = new YAMLMapper().readTree(text);
        List<String> messages = new ArrayList<>();
        document.at("/components/messages").fieldNames().forEachRemaining(messages::add);
        List<String> ofChannel = new ArrayList<>();
        document.at("/channels/changes/messages").fieldNames().forEachRemaining(ofChannel::add);

        List<String> ofWebhook = new ArrayList<>();
        document.at("/channels/webhook/messages").fieldNames().forEachRemaining(ofWebhook::add);

        assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(messages).containsExactlyElementsOf(ChangeType.words().toList());
        assertThat(ofChannel).isEqualTo(messages);
        assertThat(ofWebhook).isEqualTo(messages);
        document.at("/components/messages")
                .forEach(message -> assertThat(document.at("/components/schemas")
                                .has(message.at("/payload/allOf/1/properties/data/$ref")
                                        .asText()
                                        .replace("#/components/schemas/", "")))
                        .as(message.path("name").asText())
                        .isTrue());
    }
}
