package com.nexar.fulfilment.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One answer and what it means for the ledger.
 *
 * @param invoiceIds the shipments the request was about, as far as it is known
 * @param retryAfter seconds, 0 for no such header
 */
record Answer(
        int status,
        String contentType,
        byte[] body,
        Effect effect,
        List<Long> invoiceIds,
        String awb,
        String detail,
        int retryAfter) {
    static final String JSON = "application/json";

    /** HTTP 200 with {@code code} 200, the common envelope (contract §10). */
    static Answer successful(Effect effect, Json.Part data) {
        return envelope(200, "Successful", data, effect);
    }

    static Answer happened() {
        return successful(Effect.HAPPENED, Json.EMPTY_LIST);
    }

    /** A business refusal: HTTP 200, the error only in the body (quirk 5). */
    static Answer refused(String message) {
        return envelope(400, message, Json.EMPTY_LIST, Effect.REFUSED).because(message);
    }

    static Answer repeated(String message) {
        return refused(message).as(Effect.REPEAT);
    }

    static Answer envelope(int code, String message, Json.Part data, Effect effect) {
        return json(
                200,
                out -> new RowWriter(out)
                        .put("code", code)
                        .put("message", message)
                        .put("data", data)
                        .end(),
                effect);
    }

    /** A real HTTP error: validation, authorization, the gateway. */
    static Answer error(int status, String message, Effect effect) {
        return json(
                        status,
                        out -> new RowWriter(out)
                                .put("code", status)
                                .put("message", message)
                                .put("data", Json.EMPTY_LIST)
                                .end(),
                        effect)
                .because(message);
    }

    /** What the gateway in front of EasyEcom says by itself: nothing but a message. */
    static Answer gateway(int status, String message, Effect effect) {
        return json(status, out -> new RowWriter(out).put("message", message).end(), effect)
                .because(message);
    }

    static Answer text(int status, String text, Effect effect) {
        return new Answer(
                status, "text/plain", text.getBytes(StandardCharsets.UTF_8), effect, List.of(), null, text, 0);
    }

    static Answer json(int status, Json.Part body, Effect effect) {
        return new Answer(status, JSON, Json.bytes(body), effect, List.of(), null, null, 0);
    }

    Answer about(List<Shipment> shipments) {
        return aboutIds(shipments.stream().map(each -> each.invoiceId).toList());
    }

    Answer about(Shipment shipment) {
        return new Answer(
                status, contentType, body, effect, List.of(shipment.invoiceId), shipment.awb, detail, retryAfter);
    }

    Answer aboutIds(List<Long> ids) {
        return new Answer(status, contentType, body, effect, ids, awb, detail, retryAfter);
    }

    Answer withAwb(String number) {
        return new Answer(status, contentType, body, effect, invoiceIds, number, detail, retryAfter);
    }

    Answer as(Effect other) {
        return new Answer(status, contentType, body, other, invoiceIds, awb, detail, retryAfter);
    }

    Answer because(String why) {
        return new Answer(status, contentType, body, effect, invoiceIds, awb, why, retryAfter);
    }

    Answer retryAfter(int seconds) {
        return new Answer(status, contentType, body, effect, invoiceIds, awb, detail, seconds);
    }

    /** The same answer on another piece of paper. */
    Answer withBody(int otherStatus, byte[] otherBody) {
        return new Answer(otherStatus, contentType, otherBody, effect, invoiceIds, awb, detail, retryAfter);
    }

    static Answer of(int status, String contentType, byte[] body, Effect effect) {
        return new Answer(status, contentType, body, effect, List.of(), null, null, 0);
    }
}
