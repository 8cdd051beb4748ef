package com.nexar.fulfilment.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletionException;

/**
 * A running EasyEcom to try things against. It listens on 127.0.0.1 only, begins with the demo account, and forgets
 * everything when it is closed.
 */
public final class Sandbox implements AutoCloseable {
    private static final int CATCH_UP_MILLIS = 50;

    private final Vertx vertx;
    private final int port;

    private Sandbox(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    /** Binds 127.0.0.1 at the port of the settings (0 for any) and returns once requests are answered. */
    public static Sandbox start(SandboxSettings settings) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(settings.eventLoops())
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        try {
            int port = settings.port() == 0 ? freePort() : settings.port();
            Accounts accounts = new Accounts("http://localhost:" + port);
            Account demo = accounts.open(settings.demoAccount());
            synchronized (demo) {
                settings.variants().forEach(demo.variants::set);
                new SeedOrders(demo).plant();
                settings.arrivalsEvery().ifPresent(every -> Arrivals.begin(demo, every));
            }
            ControlRoom control = new ControlRoom(accounts);
            if (settings.backlog() > 0) {
                control.backlog(demo, settings.backlog());
            }
            FrontDoor door = new FrontDoor(vertx, accounts, control);
            listen(vertx, door, port, settings.eventLoops());
            vertx.setPeriodic(CATCH_UP_MILLIS, timer -> accounts.all().forEach(Sandbox::catchUp));
            return new Sandbox(vertx, port);
        } catch (RuntimeException failed) {
            vertx.close();
            throw failed;
        }
    }

    /** {@code http://localhost:<port>}, no slash at the end. */
    public String url() {
        return "http://localhost:" + port;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** One server per event loop, all on one port. */
    private static void listen(Vertx vertx, FrontDoor door, int port, int eventLoops) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setMaxInitialLineLength(16 * 1024)
                .setHandle100ContinueAutomatically(true);
        for (int i = 0; i < eventLoops; i++) {
            HttpServer server = vertx.createHttpServer(options).requestHandler(door::handle);
            try {
                server.listen().toCompletionStage().toCompletableFuture().join();
            } catch (CompletionException failed) {
                throw new IllegalStateException("the sandbox cannot listen on port " + port, failed.getCause());
            }
        }
    }

    /** For what happens without any request: webhooks and arrivals. */
    private static void catchUp(Account account) {
        synchronized (account) {
            account.catchUp();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }
}
