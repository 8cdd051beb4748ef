package com.nexar.fulfilment.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.Wms;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** From somebody's click in EasyEcom to who waits for our feed: by webhooks alone, and by polling alone. In production's pace. */
@QuarkusTest
@TestProfile(WebhookLatencyTest.Settings.class)
@QuarkusTestResource(Ground.class)
class WebhookLatencyTest {

    public static class Settings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("fulfilment.inbound.gather", "300ms", "fulfilment.inbound.rest", "2s");
        }
    }

    private static final int CHANGES = 6;
    private static final int POLL_SECONDS = 10;

    private final EasyEcom easyecom = EasyEcom.hook();
    private final Wms wms = Wms.at(Ground.HOOK_KEY, "hook/hk1");

    @Inject
    SyncNow sync;

    @Test
    void a_webhook_is_faster_than_the_next_poll() {
        long id = easyecom.order("nx7000000001");
        sync.tip("hook/hk1");

        easyecom.webhooks(Post.url("hook/hk1"), Ground.HOOK_TOKEN, "V2", "nx7000000001");
        List<Long> told = measure(id);
        easyecom.noWebhooks();

        ScheduledExecutorService polling = Executors.newSingleThreadScheduledExecutor();
        polling.scheduleAtFixedRate(() -> sync.tip("hook/hk1"), 0, POLL_SECONDS, TimeUnit.SECONDS);
        List<Long> polled = measure(id);
        polling.shutdown();

        System.out.printf(
                "From EasyEcom's change to our feed: by webhook median %d ms, worst %d ms; by polling every %d s median %d ms,"
                        + " worst %d ms (%d changes each)%n",
                median(told), told.getLast(), POLL_SECONDS, median(polled), polled.getLast(), CHANGES);
        assertThat(median(told)).isLessThan(median(polled));
    }

    @Test
    void a_message_is_answered_before_anybody_reads() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(Post.url("hook/hk1")))
                    .header("Access-Token", Ground.HOOK_TOKEN)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("[{\"invoice_id\":" + (700 + i) + ",\"order_id\":7}]"))
                    .build();
            long start = System.nanoTime();
            assertThat(client.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
            took.add((System.nanoTime() - start) / 1_000);
        }
        List<Long> sorted = took.stream().sorted().toList();
        System.out.printf(
                "A webhook is answered within: median %.1f ms, nine of ten %.1f ms (60 messages)%n",
                median(sorted) / 1000.0, sorted.get(53) / 1000.0);
    }

    /** In ms, sorted; the changes come at any moment between two polls. */
    private List<Long> measure(long id) {
        List<Long> took = new ArrayList<>();
        String after = wms.get("/changes?after=latest").extract().path("next");
        for (int i = 0; i < CHANGES; i++) {
            // more than the rest between two reads, and at another moment between two polls each time
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2_300 + i * POLL_SECONDS * 1_000L / CHANGES));
            boolean hold = i % 2 == 0;
            long start = System.nanoTime();
            easyecom.act(id, hold ? "hold" : "release");
            after = heard(id, hold ? "shipment.held" : "shipment.released", after);
            took.add((System.nanoTime() - start) / 1_000_000);
        }
        return took.stream().sorted().toList();
    }

    /** @return after which the feed goes on */
    private String heard(long id, String type, String from) {
        String after = from;
        List<String> heard = List.of();
        while (!heard.contains(id + " " + type)) {
            var page =
                    wms.get("/changes?wait=30&after=" + after).statusCode(200).extract();
            after = page.path("next");
            List<Map<String, ?>> items = page.path("items");
            assertThat(items).as("within 30 s").isNotEmpty();
            heard = items.stream()
                    .map(each -> each.get("subject") + " " + each.get("type"))
                    .toList();
        }
        return after;
    }

    private static long median(List<Long> sorted) {
        return sorted.get(sorted.size() / 2);
    }
}
