package com.nexar.fulfilment.changes;

import static org.assertj.core.api.Assertions.assertThat;

import com.nexar.fulfilment.Ground;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** What goes over the wire between pods. */
@QuarkusTest
@QuarkusTestResource(Ground.class)
class FeedWireTest {

    private static final FeedName BUSY = new FeedName("nobody", "nowhere");
    private static final Duration RUSH = Duration.ofSeconds(1);
    private static final long BEAT_MILLIS = 50;

    @Inject
    Wakes wakes;

    @Test
    void other_pods_are_told_of_a_busy_location_at_most_once_a_beat() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        setting("quarkus.datasource.jdbc.url"),
                        setting("quarkus.datasource.username"),
                        setting("quarkus.datasource.password"));
                Statement statement = connection.createStatement()) {
            statement.execute("listen fulfilment_changes");
            long start = System.nanoTime();
            while (System.nanoTime() - start < RUSH.toNanos()) {
                wakes.committed(BUSY);
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
            long beats = Duration.ofNanos(System.nanoTime() - start).toMillis() / BEAT_MILLIS;

            assertThat(heard(connection)).isBetween(2L, beats + 2);
        }
    }

    /** Until it has been quiet for several beats. */
    private static long heard(Connection connection) throws SQLException {
        long heard = 0;
        PGNotification[] some = connection.unwrap(PGConnection.class).getNotifications(500);
        while (some.length > 0) {
            for (PGNotification each : some) {
                heard += each.getParameter().equals(BUSY.toString()) ? 1 : 0;
            }
            some = connection.unwrap(PGConnection.class).getNotifications(500);
        }
        return heard;
    }

    private static String setting(String key) {
        return ConfigProvider.getConfig().getValue(key, String.class);
    }
}
