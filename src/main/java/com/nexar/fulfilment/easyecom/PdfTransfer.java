package com.nexar.fulfilment.easyecom;

import com.nexar.fulfilment.problems.Problem;
import com.nexar.fulfilment.problems.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

/** Streams one answer into a file: counts, hashes, and stops at what is too large or no PDF. */
final class PdfTransfer {

    private static final byte[] MAGIC = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    // Documents are made seconds after a confirmation; until then some hosts answer 200 with a page.
    private static final Duration NOT_YET = Duration.ofSeconds(30);

    private final HttpClientResponse response;
    private final AsyncFile file;
    private final long maxBytes;
    private final Promise<FetchedDocument> done = Promise.promise();
    private final MessageDigest digest = sha256();
    private final Buffer start = Buffer.buffer();
    private long bytes;
    private int writing;
    private boolean ended;
    private boolean failed;

    /** @param file stays open; the caller closes it */
    PdfTransfer(HttpClientResponse response, AsyncFile file, long maxBytes) {
        this.response = response;
        this.file = file;
        this.maxBytes = maxBytes;
    }

    /** To be called on the response's event loop before anything of its body arrived. */
    Future<FetchedDocument> run() {
        response.exceptionHandler(this::fail);
        response.handler(this::chunk);
        response.endHandler(end -> end());
        return done.future();
    }

    private void chunk(Buffer chunk) {
        if (failed) {
            return;
        }
        bytes += chunk.length();
        if (start.length() < MAGIC.length) {
            start.appendBuffer(chunk, 0, Math.min(chunk.length(), MAGIC.length - start.length()));
        }
        if (bytes > maxBytes) {
            fail(new Problem(
                    ProblemCode.TOO_LARGE,
                    "The document is larger than the " + maxBytes + " bytes that are taken here."));
        } else if (start.length() == MAGIC.length && !startsAsPdf()) {
            fail(notPdf());
        } else {
            write(chunk);
        }
    }

    private void write(Buffer chunk) {
        digest.update(chunk.getBytes());
        writing++;
        file.write(chunk).onFailure(this::fail).onSuccess(written -> {
            writing--;
            completeIfWritten();
        });
        if (file.writeQueueFull()) {
            response.pause();
            file.drainHandler(drained -> {
                if (!ended && !failed) {
                    response.resume();
                }
            });
        }
    }

    private void end() {
        ended = true;
        if (!startsAsPdf()) {
            fail(notPdf());
        }
        completeIfWritten();
    }

    private void completeIfWritten() {
        if (ended && !failed && writing == 0) {
            done.tryComplete(new FetchedDocument(bytes, HexFormat.of().formatHex(digest.digest())));
        }
    }

    private void fail(Throwable cause) {
        failed = true;
        done.tryFail(cause);
    }

    private boolean startsAsPdf() {
        return Arrays.equals(start.getBytes(), MAGIC);
    }

    private static EasyEcomUnavailable notPdf() {
        return new EasyEcomUnavailable("What came was not a PDF; it is not kept. It is fetched again later.", NOT_YET)
                .aboutOne();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
