package com.nexar.fulfilment.changes;

import com.nexar.fulfilment.stopping.Deadline;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Tells the other pods that something was committed, and hears it from them: LISTEN and NOTIFY on a connection of its own beside the
 * pool, a location at most once in {@value #BEAT_MILLIS} ms. Where the database cannot be reached, or a pooler in between does not pass
 * notifications on, readers find out by looking.
 */
@Singleton
class FeedWire {

    private static final Logger LOG = Logger.getLogger(FeedWire.class);

    private static final String CHANNEL = "fulfilment_changes";
    private static final int BEAT_MILLIS = 50;
    private static final long BEAT_NANOS = Duration.ofMillis(BEAT_MILLIS).toNanos();
    private static final long PAUSE_MILLIS = 1_000;

    /** A pod that only listens sends nothing, and would never notice that the database has gone without a word. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

    private static final int ANSWERS_WITHIN_SECONDS = 5;

    private final Wakes wakes;
    private final Deadline deadline;
    private final String url;
    private final Properties login = new Properties();
    private volatile boolean stopped;
    private Thread thread;
    private long told = System.nanoTime() - BEAT_NANOS;

    FeedWire(
            Wakes wakes,
            Deadline deadline,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String username,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.wakes = wakes;
        this.deadline = deadline;
        this.url = url;
        login.setProperty("user", username);
        login.setProperty("password", password);
        login.setProperty("connectTimeout", "5");
        login.setProperty("socketTimeout", "30");
        login.setProperty("tcpKeepAlive", "true");
        login.setProperty("ApplicationName", "fulfilment feed");
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().daemon().name("feed-wire").start(this::run);
    }

    /** Readers that wait are answered at once; they come again, to another pod. */
    void soon(@Observes ShutdownDelayInitiatedEvent event) {
        wakes.end();
    }

    /** Last: what the others write down at their end is told. */
    void stop(@Observes @Priority(Deadline.LAST) ShutdownEvent event) throws InterruptedException {
        wakes.end();
        stopped = true;
        thread.interrupt();
        thread.join(Math.clamp(deadline.left().toMillis(), 1, PAUSE_MILLIS));
    }

    private void run() {
        while (!stopped) {
            try (Connection connection = new Driver().connect(url, login)) {
                listen(connection);
                while (!stopped) {
                    mustLive(connection);
                    long until = System.nanoTime() + SIGN_OF_LIFE.toNanos();
                    while (!stopped && System.nanoTime() - until < 0) {
                        beat(connection);
                    }
                }
            } catch (SQLException | RuntimeException e) { // the rim: a new connection, as long as the pod lives
                if (!stopped) {
                    LOG.warnf(
                            "Feeds are not told from pod to pod for now, readers look by themselves: %s",
                            e.getMessage());
                    pause();
                }
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
        }
    }

    private static void mustLive(Connection connection) throws SQLException {
        if (!connection.isValid(ANSWERS_WITHIN_SECONDS)) {
            throw new SQLException("the connection is dead");
        }
    }

    private void beat(Connection connection) throws SQLException {
        long left = BEAT_NANOS - (System.nanoTime() - told);
        if (left <= 0) {
            told = System.nanoTime();
            left = BEAT_NANOS;
            tell(connection);
        }
        // comes back at once where something is heard, which may be our own word
        PGNotification[] heard = connection
                .unwrap(PGConnection.class)
                .getNotifications((int) Duration.ofNanos(left).toMillis() + 1);
        if (heard != null) {
            for (PGNotification each : heard) {
                wakes.wake(FeedName.parse(each.getParameter()));
            }
        }
    }

    private void tell(Connection connection) throws SQLException {
        List<FeedName> feeds = wakes.takeToTell();
        if (feeds.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("select pg_notify('" + CHANNEL + "', ?)")) {
            for (FeedName feed : feeds) {
                statement.setString(1, feed.toString());
                statement.execute();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            // the pod stops; the loop looks
        }
    }
}
