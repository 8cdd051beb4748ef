package com.nexar.fulfilment.changes;

import com.nexar.fulfilment.access.Scope;
import com.nexar.fulfilment.access.Statements;
import com.nexar.fulfilment.stopping.Deadline;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Tells the other pods that something was committed, a location at most once in {@value #BEAT_MILLIS} ms, and hears it from them: NOTIFY,
 * and LISTEN on a connection of its own beside the pool. While nothing happens neither of the two threads stirs. Where the database
 * cannot be reached, or a pooler in between does not pass notifications on, readers find out by looking.
 */
@Singleton
class FeedWire {

    private static final Logger LOG = Logger.getLogger(FeedWire.class);

    private static final String CHANNEL = "fulfilment_changes";
    private static final int BEAT_MILLIS = 50;
    private static final long PAUSE_MILLIS = 1_000;
    private static final String TELL =
            "select pg_notify('" + CHANNEL + "', feed) from unnest(cast(? as text[])) as feeds (feed)";

    /** A pod that only listens sends nothing, and would never notice that the database has gone without a word. */
    private static final int SIGN_OF_LIFE_MILLIS = 10_000;

    private static final int ANSWERS_WITHIN_SECONDS = 5;

    private final Wakes wakes;
    private final Statements statements;
    private final Deadline deadline;
    private final String url;
    private final Properties login = new Properties();
    private volatile boolean stopped;
    private volatile Connection heard;
    private Thread ears;
    private Thread voice;

    FeedWire(
            Wakes wakes,
            Statements statements,
            Deadline deadline,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String username,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.wakes = wakes;
        this.statements = statements;
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
        ears = Thread.ofPlatform().daemon().name("feed-ears").start(this::hear);
        voice = Thread.ofPlatform().daemon().name("feed-voice").start(this::tell);
    }

    /** Readers that wait are answered at once; they come again, to another pod. */
    void soon(@Observes ShutdownDelayInitiatedEvent event) {
        wakes.end();
    }

    /** Last: what the others write down at their end is told. */
    void stop(@Observes @Priority(Deadline.LAST) ShutdownEvent event) throws InterruptedException {
        wakes.end();
        stopped = true;
        wakes.endTelling();
        ears.interrupt();
        hangUp();
        voice.join(Math.clamp(deadline.left().toMillis(), 1, PAUSE_MILLIS));
        ears.join(Math.clamp(deadline.left().toMillis(), 1, PAUSE_MILLIS));
    }

    /** Or it would listen on until something is said. */
    private void hangUp() {
        Connection connection = heard;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debugf("The connection that listens could not be ended: %s", e.getMessage());
            }
        }
    }

    /** What comes within a beat is told together; the last of it after the pod was told to stop. */
    private void tell() {
        try {
            while (!stopped) {
                boolean done = tell(wakes.awaitToTell());
                Thread.sleep(done ? BEAT_MILLIS : PAUSE_MILLIS);
            }
            tell(wakes.takeToTell());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tell(List<FeedName> feeds) {
        if (feeds.isEmpty()) {
            return true;
        }
        try {
            Object names = feeds.stream().map(FeedName::toString).toArray(String[]::new);
            statements.askLazily(Scope.CLAIMING, TELL, row -> null, names);
            return true;
        } catch (RuntimeException e) { // the rim: a hint only
            LOG.warnf(
                    "Other pods are not told for now that feeds went on, their readers look by themselves: %s",
                    e.getMessage());
            wakes.tellAgain(feeds);
            return false;
        }
    }

    private void hear() {
        while (!stopped) {
            try (Connection connection = new Driver().connect(url, login)) {
                heard = connection;
                listen(connection);
                while (!stopped) {
                    mustLive(connection);
                    wake(connection.unwrap(PGConnection.class).getNotifications()); // what came with the sign of life
                    wake(connection.unwrap(PGConnection.class).getNotifications(SIGN_OF_LIFE_MILLIS));
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

    /** Which may be our own word. */
    private void wake(PGNotification[] told) {
        if (told != null) {
            for (PGNotification each : told) {
                wakes.wake(FeedName.parse(each.getParameter()));
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

    private void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            // the pod stops; the loop looks
        }
    }
}
