package com.nexar.fulfilment.changes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.nexar.fulfilment.Ground;
import com.nexar.fulfilment.access.Transactions;
import com.nexar.fulfilment.brands.Brands;
import com.nexar.fulfilment.brands.Location;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Whoever has read up to n has missed nothing below n, however writers hurry, dawdle, fail or lose their connection. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class FeedOrderTest {

    private static final int WRITERS = 8;
    private static final int EACH = 40;

    @Inject
    Transactions transactions;

    @Inject
    Changes changes;

    @Inject
    FeedReader reader;

    @Inject
    Brands brands;

    @Test
    void readers_never_miss_a_change_that_is_committed_later() throws Exception {
        Location location = brands.location("gold", "in1").orElseThrow();
        long from = reader.last(location);
        List<List<String>> seen = new ArrayList<>();
        int told;
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                writers.add(all.submit(() -> writer == 0 ? dawdle(location) : write(location, writer)));
            }
            List<Future<List<String>>> readers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                readers.add(all.submit(() -> readUntilEnd(location, from)));
            }
            told = 0;
            for (Future<Integer> writer : writers) {
                told += writer.get();
            }
            transactions.run(location, () -> tell(location, "end"));
            for (Future<List<String>> each : readers) {
                seen.add(each.get());
            }
        }

        assertThat(seen).allSatisfy(subjects -> assertThat(subjects).isEqualTo(seen.getFirst()));
        assertThat(seen.getFirst()).doesNotHaveDuplicates().hasSize(told + 1);
        for (int writer = 1; writer < WRITERS; writer++) {
            String its = "w" + writer + "-";
            List<Integer> own = seen.getFirst().stream()
                    .filter(subject -> subject.startsWith(its))
                    .map(subject -> Integer.valueOf(subject.substring(its.length())))
                    .toList();
            assertThat(own).as("in the order of its commits").isSorted();
        }
    }

    /** Every third transaction fails after it has told. @return how many did not */
    private int write(Location location, int writer) {
        int told = 0;
        for (int i = 0; i < EACH; i++) {
            String subject = "w" + writer + "-" + i;
            boolean fails = ThreadLocalRandom.current().nextInt(3) == 0;
            try {
                transactions.run(location, () -> {
                    tell(location, subject);
                    if (fails) {
                        throw new IllegalStateException("on purpose");
                    }
                });
                told++;
            } catch (IllegalStateException e) {
                assertThat(fails).as(e.toString()).isTrue();
            }
        }
        return told;
    }

    /** Appends, and takes its time before it commits, or goes away without. @return how many were committed */
    private static int dawdle(Location location) throws SQLException {
        int told = 0;
        for (int i = 0; i < EACH / 4; i++) {
            try (Connection connection = DriverManager.getConnection(
                            setting("quarkus.datasource.jdbc.url"),
                            setting("quarkus.datasource.username"),
                            setting("quarkus.datasource.password"));
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("select set_config('fulfilment.brand', '" + location.brand()
                        + "', true), set_config('fulfilment.location', '" + location.code() + "', true)");
                statement.execute("select append_changes('[{\"location\":\"" + location.code()
                        + "\",\"type\":\"shipment.updated\",\"subject\":\"slow-" + i
                        + "\",\"at\":\"2026-02-03T10:00:00Z\",\"data\":{}}]')");
                LockSupport.parkNanos(Duration.ofMillis(60).toNanos());
                if (i % 3 != 0) {
                    connection.commit();
                    told++;
                }
            }
        }
        return told;
    }

    private void tell(Location location, String subject) {
        changes.inTell(
                location,
                ChangeType.SHIPMENT_UPDATED,
                subject,
                Instant.now(),
                () -> JsonNodeFactory.instance.objectNode());
    }

    private List<String> readUntilEnd(Location location, long from) throws InterruptedException {
        List<String> subjects = new ArrayList<>();
        long after = from;
        while (true) {
            List<ChangeView> items = reader.read(location, after, 7, Duration.ofSeconds(20));
            assertThat(items).as("within 20 s").isNotEmpty();
            assertThat(items.stream().map(ChangeView::sequence).map(Long::valueOf))
                    .containsExactlyElementsOf(LongStream.rangeClosed(after + 1, after + items.size())
                            .boxed()
                            .toList());
            after += items.size();
            items.forEach(item -> subjects.add(item.subject()));
            if (subjects.getLast().equals("end")) {
                return subjects;
            }
        }
    }

    private static String setting(String key) {
        return ConfigProvider.getConfig().getValue(key, String.class);
    }
}
