package com.nexar.fulfilment.sandbox;

import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/** How an answer leaves: whole, late, cut, or not at all. */
final class Delivery {
    private Delivery() {}

    /** The time of the account, which may be told to pass. */
    static void date(HttpServerRequest request, long millis) {
        if (!request.response().headWritten()) {
            request.response()
                    .putHeader(
                            "Date",
                            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                    Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC)));
        }
    }

    static void plain(HttpServerRequest request, Answer answer) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(answer.status()).putHeader("Content-Type", answer.contentType());
        if (answer.retryAfter() > 0) {
            response.putHeader("Retry-After", Integer.toString(answer.retryAfter()));
        }
        response.end(Buffer.buffer(answer.body()));
    }

    /** What a fault makes of an answer. */
    static Answer instead(Answer answer, Fault fault) {
        return switch (fault.kind()) {
            case SLOW -> answer;
            case CUT -> half(answer);
            default -> fault.answer();
        };
    }

    static void faulty(Vertx vertx, HttpServerRequest request, Answer answer, Fault fault) {
        switch (fault.kind()) {
            case RESET -> reset(request.connection());
            case DROP_ANSWER -> request.connection().close();
            case TIMEOUT ->
                vertx.setTimer(delay(fault), timer -> request.connection().close());
            case SLOW -> vertx.setTimer(delay(fault), timer -> plain(request, answer));
            default -> plain(request, answer);
        }
    }

    /** With nothing left to linger for, the kernel sends RST instead of FIN. */
    private static void reset(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            base.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        connection.close();
    }

    private static long delay(Fault fault) {
        return Math.max(1, fault.delay().toMillis());
    }

    private static Answer half(Answer answer) {
        byte[] whole = answer.body();
        return answer.withBody(answer.status() == 0 ? 200 : answer.status(), Arrays.copyOf(whole, whole.length / 2));
    }
}
