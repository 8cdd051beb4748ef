package com.nexar.fulfilment.faults;

import com.nexar.fulfilment.faults.checks.Sample;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at memory and queues every second while a run lasts. */
final class Sampling implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(1);

    /** What metric is which sample. */
    private static final Map<String, Pattern> METRICS = Map.of(
            Sample.HEAP, Pattern.compile("(?m)^jvm_gc_live_data_size_bytes(?:\\{[^}]*})? (\\S+)$"),
            Sample.THREADS, Pattern.compile("(?m)^jvm_threads_live_threads(?:\\{[^}]*})? (\\S+)$"),
            Sample.WAITING, Pattern.compile("(?m)^agroal_awaiting_count(?:\\{[^}]*})? (\\S+)$"));

    private static final Duration AT_MOST = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofMillis(500)).build();
    private final List<Pod> pods;
    private final History history;
    private final LongSupplier openOperations;
    private volatile boolean over;
    private final Thread thread;

    Sampling(List<Pod> pods, History history, LongSupplier openOperations) {
        this.pods = pods;
        this.history = history;
        this.openOperations = openOperations;
        this.thread = Thread.startVirtualThread(this::run);
    }

    /** A last look, when all is over. */
    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        look();
    }

    private void run() {
        while (!over) {
            look();
            LockSupport.parkNanos(EVERY.toNanos());
        }
    }

    private void look() {
        for (Pod pod : pods) {
            String metrics = metrics(pod);
            METRICS.forEach((what, pattern) -> {
                Matcher found = pattern.matcher(metrics);
                if (found.find()) {
                    history.add(
                            new Sample(Instant.now(), "pod " + pod.number(), what, Double.parseDouble(found.group(1))));
                }
            });
        }
        try {
            history.add(new Sample(Instant.now(), "database", Sample.OPEN, openOperations.getAsLong()));
        } catch (IllegalStateException databaseIsAway) {
            // it is restarted now and then
        }
    }

    private String metrics(Pod pod) {
        HttpRequest request = HttpRequest.newBuilder(pod.management().resolve("/q/metrics"))
                .timeout(AT_MOST)
                .build();
        try {
            // the request's own timeout ends with the headers, and a pod may stop in the middle of its answer
            return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .orTimeout(AT_MOST.toMillis(), TimeUnit.MILLISECONDS)
                    .join()
                    .body();
        } catch (CompletionException away) {
            return "";
        }
    }
}
