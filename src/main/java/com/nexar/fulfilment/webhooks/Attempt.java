package com.nexar.fulfilment.webhooks;

import com.nexar.fulfilment.addresses.NotAllowed;
import com.nexar.fulfilment.traces.Outgoing;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Sends one delivery once: checks where it goes, signs it, and says how it ended. */
@Singleton
class Attempt {

    private static final Logger LOG = Logger.getLogger(Attempt.class);

    private static final int GONE = 410;
    private static final List<Integer> LATER = List.of(429, 503);

    private final Addresses addresses;
    private final Posting posting;
    private final EndpointTable endpoints;
    private final Clock clock;

    Attempt(Addresses addresses, Posting posting, EndpointTable endpoints, Clock clock) {
        this.addresses = addresses;
        this.posting = posting;
        this.endpoints = endpoints;
        this.clock = clock;
    }

    Outcome of(Due due) {
        List<String> secrets = due.to().secrets().stream()
                .map(secret -> endpoints.decrypted(secret, due.to().endpoint()))
                .filter(Objects::nonNull)
                .toList();
        if (secrets.isEmpty()) {
            LOG.errorf(
                    "Webhook endpoint %s has a secret that fulfilment.secrets.key does not open",
                    due.to().endpoint());
            return Outcome.Failed.without(
                    "its secret was stored with another fulfilment.secrets.key and cannot be read; rotate it");
        }
        URI url = URI.create(due.to().url());
        try {
            List<InetAddress> resolved = addresses.resolved(url);
            InetAddress to = resolved.get(due.failures() % resolved.size()); // should one of them be down
            return outcome(answer(new Posting.Post(url, to, headers(due, secrets), due.body(), due.leavesUntil())));
        } catch (NotAllowed | Posting.NoAnswer e) {
            return Outcome.Failed.without(e.getMessage());
        }
    }

    private Posting.Answer answer(Posting.Post post) throws Posting.NoAnswer {
        try (Outgoing span = Outgoing.begin("webhook", "POST", post.url(), post.headers())) {
            Posting.Answer answer = posting.send(post);
            span.answered(answer.status());
            return answer;
        }
    }

    private Map<String, String> headers(Due due, List<String> secrets) {
        long now = clock.instant().getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/cloudevents+json; charset=UTF-8");
        headers.put("user-agent", "fulfilment-facade");
        headers.put("webhook-id", due.id().toString());
        headers.put("webhook-timestamp", Long.toString(now));
        headers.put("webhook-signature", Signature.of(due.id().toString(), now, due.body(), secrets));
        return headers;
    }

    private Outcome outcome(Posting.Answer answer) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return new Outcome.Taken(status);
        }
        if (status == GONE) {
            return new Outcome.Gone();
        }
        Duration rest = LATER.contains(status) ? rest(answer.retryAfter(), clock.instant()) : null;
        String why = "it answered " + status + (status >= 300 && status < 400 ? "; redirects are not followed" : "");
        return new Outcome.Failed(status, why, rest);
    }

    /** {@code Retry-After} as seconds or as a date; null where it is neither. */
    static Duration rest(String header, Instant now) {
        if (header == null) {
            return null;
        }
        try {
            return Duration.ofSeconds(Long.parseLong(header.strip()));
        } catch (NumberFormatException | ArithmeticException e) {
            // a date, maybe
        }
        try {
            return Duration.between(
                    now,
                    ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
