package com.nexar.fulfilment.easyecom;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.easyecom.EasyEcomWebhook.Kind;
import com.nexar.fulfilment.easyecom.EasyEcomWebhook.Named;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract section 9: every shape of a webhook, and what it names. */
class EasyEcomWebhookTest {

    @ParameterizedTest
    @CsvSource({
        "10_webhook_create_v1, ORDER, 90210001, 70110001, nx1000000001",
        "10_webhook_create_v2, ORDER_CREATED, 90210001, 70110001, nx1000000001",
        "10_webhook_confirm_v2, ORDER_CONFIRMED, 90210001, 70110001, nx1000000001",
        "10_webhook_cancel_v2, ORDER_CANCELLED, 90210007, 70110005, nx1000000001",
        "10_webhook_manifested_v1, ORDER, 90210005, 70110003, nx1000000001",
        "10_webhook_manifested_v2, MANIFESTED, 90210005, 70110003, nx1000000001",
        "10_webhook_tracking_v1, TRACKING, 90210001, 70110001, nx1000000001",
    })
    void a_sample_names_its_shipment(String sample, Kind kind, long shipment, long order, String key) {
        EasyEcomWebhook message = read(sample);

        assertThat(message.kind()).isEqualTo(kind);
        assertThat(message.broken()).isEmpty();
        assertThat(message.named()).hasSize(1);
        Named named = message.named().getFirst();
        assertThat(named.shipmentId()).isEqualTo(shipment);
        assertThat(named.orderId()).isEqualTo(order);
        assertThat(named.locationKey()).isEqualTo(key);
        assertThat(named.row() == null).isEqualTo(kind == Kind.TRACKING);
    }

    @Test
    void a_batch_manifest_names_AWBs() {
        EasyEcomWebhook message = read("10_webhook_batch_manifest");

        assertThat(message.kind()).isEqualTo(Kind.BATCH_MANIFEST);
        assertThat(message.awbs()).containsExactly("NXR0000000001", "NXR0000000002");
    }

    @Test
    void every_sample_of_a_webhook_is_read_here() {
        assertThat(Sample.all().filter(each -> each.name().contains("webhook")))
                .hasSize(8)
                .allSatisfy(each -> assertThat(read(each).broken()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"credit_notes\":[{\"invoice_id\":1}]} |  | RETURN",
                "[[{\"credit_note_id\":1,\"invoice_id\":1}]] |  | RETURN",
                "[{\"invoice_id\":1}] | MarkReturnV2 | RETURN",
                "{\"inventoryData\":[{\"sku\":\"A\"}]} | UpdateInventoryV2 | INVENTORY",
                "[{\"grn_id\":7}] | CreateGRN | OTHER",
                "{\"orders\":[],\"nextUrl\":null} |  | EMPTY",
                "[] | UpdateOrderV2 | EMPTY",
                "{} |  | EMPTY",
                "' ' |  | EMPTY",
                "[{\"invoice_id\":\"17\",\"order_id\":\"3\"}] | ReadyToDispatchV2 | READY_TO_DISPATCH",
                "[{\"invoice_id\":17}] | FetchOrderV2 | ORDER_UPDATED",
                "{\"invoice_id\":17} | SomethingNew | ORDER",
                "{\"data\":{\"orders\":[{\"invoice_id\":17}]}} |  | ORDER",
                "[{\"invoice_id\":\"NA\"}] |  | UNREADABLE",
                "[7] |  | UNREADABLE",
                "{\"orders\":\"none\"} |  | UNREADABLE",
                "\"text\" |  | UNREADABLE",
                "<html>no</html> |  | UNREADABLE",
                "[{\"invoice_id\":17 |  | UNREADABLE",
            })
    void a_shape_has_its_kind(String body, String action, Kind kind) {
        assertThat(read(body, action).kind()).isEqualTo(kind);
    }

    @Test
    void a_row_that_is_broken_beside_its_id_still_names_its_shipment() {
        EasyEcomWebhook message =
                read("[{\"invoice_id\":\"17\",\"order_id\":3,\"order_items\":\"?\"},{\"invoice_id\":0}]", null);

        assertThat(message.named()).containsExactly(new Named(17, 3L, null, null));
        assertThat(message.broken()).extracting(BrokenRow::raw).containsExactly("{\"invoice_id\":0}");
    }

    @Test
    void what_is_unreadable_keeps_its_text_and_tells_why() {
        List<BrokenRow> broken = read("<html>no</html>", null).broken();

        assertThat(broken).hasSize(1);
        assertThat(broken.getFirst().raw()).isEqualTo("<html>no</html>");
        assertThat(broken.getFirst().reason()).isEqualTo("is no JSON");
    }

    private static EasyEcomWebhook read(String sample) {
        return read(Sample.all()
                .filter(each -> each.name().startsWith(sample))
                .findFirst()
                .orElseThrow());
    }

    private static EasyEcomWebhook read(Sample sample) {
        return read(
                sample.request().path("body").toString(),
                sample.request().at("/headers/x-easyecom-webhook-action").asText(null));
    }

    private static EasyEcomWebhook read(String body, String action) {
        return EasyEcomWebhook.read(body.getBytes(StandardCharsets.UTF_8), action);
    }
}
