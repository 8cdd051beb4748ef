package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.addresses.Lookup;
import com.nexar.fulfilment.addresses.NotAllowed;
import com.nexar.fulfilment.easyecom.EasyEcomUnavailable.Kind;
import com.nexar.fulfilment.problems.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Brings one PDF from an allowed origin to a file; every redirect is checked as if it had come from outside. What the host's name resolves
 * to is checked, too, and the connection goes to the very address that was.
 */
final class DocumentFetch {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> NOT_THERE = Set.of(400, 403, 404, 410);
    private static final int MOST_REDIRECTS = 3;
    private static final OpenOptions REPLACING =
            new OpenOptions().setWrite(true).setCreate(true).setTruncateExisting(true);
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Exactly one is null. */
    private record Step(URI redirect, FetchedDocument saved) {}

    private final Vertx vertx;
    private final HttpClient client;
    private final AllowedOrigins origins;
    private final Lookup lookup;
    private final EasyEcomConfig config;

    DocumentFetch(Vertx vertx, AllowedOrigins origins, Lookup lookup, EasyEcomConfig config) {
        this.vertx = vertx;
        this.origins = origins;
        this.lookup = lookup;
        this.config = config;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()))
                .setMaxPoolSize(config.connections())
                // A transfer given up is reset, which must not hit a connection that the pool has lent to the next one.
                .setKeepAlive(false)
                // a store of documents is nobody whom our traces concern
                .setTracingPolicy(TracingPolicy.IGNORE));
    }

    FetchedDocument fetch(String who, URI url, Path into, long maxBytes) {
        boolean saved = false;
        AsyncFile file = vertx.fileSystem().openBlocking(into.toString(), REPLACING);
        try {
            URI next = url;
            for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
                if (!origins.allow(next)) {
                    throw new EasyEcomRefused(
                            who + ": a document points to " + host(next)
                                    + ", which fulfilment.documents.allowed-origins does not name; it is not fetched.",
                            200,
                            "document at " + host(next));
                }
                Step step = get(who, next, file, maxBytes);
                if (step.saved() != null) {
                    saved = true;
                    return step.saved();
                }
                next = step.redirect();
            }
            throw unavailable(who, url, "it redirects more than " + MOST_REDIRECTS + " times", Kind.LASTING, null);
        } finally {
            close(file);
            if (!saved) {
                delete(into);
            }
        }
    }

    private Step get(String who, URI url, AsyncFile file, long maxBytes) {
        RequestOptions options = options(url, address(who, url));
        var step = new CompletableFuture<Step>();
        var sent = new AtomicReference<HttpClientRequest>();
        // The answer's handlers are set in the very callback that brings it: composed futures hand it on a moment
        // later, and a small document may have ended by then.
        client.request(options)
                .onSuccess(request -> {
                    sent.set(request);
                    request.send()
                            .onSuccess(response -> answered(who, url, response, file, maxBytes, step))
                            .onFailure(step::completeExceptionally);
                })
                .onFailure(step::completeExceptionally);
        try {
            return step.get(config.connectTimeout().plus(config.timeout()).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Problem problem) {
                throw problem;
            }
            boolean silent = e.getCause() instanceof TimeoutException;
            throw unavailable(who, url, "the connection failed", silent ? Kind.TIMEOUT : Kind.OUTAGE, e.getCause());
        } catch (TimeoutException e) {
            throw unavailable(who, url, "no answer in time", Kind.TIMEOUT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(who, url, "interrupted", Kind.TIMEOUT, e);
        } finally {
            HttpClientRequest request = sent.get();
            if (request != null) {
                // Ends a transfer that nobody waits for; harmless after a complete one.
                request.reset();
            }
        }
    }

    private void answered(
            String who,
            URI url,
            HttpClientResponse response,
            AsyncFile file,
            long maxBytes,
            CompletableFuture<Step> step) {
        response.exceptionHandler(step::completeExceptionally);
        String location = response.getHeader("Location");
        if (REDIRECTS.contains(response.statusCode()) && location != null) {
            URI target = resolved(url, location);
            if (target == null) {
                step.completeExceptionally(unavailable(who, url, "it redirects to no URL", Kind.LASTING, null));
            } else {
                step.complete(new Step(target, null));
            }
        } else if (response.statusCode() != 200) {
            EasyEcomUnavailable failed = unavailable(who, url, "HTTP " + response.statusCode(), Kind.OUTAGE, null);
            step.completeExceptionally(NOT_THERE.contains(response.statusCode()) ? failed.aboutOne() : failed);
        } else {
            new PdfTransfer(response, file, maxBytes)
                    .run()
                    .onSuccess(document -> step.complete(new Step(null, document)))
                    .onFailure(step::completeExceptionally);
        }
    }

    private InetAddress address(String who, URI url) {
        try {
            Lookup mayLeadTo = origins.allowAsAddress(url) ? lookup.alsoInside() : lookup;
            return mayLeadTo.of(url.getHost()).getFirst();
        } catch (NotAllowed.Unresolved e) {
            throw unavailable(who, url, e.getMessage(), Kind.LASTING, e);
        } catch (NotAllowed e) {
            throw new EasyEcomRefused(
                    who + ": a document points to " + e.getMessage() + "; it is not fetched.",
                    200,
                    "document at " + host(url));
        }
    }

    private RequestOptions options(URI url, InetAddress to) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(NextUrl.port(url), to.getHostAddress()))
                .setSsl("https".equalsIgnoreCase(url.getScheme()))
                .setHost(url.getHost())
                .setPort(NextUrl.port(url))
                .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
                .setConnectTimeout(config.connectTimeout().toMillis())
                .setIdleTimeout(config.timeout().toMillis());
    }

    private static String host(URI url) {
        return NextUrl.shown(String.valueOf(url.getHost()));
    }

    private static URI resolved(URI url, String location) {
        try {
            return url.resolve(location.strip());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static EasyEcomUnavailable unavailable(String who, URI url, String why, Kind kind, Throwable cause) {
        return new EasyEcomUnavailable(
                who + ": the document at " + host(url) + " cannot be fetched now: " + why + ".", SOON, kind, cause);
    }

    // Waits for what is still being written, so that nothing touches the file afterwards.
    private static void close(AsyncFile file) {
        file.close().toCompletionStage().toCompletableFuture().join();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
