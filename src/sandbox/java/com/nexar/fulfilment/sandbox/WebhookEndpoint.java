package com.nexar.fulfilment.sandbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/**
 * One place that is told. Deliveries leave one after the other; what is not answered with 2xx is sent again, ever more
 * slowly, until EasyEcom gives the webhook up (contract §9, failure policy).
 */
final class WebhookEndpoint {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long GATHERING_MILLIS = 500;

    /** Only started when a webhook is configured at all. */
    private static final class Sender {
        static final HttpClient CLIENT =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    }

    private record Delivery(Webhooks.Event event, Location location, byte[] body) {}

    private final Account account;
    private final URI url;
    private final String token;
    private final boolean second;
    private final Optional<String> onlyLocation;
    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private boolean underWay;
    private boolean active = true;
    private long delivered;
    private int failures;
    private long failingSince;

    WebhookEndpoint(Account account, URI url, String token, boolean second, Optional<String> onlyLocation) {
        this.account = account;
        this.url = url;
        this.token = token;
        this.second = second;
        this.onlyLocation = onlyLocation;
    }

    URI url() {
        return url;
    }

    /** Whether it takes the second generation of bodies. */
    boolean second() {
        return second;
    }

    void announce(Webhooks.Event event, Location location, Json.Part body) {
        if (!active || onlyLocation.filter(each -> !each.equals(location.key())).isPresent()) {
            return;
        }
        Delivery delivery = new Delivery(event, location, Json.bytes(body));
        waiting.addLast(delivery);
        if (account.variants.is(Switch.WEBHOOK_DUPLICATES, "on")) {
            waiting.addLast(delivery);
        }
        long pause = account.variants.is(Switch.WEBHOOK_ORDER, "reversed") ? GATHERING_MILLIS : 0;
        account.agenda.at(account.nowMillis() + pause, this::send);
    }

    Map<String, Object> state() {
        return Map.of(
                "url",
                url.toString(),
                "version",
                second ? "V2" : "V1",
                "active",
                active,
                "delivered",
                delivered,
                "failures",
                failures,
                "waiting",
                waiting.size() + (underWay ? 1 : 0));
    }

    private void send() {
        if (underWay || !active || waiting.isEmpty()) {
            return;
        }
        Delivery next =
                account.variants.is(Switch.WEBHOOK_ORDER, "reversed") ? waiting.pollLast() : waiting.pollFirst();
        underWay = true;
        Sender.CLIENT
                .sendAsync(request(next), HttpResponse.BodyHandlers.discarding())
                .whenComplete(
                        (response, failure) -> answered(next, failure == null && response.statusCode() / 100 == 2));
    }

    private HttpRequest request(Delivery delivery) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("x-easyecom-webhook-action", delivery.event().action(second))
                .header(
                        "X-Easyecom-Company-Id",
                        Integer.toString(delivery.location().warehouseId()));
        switch (account.variants.of(Switch.WEBHOOK_AUTH)) {
            case "access-token" -> request.header("Access-Token", token);
            case "bearer" -> request.header("Authorization", "Bearer " + token);
            default -> {}
        }
        return request.POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()))
                .build();
    }

    private void answered(Delivery delivery, boolean fine) {
        synchronized (account) {
            underWay = false;
            if (fine) {
                delivered++;
                failures = 0;
                send();
                return;
            }
            long now = account.clock.millis();
            failingSince = failures == 0 ? now : failingSince;
            failures++;
            waiting.addFirst(delivery);
            long failingFor = now - failingSince;
            active = failures < 400 || failingFor < 24 * HOUR_MILLIS;
            account.agenda.at(now + pause(failingFor), this::send);
        }
    }

    private long pause(long failingFor) {
        if (failures >= 80 && failingFor >= 8 * HOUR_MILLIS) {
            return 300_000;
        }
        return failures >= 20 && failingFor >= 2 * HOUR_MILLIS ? 120_000 : 10_000;
    }
}
