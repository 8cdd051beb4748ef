package com.nexar.fulfilment.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.Database;
import com.nexar.fulfilment.EasyEcom;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.orders.SyncNow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** From somebody's click in EasyEcom to our row: by webhooks alone, and by polling alone. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class WebhookLatencyTest {

    private static final int CHANGES = 7;
    private static final int POLL_SECONDS = 10;

    private final EasyEcom easyecom = EasyEcom.hook();

    @Inject
    SyncNow sync;

    @Test
    void a_webhook_is_faster_than_the_next_poll() {
        try (Database owner = Database.asOwner()) {
            long id = easyecom.order("nx7000000001");
            sync.tip("hook/hk1");

            easyecom.webhooks(Post.url("hook/hk1"), Ground.HOOK_TOKEN, "V2", "nx7000000001");
            List<Long> told = measure(owner, id);
            easyecom.noWebhooks();

            ScheduledExecutorService polling = Executors.newSingleThreadScheduledExecutor();
            polling.scheduleAtFixedRate(() -> sync.tip("hook/hk1"), 0, POLL_SECONDS, TimeUnit.SECONDS);
            List<Long> polled = measure(owner, id);
            polling.shutdown();

            System.out.printf(
                    "From EasyEcom's change to ours: by webhook (gathering 1 s in tests) median %d ms, worst %d ms; by polling"
                            + " every %d s median %d ms, worst %d ms (%d changes each)%n",
                    median(told), told.getLast(), POLL_SECONDS, median(polled), polled.getLast(), CHANGES);
            assertThat(median(told)).isLessThan(median(polled));
        }
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
    private List<Long> measure(Database owner, long id) {
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            // more than the rest between two reads, and at another moment between two polls each time
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_300 + i * POLL_SECONDS * 1_000L / CHANGES));
            boolean wanted = !held(owner, id);
            long start = System.nanoTime();
            easyecom.act(id, wanted ? "hold" : "release");
            while (held(owner, id) != wanted) {
                assertThat(System.nanoTime() - start).as("change " + i).isLessThan(TimeUnit.SECONDS.toNanos(60));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            took.add((System.nanoTime() - start) / 1_000_000);
        }
        return took.stream().sorted().toList();
    }

    private static boolean held(Database owner, long id) {
        return owner.text("select on_hold from shipments where brand = 'hook' and shipment_id = ?", id)
                .equals("t");
    }

    private static long median(List<Long> sorted) {
        return sorted.get(sorted.size() / 2);
    }
}
