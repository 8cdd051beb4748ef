package com.nexar.fulfilment.webhooks;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;

/**
 * One POST to the very address that was checked, under the name that the URL has: the name's certificate is asked for and verified, and
 * no redirect is followed. Blocking.
 */
@Singleton
class Posting {

    /** @param leavesUntil {@link System#nanoTime} after which it must not leave any more */
    record Post(URI url, InetAddress to, Map<String, String> headers, String body, long leavesUntil) {}

    /** @param retryAfter null where absent */
    record Answer(int status, String retryAfter) {}

    /** No answer came; the message says why, in our words. */
    static final class NoAnswer extends Exception {
        NoAnswer(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);
    // below the idle time of usual load balancers
    private static final int KEEP_ALIVE_SECONDS = 15;

    /** Nobody reads an answer's body; of a longer one than this the connection is given up. */
    private static final int MOST_BODY = 8_192;

    private final Vertx vertx;
    private final HttpClient client;
    private final Duration timeout;

    @Inject
    Posting(Vertx vertx, WebhooksConfig config) {
        this(vertx, new HttpClientOptions(), config.atOnce(), config.timeout());
    }

    Posting(Vertx vertx, HttpClientOptions options, int connections, Duration timeout) {
        this.vertx = vertx;
        this.timeout = timeout;
        this.client = vertx.createHttpClient(options.setConnectTimeout(millis(CONNECTED_WITHIN))
                .setMaxPoolSize(connections)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setTracingPolicy(TracingPolicy.IGNORE)); // spans are ours (traces)
    }

    Answer send(Post post) throws NoAnswer {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("Webhooks block: not on an event loop");
        }
        var answer = new CompletableFuture<Answer>();
        var sent = new AtomicReference<HttpClientRequest>();
        client.request(options(post))
                .onSuccess(request -> {
                    sent.set(request);
                    exchange(request, post, answer);
                })
                .onFailure(answer::completeExceptionally);
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new NoAnswer(why(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            answer.completeExceptionally(e); // a connection that opens only now sends nothing
            reset(sent.get());
            throw new NoAnswer("no answer within " + timeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            answer.completeExceptionally(e);
            reset(sent.get());
            Thread.currentThread().interrupt();
            throw new NoAnswer("this pod stopped while it waited for the answer", e);
        }
    }

    private void exchange(HttpClientRequest request, Post post, CompletableFuture<Answer> answer) {
        if (answer.isDone() || System.nanoTime() - post.leavesUntil() > 0) {
            answer.completeExceptionally(new TimeoutException("it could not leave in time"));
            request.exceptionHandler(expected -> {}).reset(); // nothing of it was sent
            return;
        }
        try {
            request.send(Buffer.buffer(post.body()))
                    .onSuccess(response -> answered(request, response, answer))
                    .onFailure(answer::completeExceptionally);
        } catch (RuntimeException e) {
            // Vert.x checks some arguments only here; without this the caller would wait for the timeout
            answer.completeExceptionally(e);
        }
    }

    /** What counts is the status; the body is let pass, so that the connection can be used again. */
    private void answered(HttpClientRequest request, HttpClientResponse response, CompletableFuture<Answer> answer) {
        int[] length = {0};
        long most = vertx.setTimer(timeout.toMillis(), late -> request.reset());
        response.exceptionHandler(broken -> vertx.cancelTimer(most));
        response.endHandler(end -> vertx.cancelTimer(most));
        response.handler(chunk -> {
            length[0] += chunk.length();
            if (length[0] > MOST_BODY) {
                request.reset();
            }
        });
        answer.complete(new Answer(response.statusCode(), response.getHeader("Retry-After")));
    }

    private RequestOptions options(Post post) {
        URI url = post.url();
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() != -1 ? url.getPort() : tls ? 443 : 80;
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, post.to().getHostAddress()))
                .setSsl(tls)
                .setHost(Addresses.host(url))
                .setPort(port)
                .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
                .setFollowRedirects(false)
                .setConnectTimeout(CONNECTED_WITHIN.toMillis())
                .setIdleTimeout(2 * timeout.toMillis()); // for what nobody waits for any more
        post.headers().forEach(options::putHeader);
        return options;
    }

    private static String why(Throwable cause) {
        return switch (cause) {
            case SSLException tls -> "TLS failed: " + tls.getMessage();
            case ConnectException refused -> "no connection: " + refused.getMessage();
            case TimeoutException late -> "no answer in time";
            case null, default -> "the connection broke before an answer came";
        };
    }

    private static void reset(HttpClientRequest request) {
        if (request != null) {
            request.reset();
        }
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
