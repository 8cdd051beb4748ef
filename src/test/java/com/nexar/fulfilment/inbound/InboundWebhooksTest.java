package com.nexar.fulfilment.inbound;

import static com.nexar.fulfilment.Eventually.become;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.Ground;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** At the door: every sample, every way of saying who speaks, and what is kept. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class InboundWebhooksTest {

    @Inject
    GuardNow now;

    private final Database owner = Database.asOwner();

    @AfterEach
    void leave() {
        owner.close();
    }

    @Test
    void every_sample_is_taken_and_only_what_it_speaks_of_is_kept() {
        long before = lastMessage();
        for (JsonNode sample : Post.samples()) {
            Map<String, String> headers = new HashMap<>();
            sample.at("/request/headers")
                    .properties()
                    .forEach(each -> headers.put(each.getKey(), each.getValue().asText()));
            headers.put("Access-Token", Ground.HOOK_TOKEN);
            headers.remove("Content-Type");
            Post.with(headers)
                    .body(sample.at("/request/body").toString())
                    .post("/inbound/easyecom/hook/hk1")
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("ok"));
        }
        assertThat(owner.texts("select kind from inbound_messages where id > ? order by id", before))
                .containsExactly(
                        "BATCH_MANIFEST",
                        "ORDER_CANCELLED",
                        "ORDER_CONFIRMED",
                        "ORDER",
                        "ORDER_CREATED",
                        "ORDER",
                        "MANIFESTED",
                        "TRACKING");
        assertThat(owner.texts("select row_to_json(m)::text from inbound_messages m where id > ?", before))
                .noneMatch(row -> row.contains("Demo Buyer") || row.contains("9000000000") || row.contains("Pune"));
        assertThat(owner.texts("select raw from quarantine where brand = 'hook' and raw like '%Demo Buyer%'"))
                .isEmpty();
    }

    @Test
    void samples_of_a_location_that_is_none_of_ours_make_nobody_read() {
        Post.to("hook/hk1", Post.samples().get(3).at("/request/body").toString())
                .statusCode(200);

        assertThat(owner.number("select count(*) from inbound_reads where brand = 'hook' and shipment_id = 90210001"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "Access-Token, test-hook-token,,,200",
        "Authorization, Bearer test-hook-token,,,200",
        "Authorization, bearer test-hook-token,,,200",
        "x-easyecom-webhook-action, UpdateOrderV2, X-Easyecom-Company-Id, 41777, 200",
        "Access-Token, another,,,401",
        "Access-Token, test-hook-toke,,,401",
        "Access-Token, '',,,401",
        "Authorization, Bearer another,,,401",
        "Authorization, Basic dXNlcjp4,,,401",
        "x-easyecom-webhook-action, UpdateOrderV2,,,401",
        "x-easyecom-webhook-action, UpdateOrderV2, X-Easyecom-Company-Id, 41002, 401",
        "X-Easyecom-Company-Id, 41777,,,401",
        "Access-Token, another, X-Easyecom-Company-Id, 41777, 401",
    })
    void there_are_three_ways_of_saying_who_speaks(String name, String value, String other, String text, int status) {
        Map<String, String> headers = new HashMap<>(Map.of(name, value));
        if (other != null) {
            headers.put(other, text);
        }
        Post.with(headers).body("[]").post("/inbound/easyecom/hook/hk1").then().statusCode(status);
    }

    @Test
    void a_wrong_token_an_unknown_place_and_a_brand_without_webhooks_look_the_same() {
        List<String> answers = List.of(
                refusal("another", "hook/hk1"),
                refusal(Ground.HOOK_TOKEN, "hook/nowhere"),
                refusal(Ground.HOOK_TOKEN, "nobody/hk1"),
                refusal(Ground.HOOK_TOKEN, "acme/blr1"));

        assertThat(answers).allMatch(answers.getFirst()::equals);
    }

    @Test
    void an_idempotency_key_means_nothing_here() {
        Map<String, String> headers = Map.of("Idempotency-Key", "k-" + System.nanoTime());
        Post.with(headers).body("[]").post("/inbound/easyecom/hook/hk1").then().statusCode(401);

        Map<String, String> known = new HashMap<>(headers);
        known.put("Access-Token", Ground.HOOK_TOKEN);
        Post.with(known).body("[]").post("/inbound/easyecom/hook/hk1").then().statusCode(200);
        Post.with(known).body("{}").post("/inbound/easyecom/hook/hk1").then().statusCode(200);
    }

    private static String refusal(String token, String ref) {
        var answer = Post.with(Map.of("Access-Token", token))
                .body("[]")
                .post("/inbound/easyecom/" + ref)
                .then()
                .statusCode(401)
                .extract();
        return answer.header("WWW-Authenticate") + answer.asString().replaceAll("\"traceId\":\"[^\"]*\"", "");
    }

    @ParameterizedTest
    @CsvSource({"text/plain, */*", "application/octet-stream, text/html", "application/json, application/xml"})
    void no_content_type_is_refused(String contentType, String accept) {
        Post.with(Map.of("Access-Token", Ground.HOOK_TOKEN, "Accept", accept))
                .contentType(contentType)
                .body("[]".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/inbound/easyecom/hook/hk1")
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON);
    }

    @Test
    void what_nobody_can_read_is_thanked_for_and_set_aside_until_it_is_old() {
        String raw = "<html>" + System.nanoTime() + "</html>";
        Post.to("hook/hk1", raw).statusCode(200);

        assertThat(owner.texts(
                        "select reason from quarantine where brand = 'hook' and feed = 'WEBHOOKS' and raw = ?", raw))
                .containsExactly("is no JSON");
        assertThat(owner.text("select kind from inbound_messages where brand = 'hook' order by id desc limit 1"))
                .isEqualTo("UNREADABLE");
    }

    @Test
    void old_messages_and_their_text_are_forgotten() {
        String raw = "<old>" + System.nanoTime();
        Post.to("hook/hk1", raw).statusCode(200);
        long id = lastMessage();
        now.forget();
        assertThat(owner.texts("select kind from inbound_messages where id = ?", id))
                .hasSize(1);

        owner.run("update inbound_messages set received_at = now() - interval '8 days' where id = ?", id);
        owner.run("update quarantine set last_seen_at = now() - interval '8 days' where raw = ?", raw);
        now.forget();

        assertThat(owner.texts("select kind from inbound_messages where id = ?", id))
                .isEmpty();
        assertThat(owner.texts("select reason from quarantine where raw = ?", raw))
                .isEmpty();
    }

    @Test
    void too_large_a_message_is_refused_and_counted() {
        now.look("hook/hk1");
        long before = failures();
        Post.with(Map.of("Access-Token", Ground.HOOK_TOKEN))
                .body(new byte[1_100_000])
                .post("/inbound/easyecom/hook/hk1")
                .then()
                .statusCode(413);

        become(before + 1, () -> {
            now.look("hook/hk1");
            return failures();
        });
    }

    @Test
    void returns_and_inventory_are_counted_and_read_by_nobody() {
        Post.to("hook/hk1", "{\"credit_notes\":[{\"invoice_id\":17}]}").statusCode(200);

        assertThat(owner.text("select kind from inbound_messages where brand = 'hook' order by id desc limit 1"))
                .isEqualTo("RETURN");
        assertThat(owner.number("select count(*) from inbound_reads where brand = 'hook' and shipment_id = 17"))
                .isZero();
    }

    private long failures() {
        return owner.number(
                "select coalesce(sum(refused + failed), 0) from inbound_failures where brand = 'hook' and location = 'hk1'");
    }

    private long lastMessage() {
        return owner.number("select coalesce(max(id), 0) from inbound_messages");
    }
}
